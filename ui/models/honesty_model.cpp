#include "models/honesty_model.h"

#include "models/position_names.h"

#include <QFont>

#include <algorithm>

namespace counterpart::models {

using session::AnalysisController;

HonestyModel::HonestyModel(const session::Session& session, const AnalysisController& controller,
                           QObject* parent)
    : QAbstractTableModel(parent),
      m_session(session),
      m_controller(controller)
{
    connect(&controller, &AnalysisController::currentChanged, this, &HonestyModel::reload);
    reload();
}

void HonestyModel::reload()
{
    beginResetModel();
    m_facts.clear();
    if (m_session.pair()) {
        addSide(core::Side::A);
        addSide(core::Side::B);
        addResult();
    }
    endResetModel();
}

void HonestyModel::addSide(core::Side side)
{
    const core::LayerRef ref = (*m_session.pair())[side];
    const core::Layer& layer = m_session.layer(ref);
    const QString name = side == core::Side::A ? tr("Layer A") : tr("Layer B");
    m_facts.push_back({name, tr("%1: %2 inputs, %3 units, %4 × %5 positions, %6")
                                 .arg(m_session.layerTitle(ref))
                                 .arg(layer.inputs())
                                 .arg(layer.units())
                                 .arg(layer.rows())
                                 .arg(layer.columns())
                                 .arg(QString::fromStdString(layer.elementType))});
    for (const std::string& guess : m_session.network(ref.net).guesses)
        m_facts.push_back({tr("Guessed"), QString::fromStdString(guess)});
}

void HonestyModel::addResult()
{
    if (m_controller.state() == AnalysisController::State::Failed) {
        for (const QString& line : m_controller.failure().split(QLatin1Char('\n')))
            m_facts.push_back({tr("Refused"), line, true});
        return;
    }
    const session::PairResult& result = m_controller.current();
    if (!result)
        return;
    const core::LayerPairAnalysis& analysis = *result.analysis;
    const core::PositionPolicy& policy = analysis.options.pass.policy;
    const auto units = std::max(analysis.statistics.moments.units(core::Side::A),
                                analysis.statistics.moments.units(core::Side::B));
    m_facts.push_back({tr("Samples"), QString::number(analysis.samples())});
    m_facts.push_back({tr("Samples a unit"),
                       QString::number(double(analysis.samples()) / double(units), 'f', 1)});
    m_facts.push_back({tr("Positions"), positionsName(policy.positions)});
    if (policy.maxSamples > 0)
        m_facts.push_back(
            {tr("Subsample"), tr("%1, seed %2").arg(policy.maxSamples).arg(policy.seed)});
    m_facts.push_back(
        {tr("Precision"), analysis.statistics.moments.precision == core::Precision::Double
                              ? tr("double")
                              : tr("single blocks, merged in double")});
    m_facts.push_back({tr("Dead units"), tr("%1 of A, %2 of B")
                                             .arg(analysis.correlation.dead.a.size())
                                             .arg(analysis.correlation.dead.b.size())});
    for (const std::string& warning : analysis.warnings)
        m_facts.push_back({tr("Beware"), QString::fromStdString(warning), true});
}

int HonestyModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_facts.size());
}

int HonestyModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant HonestyModel::data(const QModelIndex& index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Fact& fact = m_facts[static_cast<std::size_t>(index.row())];
    if (role == WarningRole)
        return fact.isWarning;
    if (role == Qt::ToolTipRole)
        return fact.value;
    if (role == Qt::TextAlignmentRole)
        return QVariant::fromValue(Qt::AlignLeft | Qt::AlignTop);
    if (role == Qt::FontRole && fact.isWarning && index.column() == FactColumn) {
        QFont font;
        font.setBold(true);
        return font;
    }
    if (role == Qt::DisplayRole)
        return index.column() == FactColumn ? fact.name : fact.value;
    return {};
}

QVariant HonestyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    return section == FactColumn ? tr("Fact") : tr("Value");
}

} // namespace counterpart::models
