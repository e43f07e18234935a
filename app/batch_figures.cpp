#include "app/batch_figures.h"

#include "app/batch_choices.h"
#include "core/analysis/pass_settings.h"
#include "core/base/error.h"
#include "core/io/network_file.h"
#include "core/similarity/network_attributes.h"
#include "session/layer_work.h"
#include "session/open_networks.h"
#include "session/reference_order.h"
#include "session/study_tie.h"
#include "ui/figures/comparison_request.h"
#include "ui/figures/figure_catalogue.h"
#include "ui/figures/figure_composition.h"
#include "ui/figures/figure_names.h"
#include "ui/figures/figure_origin.h"
#include "ui/figures/figure_page.h"
#include "ui/figures/figure_writer.h"

#include <QDir>
#include <QTextStream>

#include <algorithm>
#include <iterator>
#include <memory>

namespace counterpart::app {

namespace {

constexpr double kMmPerPixel = 25.4 / 96;

std::vector<const ui::FigureEntry*> entriesOf(const std::vector<WantedFigure>& figures)
{
    std::vector<const ui::FigureEntry*> entries;
    for (const WantedFigure& figure : figures)
        entries.insert(entries.end(), figure.entries.begin(), figure.entries.end());
    return entries;
}

struct OpenedPair
{
    core::SidePair<session::NetworkPtr> networks;
    core::SidePair<core::LayerIndex> layers; ///< those named, or the first that both have
    std::vector<core::SidePair<core::LayerIndex>> common;
    std::vector<session::NetworkPtr> all;
    std::optional<core::NetId> reference{}; ///< of all
    core::AnalysisOptions reading{};
};

/// The network called so, by model or file.
std::optional<core::NetId> referenceOf(const QString& name,
                                       const std::vector<session::NetworkPtr>& networks)
{
    if (name.isEmpty())
        return std::nullopt;
    const auto place =
        core::requireNamed(ui::pointersTo(networks), name.toStdString(), "--reference");
    return core::NetId{static_cast<int>(place)};
}

OpenedPair openPair(const QStringList& files, const std::vector<const ui::FigureEntry*>& figures)
{
    std::vector<session::NetworkPtr> networks;
    std::string wantedLayer;
    for (const QString& file : files) {
        const session::OpenedNetworks named = session::openNetworks(file, {});
        std::ranges::copy(named.networks, std::back_inserter(networks));
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

/// As the study was read that the networks come from, or by default, but for what was set.
core::AnalysisOptions readingOf(const core::SidePair<session::NetworkPtr>& networks,
                                const QStringList& settings)
{
    core::AnalysisOptions reading;
    const session::StudyTie* tie = session::tieOf(networks.a);
    if (tie && tie->study && !tie->study->pairs.empty())
        reading = tie->study->pairs.front().analysis->options;
    for (const QString& setting : settings)
        core::applyPassSetting(reading.pass, setting.toStdString());
    return reading;
}

session::PairResult analyse(const OpenedPair& opened,
                            const core::SidePair<core::LayerIndex>& layers)
{
    session::PairResult result;
    result.pair = {{core::NetId{0}, layers.a}, {core::NetId{1}, layers.b}};
    result.networks = opened.networks;
    result.analysis = session::readPair(opened.networks, layers, opened.reading, {});
    result.matching = session::MatchingPtr(result.analysis, &result.analysis->matching);
    if (opened.reference)
        result.reference = session::alignToReference(
            result, *opened.reference,
            opened.all[static_cast<std::size_t>(opened.reference->value)], opened.reading, {});
    return result;
}

session::InformationPtr countInformation(const OpenedPair& opened,
                                         const core::LayerPairAnalysis& analysis)
{
    if (auto known =
            session::knownInformation(opened.networks, opened.layers, analysis.options.pass, {}))
        return known;
    return session::informationOf({opened.networks.a.get(), opened.networks.b.get()}, opened.layers,
                                  analysis.options.pass, {}, analysis.correlation.dead, {});
}

session::MatrixLook lookOf(const OpenedPair& opened)
{
    return opened.reference ? session::byReference({}, *opened.reference) : session::MatrixLook{};
}

/// Analyses the chosen pair, and the others where a figure shows them all.
ui::FigureInputs makeInputs(const OpenedPair& opened,
                            const std::vector<const ui::FigureEntry*>& figures)
{
    ui::FigureInputs inputs;
    inputs.networks = opened.all;
    inputs.look = lookOf(opened);
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

/// The sheets of a figure, and the plot that they make together.
class DrawnFigure
{
public:
    DrawnFigure(const WantedFigure& figure, const ui::FigureInputs& inputs, int columns, int dpi)
    {
        std::vector<plots::Plot*> plots;
        for (const ui::FigureEntry* entry : figure.entries) {
            m_sheets.push_back(entry->make(inputs));
            plots.push_back(&m_sheets.back()->plot());
            m_title += (m_title.isEmpty() ? QString() : QStringLiteral("; ")) +
                       QString::fromStdString(entry->title);
        }
        if (figure.isComposed())
            m_composition = std::make_unique<ui::FigureComposition>(plots, columns);
        // Pictures are cut to whole pixels, so that sizes depend on the resolution.
        plot().setPixelRatio(dpi / ui::kLogicalDpi);
        m_size = plot().preferredSize();
    }
    plots::Plot& plot()
    {
        return m_composition ? static_cast<plots::Plot&>(*m_composition) : m_sheets[0]->plot();
    }
    const QString& title() const { return m_title; }
    /// Of a figure that is not of the chosen pair.
    const std::optional<ui::LayerOfNetwork>& layer() const { return m_sheets[0]->layer(); }
    /// The same for all formats.
    plots::Size size() const { return m_size; }

private:
    std::vector<std::unique_ptr<ui::FigureSheet>> m_sheets;
    std::unique_ptr<ui::FigureComposition> m_composition; ///< of the sheets
    QString m_title;
    plots::Size m_size;
};

core::Provenance provenanceOf(const OpenedPair& opened, const QString& figure,
                              const std::optional<ui::LayerOfNetwork>& layer)
{
    ui::FigureOrigin origin;
    origin.settings.figure = figure.toStdString();
    origin.settings.options = opened.reading;
    origin.settings.look = lookOf(opened);
    origin.settings.threshold = ui::FigureInputs{}.threshold;
    origin.networks = opened.all;
    origin.layers = opened.layers;
    if (layer) {
        const auto found = std::ranges::find(origin.networks, layer->network);
        std::rotate(origin.networks.begin(), found, found + 1);
        const core::LayerIndex index = layer->network->findLayer(layer->name);
        origin.compared = {0, 0};
        origin.layers = {index, index};
        origin.settings.look = {}; // whose reference is a place among the networks
    }
    return ui::provenanceOf(origin);
}

/// Writes it, but not a graph of what is none; returns whether there is such a file.
bool write(const QString& path, DrawnFigure& figure, const BatchFormat& format, ui::FigureSpec spec,
           const BatchRequest& request)
{
    if (const auto* data = std::get_if<ui::DataFormat>(&format)) {
        const ui::FigureData tables = ui::dataOf(figure.plot());
        if (!ui::canWrite(tables, *data))
            return false;
        ui::writeData(path, tables, *data, spec.provenance.get());
        return true;
    }
    const plots::Size size = figure.size();
    spec.format = std::get<ui::FigureFormat>(format);
    spec.title = figure.title();
    spec.sizeMm = {size.width * kMmPerPixel, size.height * kMmPerPixel};
    if (request.widthMm > 0)
        spec.sizeMm *= request.widthMm / spec.sizeMm.width();
    ui::writeAtomically(path, ui::renderFigure(figure.plot(), spec));
    return true;
}

QString endingOf(const BatchFormat& format)
{
    return std::visit([](auto known) { return ui::suffix(known); }, format);
}

/// Those that these inputs have what is needed for; one that was named is refused if not.
std::vector<WantedFigure> drawableOf(std::vector<WantedFigure> figures, const QStringList& names,
                                     const ui::FigureInputs& inputs)
{
    std::erase_if(figures, [&](const WantedFigure& figure) {
        for (const ui::FigureEntry* entry : figure.entries) {
            const std::string why = entry->whyNot ? entry->whyNot(inputs) : std::string{};
            if (!why.empty() && names.contains(figure.name))
                throw core::InputError("The figure '" + entry->name + "' cannot be drawn. " + why);
            if (!why.empty())
                return true;
        }
        return false;
    });
    return figures;
}

} // namespace

void writeFigures(const BatchRequest& request)
{
    const auto wanted = wantedFigures(request.figures);
    const auto formats = wantedFormats(request.formats);
    const ui::FigureSpec look = wantedLook(request);
    OpenedPair opened = openPair(request.files, entriesOf(wanted));
    opened.reference = referenceOf(request.reference, opened.all);
    opened.reading = readingOf(opened.networks, request.settings);
    const auto enough = drawable(wanted, request.figures, opened.all.size());
    const ui::FigureInputs inputs = makeInputs(opened, entriesOf(enough));
    const auto figures = drawableOf(enough, request.figures, inputs);
    if (!QDir().mkpath(request.folder))
        throw core::Error(core::ErrorKind::Runtime,
                          "Cannot make the folder " + request.folder.toStdString() + ".");
    QTextStream out(stdout);
    for (const WantedFigure& figure : figures) {
        DrawnFigure drawn(figure, inputs, request.columns, request.dpi);
        ui::FigureSpec spec = look;
        spec.provenance = std::make_shared<const core::Provenance>(
            provenanceOf(opened, figure.name, drawn.layer()));
        for (const BatchFormat& format : formats) {
            const QString name = ui::fileNameOf(figure.name.split(QLatin1Char('+')));
            const QString path =
                QDir(request.folder).filePath(name + QLatin1Char('.') + endingOf(format));
            if (write(path, drawn, format, spec, request))
                out << path << Qt::endl;
        }
    }
}

} // namespace counterpart::app
