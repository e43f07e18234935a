#include "ui/figures/figure_origin.h"

#include "core/base/error.h"
#include "core/base/version.h"
#include "core/io/fingerprint.h"
#include "session/study_tie.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>
#include <utility>

namespace counterpart::ui {

namespace {

template <class Value>
using Names = std::vector<std::pair<Value, const char*>>;

// The names are a contract: figures of older versions are read by them.
const Names<core::NonFinite> kNonFinite{{core::NonFinite::Refuse, "refuse"},
                                        {core::NonFinite::Drop, "drop"}};
const Names<core::InputOrder> kInputOrders{{core::InputOrder::AsStored, "stored"},
                                           {core::InputOrder::ById, "id"}};
const Names<core::Binning> kBinnings{{core::Binning::ZeroAndFivePercent, "zero+5%"},
                                     {core::Binning::Percentile20, "percentile20"}};
const Names<session::Measure> kMeasures{{session::Measure::Correlation, "correlation"},
                                        {session::Measure::AbsoluteCorrelation, "absolute"},
                                        {session::Measure::Information, "information"}};
const Names<session::MatchKind> kMatchKinds{{session::MatchKind::OneToOne, "one-to-one"},
                                            {session::MatchKind::Semi, "semi"}};
const Names<core::OrderKind> kOrders{{core::OrderKind::Original, "original"},
                                     {core::OrderKind::Match, "match"},
                                     {core::OrderKind::Cycle, "cycle"},
                                     {core::OrderKind::BestValue, "best"},
                                     {core::OrderKind::Reference, "reference"}};
const Names<session::MapChoice> kMaps{{session::MapChoice::Gray, "gray"},
                                      {session::MapChoice::Viridis, "viridis"},
                                      {session::MapChoice::Cividis, "cividis"},
                                      {session::MapChoice::BlueRed, "blue-red"}};
const Names<session::LimitsKind> kLimits{{session::LimitsKind::Full, "full"},
                                         {session::LimitsKind::MinMax, "min-max"},
                                         {session::LimitsKind::Percentile, "percentile"},
                                         {session::LimitsKind::Manual, "manual"}};

template <class Value>
std::string nameOf(const Names<Value>& names, Value value)
{
    return std::ranges::find(names, value, &std::pair<Value, const char*>::first)->second;
}

/// Reads options by name; what is missing or of another kind is left as it is.
class Options
{
public:
    explicit Options(const std::map<std::string, core::OptionValue>& values) : m_values(values) {}

    template <class Stored>
    const Stored* find(const std::string& name) const
    {
        const auto found = m_values.find(name);
        return found == m_values.end() ? nullptr : std::get_if<Stored>(&found->second);
    }

