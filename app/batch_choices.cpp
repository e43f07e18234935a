#include "app/batch_choices.h"

#include "core/base/error.h"
#include "ui/figures/figure_names.h"

#include <QColor>

#include <algorithm>

namespace counterpart::app {

namespace {

const ui::FigureEntry* entryOf(const QString& name)
{
    if (const ui::FigureEntry* entry = ui::findFigure(name.toStdString()))
        return entry;
    QStringList known;
    for (const ui::FigureEntry& figure : ui::figureCatalogue())
        known += QString::fromStdString(figure.name);
    throw core::UsageError("There is no figure '" + name.toStdString() + "'; there are: all, " +
                           known.join(QStringLiteral(", ")).toStdString() + ".");
}

} // namespace

std::vector<WantedFigure> wantedFigures(const QStringList& names)
{
    std::vector<WantedFigure> wanted;
    for (const QString& name : names) {
        if (name == QStringLiteral("all")) {
            for (const ui::FigureEntry& entry : ui::figureCatalogue())
                wanted.push_back({QString::fromStdString(entry.name), {&entry}});
            continue;
        }
        WantedFigure figure{name, {}};
        for (const QString& panel : name.split(QLatin1Char('+')))
            figure.entries.push_back(entryOf(panel));
        wanted.push_back(std::move(figure));
    }
    return wanted;
}

std::vector<BatchFormat> wantedFormats(const QStringList& names)
{
    std::vector<BatchFormat> wanted;
    for (const QString& name : names) {
        const QString ending =
            name.toLower() == QStringLiteral("tif") ? QStringLiteral("tiff") : name.toLower();
        const auto isNamed = [&](auto format) { return ui::suffix(format) == ending; };
        if (const auto figure = std::ranges::find_if(ui::kFigureFormats, isNamed);
            figure != ui::kFigureFormats.end())
            wanted.emplace_back(*figure);
        else if (const auto data = std::ranges::find_if(ui::kDataFormats, isNamed);
                 data != ui::kDataFormats.end())
            wanted.emplace_back(*data);
        else
            throw core::UsageError("Unknown figure format '" + name.toStdString() +
                                   "'; there are: svg, pdf, png, tiff, and csv, json, h5, graphml "
                                   "of the data.");
    }
    return wanted;
}

ui::FigureSpec wantedLook(const BatchRequest& request)
{
    ui::FigureSpec spec;
    spec.dpi = request.dpi;
    const QColor colour(request.background);
    if (request.background == QStringLiteral("none"))
        spec.background = ui::PageBackground::Transparent;
    else if (!colour.isValid())
        throw core::UsageError("Unknown background '" + request.background.toStdString() +
                               "'; there are: white, none, or a colour as #rrggbb.");
    else if (colour != QColor(Qt::white))
        spec.background = ui::PageBackground::Coloured;
    spec.colour = {std::uint8_t(colour.red()), std::uint8_t(colour.green()),
                   std::uint8_t(colour.blue()), 255};
    if (request.text != QStringLiteral("text") && request.text != QStringLiteral("outlines"))
        throw core::UsageError("Text cannot be written as '" + request.text.toStdString() +
                               "'; there are: text, outlines.");
    spec.textAsOutlines = request.text == QStringLiteral("outlines");
    for (const QString& name : request.leftOut) {
        const auto part = std::ranges::find_if(ui::kFigureParts, [&](const ui::NamedPart& known) {
            return name == QLatin1String(known.name);
        });
        if (part == ui::kFigureParts.end()) {
            QStringList known;
            for (const ui::NamedPart& other : ui::kFigureParts)
                known += QString::fromLatin1(other.name);
            throw core::UsageError("There is no part '" + name.toStdString() +
                                   "' of figures to leave out; there are: " +
                                   known.join(QStringLiteral(", ")).toStdString() + '.');
        }
        spec.parts.*part->part = false;
    }
    return spec;
}

std::vector<WantedFigure> drawable(std::vector<WantedFigure> figures, const QStringList& names,
                                   std::size_t networks)
{
    std::erase_if(figures, [&](const WantedFigure& figure) {
        for (const ui::FigureEntry* entry : figure.entries) {
            if (entry->fewestNetworks <= networks)
                continue;
            if (names.contains(figure.name))
                throw core::UsageError("The figure '" + entry->name + "' needs " +
                                       std::to_string(entry->fewestNetworks) +
                                       " networks at least; found " + std::to_string(networks) +
                                       " in the files given.");
            return true;
        }
        return false;
    });
    return figures;
}

} // namespace counterpart::app
