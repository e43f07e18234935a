#include "ui/views/unit_values.h"

#include "ui/figures/measure_names.h"

#include <QCoreApplication>

#include <cmath>

namespace counterpart::ui {

using core::Side;
using core::SidedUnit;

namespace {

QString tr(const char* text)
{
    return QCoreApplication::translate("counterpart::ui::Inspector", text);
}

QString row(const QString& name, const QString& value)
{
    return QStringLiteral("<tr><td style='padding-right:10px'>%1</td><td>%2</td></tr>")
        .arg(name, value.toHtmlEscaped());
}

QString fixed(double value)
{
    return QString::number(value, 'f', 3);
}

QString measureRow(const MeasuredValue& measured)
{
    const QString value = fixed(measured.value);
    return row(QString::fromStdString(measureName(measured.measure)),
               measured.measure == session::Measure::Information ? tr("%1 nats").arg(value)
                                                                 : value);
}

/// The measure in force, and the other one if it was counted.
QString similarityRows(const session::PairResult& result, const SidedUnit& x, const SidedUnit& y)
{
    using session::Measure;
    const MeasuredValue first = similarityOf(result, x, y);
    const QString text = measureRow(first);
    if (first.measure == Measure::Information)
        return text + measureRow({Measure::Correlation, correlationOf(result, x, y)});
    if (const auto information = informationOf(result, x, y))
        return text + measureRow({Measure::Information, *information});
    return text;
}

/// `name` begins each row, as two units of one network are told apart by their numbers.
QString unitRows(const session::PairResult& result, const SidedUnit& shown, const QString& name)
{
    const auto& [side, unit] = shown;
    const auto place = static_cast<std::size_t>(unit.value);
    const core::UnitMatch& match = result.matching->units[side][place];
    if (!match.semi.isValid())
        return row(name, tr("dead unit: its activation never changes"));
    QString rows =
        row(tr("%1: best").arg(name), tr("%1 at %2, gap %3%4")
                                          .arg(match.semi.value)
                                          .arg(fixed(match.semiValue), fixed(match.gap),
                                               match.isMutualBest ? tr(", mutual") : QString()));
    if (match.partner.isValid())
        rows += row(tr("%1: partner").arg(name),
                    tr("%1 at %2").arg(match.partner.value).arg(fixed(match.partnerValue)));
    else
        rows += row(tr("%1: partner").arg(name), tr("none"));
    const core::LayerPairStatistics& statistics = result.analysis->statistics;
    const core::Moments& moments = statistics.moments;
    const double maximum = statistics.profile[side].units[place].maximum;
    return rows +
           row(tr("%1: activation").arg(name),
               tr("mean %1, s.d. %2, max %3")
                   .arg(fixed(moments.mean[side](unit.value)),
                        fixed(std::sqrt(moments.variance(side)(unit.value))), fixed(maximum)));
}

} // namespace

QString unitValues(const session::PairResult& result, const std::vector<SidedUnit>& units)
{
    const bool isPair = units.size() == 2;
    QString rows = isPair ? similarityRows(result, units[0], units[1]) : QString();
    const bool isWithin = isPair && units[0].side == units[1].side;
    for (const SidedUnit& shown : units) {
        QString name = shown.side == Side::A ? QStringLiteral("A") : QStringLiteral("B");
        if (isWithin)
            name += QStringLiteral("[%1]").arg(shown.unit.value);
        rows += unitRows(result, shown, name);
    }
    return QStringLiteral("<table>%1</table>").arg(rows);
}

} // namespace counterpart::ui