    template <class Value>
    void read(const std::string& name, const Names<Value>& names, Value& value) const
    {
        const auto* text = find<std::string>(name);
        if (!text)
            return;
        for (const auto& [known, knownName] : names)
            if (*text == knownName)
                value = known;
    }
    void read(const std::string& name, bool& value) const
    {
        if (const bool* stored = find<bool>(name))
            value = *stored;
    }
    /// Whole numbers within [low, high].
    void read(const std::string& name, core::Index& value, core::Index low) const
    {
        const auto* stored = find<std::int64_t>(name);
        if (stored && *stored >= low)
            value = static_cast<core::Index>(*stored);
    }
    std::optional<double> number(const std::string& name) const
    {
        if (const auto* real = find<double>(name))
            return *real;
        if (const auto* whole = find<std::int64_t>(name))
            return static_cast<double>(*whole);
        return std::nullopt;
    }

private:
    const std::map<std::string, core::OptionValue>& m_values;
};

void writeSettings(const FigureSettings& settings, core::Provenance& provenance)
{
    auto& options = provenance.options;
    const core::PassOptions& pass = settings.options.pass;
    options["positions"] = std::string(core::toString(pass.policy.positions));
    options["max-samples"] = static_cast<std::int64_t>(pass.policy.maxSamples);
    provenance.seeds["positions"] = pass.policy.seed;
    options["non-finite"] = nameOf(kNonFinite, pass.nonFinite);
    options["input-order"] = nameOf(kInputOrders, pass.inputOrder);
    options["matching.signed"] = settings.options.matching.isSigned;
    options["mi.rows"] = static_cast<std::int64_t>(settings.information.rows);
    options["mi.binning"] = nameOf(kBinnings, settings.information.binning);
    options["mi.corrected"] = settings.information.isCorrected;
    options["view.measure"] = nameOf(kMeasures, settings.measure);
    options["view.match"] = nameOf(kMatchKinds, settings.matchKind);
    options["view.workspace"] = workspaceOf(settings.figure);
    options["view.order"] = nameOf(kOrders, settings.look.order);
    options["view.map"] = nameOf(kMaps, settings.look.map);
    options["view.limits"] = nameOf(kLimits, settings.look.limits);
    options["view.low"] = settings.look.manualLow;
    options["view.high"] = settings.look.manualHigh;
    if (settings.look.reference)
        options["view.reference"] = static_cast<std::int64_t>(settings.look.reference->value);
    if (settings.threshold)
        options["view.threshold"] = *settings.threshold;
    if (!settings.controls.empty())
        options["view.controls"] = settings.controls;
}

FigureSettings readSettings(const core::Provenance& provenance)
{
    const Options options(provenance.options);
    FigureSettings settings;
    settings.figure = provenance.name;
    core::PassOptions& pass = settings.options.pass;
    if (const auto* name = options.find<std::string>("positions"))
        pass.policy.positions = core::positionsFromString(*name).value_or(pass.policy.positions);
    options.read("max-samples", pass.policy.maxSamples, 0);
    if (const auto seed = provenance.seeds.find("positions"); seed != provenance.seeds.end())
        pass.policy.seed = seed->second;
    options.read("non-finite", kNonFinite, pass.nonFinite);
    options.read("input-order", kInputOrders, pass.inputOrder);
    options.read("matching.signed", settings.options.matching.isSigned);
    options.read("mi.rows", settings.information.rows, 0);
    options.read("mi.binning", kBinnings, settings.information.binning);
    options.read("mi.corrected", settings.information.isCorrected);
    options.read("view.measure", kMeasures, settings.measure);
    options.read("view.match", kMatchKinds, settings.matchKind);
    options.read("view.order", kOrders, settings.look.order);
    options.read("view.map", kMaps, settings.look.map);
    options.read("view.limits", kLimits, settings.look.limits);
    const auto inputs = static_cast<std::int64_t>(provenance.inputs.size());
    const auto* reference = options.find<std::int64_t>("view.reference");
    if (reference && *reference >= 0 && *reference < inputs)
        settings.look.reference = core::NetId{static_cast<int>(*reference)};
    else
        settings.look = session::withoutReference(settings.look);
    const double low = options.number("view.low").value_or(settings.look.manualLow);
    const double high = options.number("view.high").value_or(settings.look.manualHigh);
    if (low < high) {
        settings.look.manualLow = low;
        settings.look.manualHigh = high;
    }
    settings.threshold = options.number("view.threshold");
    if (const auto* controls = options.find<std::string>("view.controls"))
        settings.controls = *controls;
    return settings;
}

constexpr core::SidePair<const char*> kAxes{"axes.a", "axes.b"};

/// A network that is compared with itself is the first input, with both layers.
RememberedLayer rememberedLayer(const core::Provenance& provenance, core::Side side,
                                const std::string& where)
{
    const std::vector<core::ProvenanceInput>& inputs = provenance.inputs;
    const bool isWithItself = !inputs.empty() && inputs[0].layers.size() > 1;
    const bool isSecond = side == core::Side::B;
    RememberedLayer remembered;
    remembered.input = isSecond && !isWithItself ? 1 : 0;
    const std::size_t place = isSecond && isWithItself ? 1 : 0;
    if (remembered.input >= inputs.size() || place >= inputs[remembered.input].layers.size())
        throw core::InputError(where + " does not name the two layers that it shows.");
    remembered.layer = inputs[remembered.input].layers[place];
    if (const auto* axes = Options(provenance.options).find<std::string>(kAxes[side]))
        remembered.axes = core::axisOrderFromString(*axes);
    return remembered;
}

struct FigureWorkspace
{
    const char* prefix;
    const char* workspace;
};

/// The first that fits.
constexpr std::array kWorkspaces{FigureWorkspace{"a11-measures", "measures"},
                                 FigureWorkspace{"a11-", "gallery"},
                                 FigureWorkspace{"a12-", "clusters"},
                                 FigureWorkspace{"a13-", "clusters"},
                                 FigureWorkspace{"a15-", "clusters"},
                                 FigureWorkspace{"a16-", "clusters"},
                                 FigureWorkspace{"a17-", "gallery"},
                                 FigureWorkspace{"a18-", "gallery"},
                                 FigureWorkspace{"a1-", "correlations"},
                                 FigureWorkspace{"a2-", "gallery"},
                                 FigureWorkspace{"a3-", "matches"},
                                 FigureWorkspace{"a4-", "matches"},
                                 FigureWorkspace{"a5-", "mapping"},
                                 FigureWorkspace{"a6-", "mapping"},
                                 FigureWorkspace{"a7-", "clusters"},
                                 FigureWorkspace{"b-", "subspaces"},
                                 FigureWorkspace{"c-", "similarity"},
                                 FigureWorkspace{"s-", "similarity"},
                                 FigureWorkspace{"c1-", "dynamics"},
                                 FigureWorkspace{"c3-", "group"},
                                 FigureWorkspace{"c4-", "group"},
                                 FigureWorkspace{"c5-", "group"},
                                 FigureWorkspace{"c6-", "dynamics"},
                                 FigureWorkspace{"ca3-", "dynamics"},
                                 FigureWorkspace{"s4-", "dynamics"},
                                 FigureWorkspace{"s6-", "dynamics"}};

/// A study says which file it was and what it was like: it may be gone, or another by now.
core::ProvenanceInput inputOf(const session::NetworkPtr& network)
{
    const session::StudyTie* tie = session::tieOf(network);
    const bool isOfStudy = tie && (tie->study || tie->isMissing || tie->isStale);
    const core::Network& original = isOfStudy ? *tie->input.network : *network;
    return {std::filesystem::absolute(original.path).lexically_normal().string(),
            original.group,
            original.name,
            {},
            isOfStudy ? tie->input.fingerprint : core::fingerprintOf(original.path)};
}

} // namespace

core::Provenance provenanceOf(const FigureOrigin& origin)
{
    core::Provenance provenance;
    provenance.version = core::version();
    provenance.kind = "figure";
    provenance.name = origin.settings.figure;
    for (const session::NetworkPtr& network : origin.networks)
        provenance.inputs.push_back(inputOf(network));
    for (const core::Side side : {core::Side::A, core::Side::B}) {
        const std::size_t input = origin.compared[side];
        const core::Layer& layer = origin.networks.at(input)->layer(origin.layers[side]);
        provenance.inputs.at(input).layers.push_back(layer.name);
        provenance.options[kAxes[side]] = core::toString(layer.axes);
    }
    writeSettings(origin.settings, provenance);
    return provenance;
}

FigureRequest requestOf(const core::Provenance& provenance, const std::string& where)
{
    return {readSettings(provenance),
            provenance.inputs,
            {rememberedLayer(provenance, core::Side::A, where),
             rememberedLayer(provenance, core::Side::B, where)}};
}

std::string workspaceOf(const std::string& figure)
{
    const auto found = std::ranges::find_if(kWorkspaces, [&](const FigureWorkspace& entry) {
        return figure.starts_with(entry.prefix);
    });
    return found == kWorkspaces.end() ? std::string() : found->workspace;
}

} // namespace counterpart::ui
