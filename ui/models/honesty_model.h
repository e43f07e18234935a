#pragma once

#include "session/analysis_controller.h"

#include <QAbstractTableModel>

#include <vector>

namespace counterpart::models {

/// The data-honesty facts of the compared layers: what was read, what was guessed, what to beware
/// of. One row a fact.
class HonestyModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { FactColumn, ValueColumn, ColumnCount };
    enum Role { WarningRole = Qt::UserRole }; ///< bool

    HonestyModel(const session::Session& session, const session::AnalysisController& controller,
                 QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    struct Fact
    {
        QString name;
        QString value;
        bool isWarning = false;
    };
    void reload();
    void addSide(core::Side side);
    void addResult();

    const session::Session& m_session;
    const session::AnalysisController& m_controller;
    std::vector<Fact> m_facts;
};

} // namespace counterpart::models
