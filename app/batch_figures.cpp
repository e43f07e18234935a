#include "app/batch_figures.h"

#include "core/base/error.h"
#include "core/io/network_file.h"
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
    std::string wantedLayer;
};

OpenedPair openPair(const QStringList& files)
{
    std::vector<session::NetworkPtr> networks;
    OpenedPair pair;
    for (const QString& file : files) {
        const core::FileAndLayer wanted = core::parseFileAndLayer(file.toStdString());
        for (core::Network& network : core::describeFile(wanted.path))
            networks.push_back(std::make_shared<const core::Network>(std::move(network)));
        if (!wanted.layer.empty())
            pair.wantedLayer = wanted.layer;
    }
    if (networks.size() < 2)
        throw core::UsageError("Figures compare two networks; " + std::to_string(networks.size()) +
                               " was given.");
    pair.networks = {networks[0], networks[1]};
    return pair;
}

session::PairResult analyse(const OpenedPair& opened, const std::string& layer)
{
    const core::SidePair<core::LayerIndex> layers{opened.networks.a->findLayer(layer),
                                                  opened.networks.b->findLayer(layer)};
    for (const core::Side side : {core::Side::A, core::Side::B}) {
        if (!layers[side].isValid())
            throw core::InputError(opened.networks[side]->path.string() + ": there is no layer '" +
                                   layer + "'.");
    }
    session::PairResult result;
    result.pair = {{core::NetId{0}, layers.a}, {core::NetId{1}, layers.b}};
    result.networks = opened.networks;
    result.analysis =
        core::analyseLayerPair({opened.networks.a.get(), opened.networks.b.get()}, layers, {}, {});
    result.matching = session::MatchingPtr(result.analysis, &result.analysis->matching);
    return result;
}

ui::FigureInputs makeInputs(const OpenedPair& opened)
{
    ui::FigureInputs inputs;
    for (const core::Layer& layer : opened.networks.a->layers) {
        if (opened.networks.b->findLayer(layer.name).isValid())
            inputs.layers.push_back(analyse(opened, layer.name));
    }
    if (inputs.layers.empty())
        throw core::InputError(opened.networks.a->path.string() + " and " +
                               opened.networks.b->path.string() +
                               " have no layer of the same name.");
    inputs.result =
        opened.wantedLayer.empty() ? inputs.layers.front() : analyse(opened, opened.wantedLayer);
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

} // namespace

void writeFigures(const BatchRequest& request)
{
    const auto figures = chosenFigures(request.figures);
    const auto formats = chosenFormats(request.formats);
    const ui::FigureInputs inputs = makeInputs(openPair(request.files));
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
