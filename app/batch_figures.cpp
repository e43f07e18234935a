#include "app/batch_figures.h"

#include "core/base/error.h"
#include "core/io/named_networks.h"
#include "core/io/network_file.h"
#include "session/layer_work.h"
#include "ui/figures/figure_catalogue.h"
#include "ui/figures/figure_writer.h"

#include <QDir>
#include <QTextStream>

#include <algorithm>

namespace counterpart::app {

namespace {

constexpr double kMmPerPixel = 25.4 / 96;

struct OpenedPair
{
    core::SidePair<session::NetworkPtr> networks;
    core::SidePair<core::LayerIndex> layers; ///< those named, or the first that both have
    std::vector<core::SidePair<core::LayerIndex>> common;
    std::vector<session::NetworkPtr> all;
};

OpenedPair openPair(const QStringList& files, const std::vector<const ui::FigureEntry*>& figures)
{
    std::vector<session::NetworkPtr> networks;
    std::string wantedLayer;
    for (const QString& file : files) {
        core::NamedNetworks named = core::describeNamed(file.toStdString());
        for (core::Network& network : named.networks)
            networks.push_back(std::make_shared<const core::Network>(std::move(network)));
        if (!named.layer.empty())
            wantedLayer = named.layer;
    }
    if (networks.size() < 2)
        throw core::UsageError("Figures compare two networks; found " +
                               std::to_string(networks.size()) + " in the files given.");
    const bool hasPair = std::ranges::any_of(
        figures, [](const ui::FigureEntry* figure) { return figure->fewestNetworks == 2; });
    if (networks.size() > 2 && hasPair)
        QTextStream(stderr) << "counterpart: of " << networks.size()
                            << " networks the first two are compared: "
                            << QString::fromStdString(networks[0]->name) << " and "
                            << QString::fromStdString(networks[1]->name) << Qt::endl;
    OpenedPair pair;
    pair.networks = {networks[0], networks[1]};
    pair.all = networks;
    pair.common = core::commonLayers(*networks[0], *networks[1]);
    if (!wantedLayer.empty())
        pair.layers = {core::requireLayer(*networks[0], wantedLayer),
                       core::requireLayer(*networks[1], wantedLayer)};
    else if (!pair.common.empty())
        pair.layers = pair.common.front();
    else
        throw core::InputError(networks[0]->path.string() + " and " + networks[1]->path.string() +
                               " have no layer of the same name.");
    return pair;
}

session::PairResult analyse(const OpenedPair& opened,
                            const core::SidePair<core::LayerIndex>& layers)
{
    session::PairResult result;
    result.pair = {{core::NetId{0}, layers.a}, {core::NetId{1}, layers.b}};
    result.networks = opened.networks;
    result.analysis = session::readPair(opened.networks, layers, {}, {});
    result.matching = session::MatchingPtr(result.analysis, &result.analysis->matching);
    return result;
}

session::InformationPtr countInformation(const OpenedPair& opened,
                                         const core::LayerPairAnalysis& analysis)
{
    return session::informationOf({opened.networks.a.get(), opened.networks.b.get()}, opened.layers,
                                  analysis.options.pass, {}, analysis.correlation.dead, {});
}

/// Analyses the chosen pair, and the others where a figure shows them all.
ui::FigureInputs makeInputs(const OpenedPair& opened,
                            const std::vector<const ui::FigureEntry*>& figures)
{
    ui::FigureInputs inputs;
    inputs.networks = opened.all;
    inputs.result = analyse(opened, opened.layers);
    if (std::ranges::any_of(figures, &ui::FigureEntry::needsInformation))
        inputs.result.information = countInformation(opened, *inputs.result.analysis);
    if (std::ranges::any_of(figures, &ui::FigureEntry::showsMapping))
        inputs.mapping = std::make_shared<const ui::MappingSteps>(ui::makeMappingSteps(
            inputs.result, ui::mappingOptions(inputs.result, core::Side::A), {}));
    if (std::ranges::none_of(figures, &ui::FigureEntry::showsAllLayers))
        return inputs;
    for (const auto& layers : opened.common)
        inputs.layers.push_back(layers == opened.layers ? inputs.result : analyse(opened, layers));
    return inputs;
}

std::vector<const ui::FigureEntry*> chosenFigures(const QStringList& names)
{
    std::vector<const ui::FigureEntry*> chosen;
    for (const QString& name : names) {
        if (name == QStringLiteral("all")) {
            for (const ui::FigureEntry& entry : ui::figureCatalogue())
                chosen.push_back(&entry);
        } else if (const ui::FigureEntry* entry = ui::findFigure(name.toStdString())) {
            chosen.push_back(entry);
        } else {
            QStringList known;
            for (const ui::FigureEntry& figure : ui::figureCatalogue())
                known += QString::fromStdString(figure.name);
            throw core::UsageError("There is no figure '" + name.toStdString() +
                                   "'; there are: all, " +
                                   known.join(QStringLiteral(", ")).toStdString() + ".");
        }
    }
    return chosen;
}

std::vector<ui::FigureFormat> chosenFormats(const QStringList& names)
{
    std::vector<ui::FigureFormat> chosen;
    for (const QString& name : names) {
        const auto found = std::ranges::find(ui::kFigureFormats, name.toLower(), &ui::suffix);
        if (found == ui::kFigureFormats.end())
            throw core::UsageError("Unknown figure format '" + name.toStdString() +
                                   "'; there are: svg, pdf, png.");
        chosen.push_back(*found);
    }
    return chosen;
}

/// Those that so many networks can be drawn in; one that was named is refused if they are too few.
std::vector<const ui::FigureEntry*> drawable(std::vector<const ui::FigureEntry*> figures,
                                             const QStringList& names, std::size_t networks)
{
    std::erase_if(figures, [&](const ui::FigureEntry* figure) {
        const bool isDrawable = figure->fewestNetworks <= networks;
        if (!isDrawable && names.contains(QString::fromStdString(figure->name)))
            throw core::UsageError("The figure '" + figure->name + "' needs " +
                                   std::to_string(figure->fewestNetworks) +
                                   " networks at least; found " + std::to_string(networks) +
                                   " in the files given.");
        return !isDrawable;
    });
    return figures;
}

/// Those that these inputs have what is needed for; one that was named is refused if not.
std::vector<const ui::FigureEntry*> drawableOf(std::vector<const ui::FigureEntry*> figures,
                                               const QStringList& names,
                                               const ui::FigureInputs& inputs)
{
    std::erase_if(figures, [&](const ui::FigureEntry* figure) {
        const std::string why = figure->whyNot ? figure->whyNot(inputs) : std::string{};
        if (!why.empty() && names.contains(QString::fromStdString(figure->name)))
            throw core::InputError("The figure '" + figure->name + "' cannot be drawn. " + why);
        return !why.empty();
    });
    return figures;
}

} // namespace

void writeFigures(const BatchRequest& request)
{
    const auto wanted = chosenFigures(request.figures);
    const auto formats = chosenFormats(request.formats);
    const OpenedPair opened = openPair(request.files, wanted);
    const auto enough = drawable(wanted, request.figures, opened.all.size());
    const ui::FigureInputs inputs = makeInputs(opened, enough);
    const auto figures = drawableOf(enough, request.figures, inputs);
    if (!QDir().mkpath(request.folder))
        throw core::Error(core::ErrorKind::Runtime,
                          "Cannot make the folder " + request.folder.toStdString() + ".");
    QTextStream out(stdout);
    for (const ui::FigureEntry* figure : figures) {
        const auto sheet = figure->make(inputs);
        const plots::Size size = sheet->plot().preferredSize();
        for (const ui::FigureFormat format : formats) {
            ui::FigureSpec spec;
            spec.format = format;
            spec.dpi = request.dpi;
            spec.title = QString::fromStdString(figure->title);
            spec.sizeMm = {size.width * kMmPerPixel, size.height * kMmPerPixel};
            const QString path = QDir(request.folder)
                                     .filePath(QString::fromStdString(figure->name) +
                                               QLatin1Char('.') + ui::suffix(format));
            ui::writeAtomically(path, ui::renderFigure(sheet->plot(), spec));
            out << path << Qt::endl;
        }
    }
}

} // namespace counterpart::app
