#pragma once

#include "models/linked_unit_model.h"
#include "ui/figures/mapping_figure.h"

#include <QWidget>

class QLabel;
class QTableView;

namespace counterpart::ui {

/// The unit in focus of a mapping in words, and the units it is predicted from (or predicts) with
/// their pictures.
class LinkedUnitsPanel : public QWidget
{
    Q_OBJECT

public:
    explicit LinkedUnitsPanel(QWidget* parent = nullptr);

    void showUnit(const session::PairResult& result, const MappingSteps& steps, std::size_t step,
                  core::UnitRef unit, const core::SidePair<UnitPictureList>& pictures);
    /// Says how to get to see something.
    void showNothing();

    const models::LinkedUnitModel& model() const { return m_model; }
    QTableView* table() const { return m_table; }

signals:
    /// A row was clicked or Return pressed in it.
    void chosen(counterpart::core::UnitRef unit);

private:
    QLabel* m_title;
    QTableView* m_table;
    models::LinkedUnitModel m_model;
};

} // namespace counterpart::ui
