#pragma once

#include "core/analysis/layer_pair_analysis.h"
#include "ui/commands/command.h"
#include "ui/views/view_context.h"

#include <QDialog>

class QComboBox;
class QSpinBox;

namespace counterpart::ui {

/// How samples are taken: positions, subsample, seed, how inputs are paired, and what happens to
/// values that are not finite.
class ReadingDialog : public QDialog
{
    Q_OBJECT

public:
    explicit ReadingDialog(const core::PassOptions& options, QWidget* parent = nullptr);

    /// `options` with the choices of the dialog.
    core::PassOptions applied(core::PassOptions options) const;

private:
    QComboBox* m_positions;
    QSpinBox* m_maxSamples;
    QSpinBox* m_seed;
    QComboBox* m_inputOrder;
    QComboBox* m_nonFinite;
};

/// Opens the dialog and reads again if something was changed.
class ReadingCommand : public Command
{
    Q_OBJECT

public:
    ReadingCommand(const ViewContext& context, QWidget* window);

protected:
    void run() override;

private:
    ViewContext m_context;
    QWidget* m_window;
};

} // namespace counterpart::ui
