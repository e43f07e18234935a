#pragma once

#include "core/analysis/mutual_information.h"
#include "ui/commands/command.h"
#include "ui/views/view_context.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace counterpart::ui {

/// How mutual information is counted: samples, bins, and whether the bias of few samples is taken
/// off.
class InformationDialog : public QDialog
{
    Q_OBJECT

public:
    explicit InformationDialog(const core::MutualInformationOptions& options,
                               QWidget* parent = nullptr);

    /// `options` with the choices of the dialog.
    core::MutualInformationOptions applied(core::MutualInformationOptions options) const;

private:
    QSpinBox* m_rows;
    QComboBox* m_binning;
    QComboBox* m_correction;
};

/// Opens the dialog; what was counted under other options is no longer shown.
class InformationCommand : public Command
{
    Q_OBJECT

public:
    InformationCommand(const ViewContext& context, QWidget* window);

protected:
    void run() override;

private:
    ViewContext m_context;
    QWidget* m_window;
};

} // namespace counterpart::ui
