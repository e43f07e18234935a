#include "session/session_view.h"

#include "core/data/unit_place.h"
#include "session/matrix_settings.h"
#include "session/selection.h"
#include "session/session.h"
#include "session/unit_filter.h"

#include <QJsonArray>

#include <algorithm>

namespace counterpart::session {

namespace {

QJsonArray toJson(core::LayerRef layer)
{
    return {layer.net.value, layer.layer.value};
}

QJsonArray toJson(const Units& units)
{
    QJsonArray array;
    for (const core::UnitRef& unit : units)
        array.append(QJsonArray{unit.net.value, unit.layer.value, unit.unit.value});
    return array;
}

/// A layer of an open network, or none.
std::optional<core::LayerRef> layerFrom(const QJsonValue& json, const Session& session)
{
    const core::LayerRef layer{{json[0].toInt(-1)}, {json[1].toInt(-1)}};
    const auto& networks = session.networks();
    const bool isThere = layer.net.isValid() && std::size_t(layer.net.value) < networks.size() &&
                         layer.layer.isValid() &&
                         std::size_t(layer.layer.value) < session.network(layer.net).layers.size();
    return isThere ? std::optional(layer) : std::nullopt;
}

Units unitsFrom(const QJsonValue& json, const Session& session)
{
    Units units;
    for (const QJsonValue value : json.toArray()) {
        const auto layer = layerFrom(value, session);
        const int unit = value[2].toInt(-1);
        const core::Positions positions = session.options().pass.policy.positions;
        if (layer && unit >= 0 && unit < core::unitCount(session.layer(*layer), positions))
            units.push_back({layer->net, layer->layer, {unit}});
    }
    return units;
}

/// An enumerator between 0 and `last`; `otherwise` for anything else.
template <class Enum>
Enum enumFrom(const QJsonValue& json, Enum last, Enum otherwise)
{
    const int value = json.toInt(-1);
    return value >= 0 && value <= static_cast<int>(last) ? static_cast<Enum>(value) : otherwise;
}

} // namespace

QJsonObject SharedView::save() const
{
    const core::PassOptions& pass = session.options().pass;
    const MatrixLook& look = matrices.look();
    const core::MutualInformationOptions& information = session.informationOptions();
    QJsonObject view{
        {"positions", QString::fromLatin1(core::toString(pass.policy.positions))},
        {"maxSamples", qint64(pass.policy.maxSamples)},
        {"seed", QString::number(pass.policy.seed)},
        {"dropsNonFinite", pass.nonFinite == core::NonFinite::Drop},
        {"ordersById", pass.inputOrder == core::InputOrder::ById},
        {"measure", int(session.measure())},
        {"matchKind", int(session.matchKind())},
        {"information",
         QJsonObject{{"rows", qint64(information.rows)},
                     {"binning", QString::fromLatin1(core::toString(information.binning))},
                     {"corrected", information.isCorrected}}},
        {"look", QJsonObject{{"order", int(look.order)},
                             {"map", int(look.map)},
                             {"reference", look.reference ? look.reference->value : -1},
                             {"limits", int(look.limits)},
                             {"low", look.manualLow},
                             {"high", look.manualHigh}}},
        {"current", toJson(selection.current())},
        {"selected", toJson(selection.selected())},
        {"filter", QJsonObject{{"text", filter.text()},
                               {"low", filter.lowest()},
                               {"high", filter.highest()}}}};
    if (session.pair())
        view["layers"] = QJsonArray{toJson(session.pair()->a), toJson(session.pair()->b)};
    return view;
}

void SharedView::restore(const QJsonObject& view) const
{
    restoreOptions(view);
    restoreLook(view);
    restorePair(view);
    const QJsonObject filtered = view["filter"].toObject();
    filter.setText(filtered["text"].toString());
    filter.setRange(std::clamp(filtered["low"].toDouble(-1), -1.0, 1.0),
                    std::clamp(filtered["high"].toDouble(1), -1.0, 1.0));
}

void SharedView::restoreOptions(const QJsonObject& view) const
{
    core::AnalysisOptions options = session.options();
    core::PassOptions& pass = options.pass;
    pass.policy.positions = core::positionsFromString(view["positions"].toString().toStdString())
                                .value_or(pass.policy.positions);
    pass.policy.maxSamples = std::max<core::Index>(view["maxSamples"].toInteger(), 0);
    pass.policy.seed = view["seed"].toString().toULongLong();
    pass.nonFinite =
        view["dropsNonFinite"].toBool() ? core::NonFinite::Drop : core::NonFinite::Refuse;
    pass.inputOrder =
        view["ordersById"].toBool() ? core::InputOrder::ById : core::InputOrder::AsStored;
    session.setOptions(options);
    core::MutualInformationOptions information = session.informationOptions();
    const QJsonObject told = view["information"].toObject();
    information.rows = std::max<core::Index>(told["rows"].toInteger(information.rows), 0);
    information.binning = core::binningFromString(told["binning"].toString().toStdString())
                              .value_or(information.binning);
    information.isCorrected = told["corrected"].toBool(information.isCorrected);
    session.setInformationOptions(information);
    session.setMeasure(enumFrom(view["measure"], Measure::Information, session.measure()));
    session.setMatchKind(enumFrom(view["matchKind"], MatchKind::Semi, session.matchKind()));
}

void SharedView::restoreLook(const QJsonObject& view) const
{
    const QJsonObject told = view["look"].toObject();
    MatrixLook look = matrices.look();
    look.order = enumFrom(told["order"], core::OrderKind::Reference, look.order);
    look.map = enumFrom(told["map"], MapChoice::BlueRed, look.map);
    look.limits = enumFrom(told["limits"], LimitsKind::Manual, look.limits);
    const int reference = told["reference"].toInt(-1);
    look.reference = reference >= 0 && std::size_t(reference) < session.networks().size()
                         ? std::optional(core::NetId{reference})
                         : std::nullopt;
    if (!look.reference)
        look = withoutReference(look);
    look.manualLow = told["low"].toDouble(look.manualLow);
    look.manualHigh = told["high"].toDouble(look.manualHigh);
    matrices.setLook(look);
}

void SharedView::restorePair(const QJsonObject& view) const
{
    const auto a = layerFrom(view["layers"][0], session);
    const auto b = layerFrom(view["layers"][1], session);
    if (a && b)
        session.setPair({*a, *b});
    // After the pair: units of other layers are forgotten with it.
    selection.setCurrent(unitsFrom(view["current"], session));
    selection.setSelected(unitsFrom(view["selected"], session));
}

} // namespace counterpart::session
