#pragma once

#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"
#include "ui/commands/export_dialog.h"
#include "ui/commands/figure_commands.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalSpy>
#include <QTimer>

#include <functional>
#include <memory>

// The export dialog of a window, used as people do.
namespace counterpart::test {

inline QAction* actionOf(QWidget& window, const QKeySequence& keys)
{
    for (QAction* action : window.findChildren<QAction*>())
        if (action->shortcut() == keys)
            return action;
    return nullptr;
}

inline std::unique_ptr<WindowBench> openBench(const NetworkFiles& files)
{
    auto bench = std::make_unique<WindowBench>();
    bench->program->session().openFiles({files.a(), files.b()});
    const bool isReady = QTest::qWaitFor(
        [&] {
            return bench->program->controller().state() ==
                   session::AnalysisController::State::Ready;
        },
        kLongMs);
    return isReady && bench->settle() ? std::move(bench) : nullptr;
}

inline QPushButton* saveButton(ui::ExportDialog& dialog)
{
    return dialog.findChild<QDialogButtonBox*>()->button(QDialogButtonBox::Save);
}

/// Saves, and answers the question about a file that is there.
inline void save(ui::ExportDialog& dialog, QMessageBox::StandardButton replace = QMessageBox::Yes)
{
    QTimer::singleShot(0, &dialog, [replace] {
        if (auto* question = qobject_cast<QMessageBox*>(QApplication::activeModalWidget()))
            question->button(replace)->click();
    });
    QTest::mouseClick(saveButton(dialog), Qt::LeftButton);
}

inline void openDialog(WindowBench& bench, const std::function<void(ui::ExportDialog&)>& use)
{
    QTimer::singleShot(0, &bench.window(),
                       [&] { use(*bench.window().findChild<ui::ExportDialog*>()); });
    actionOf(bench.window(), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S))->trigger();
}

/// Runs the export dialog of the window, which `choose` fills in, and waits for the file.
inline QString exportFigure(WindowBench& bench, const QString& path,
                            const std::function<void(ui::ExportDialog&)>& choose)
{
    QSignalSpy written(bench.find<ui::ExportFigureCommand>(), &ui::ExportFigureCommand::written);
    openDialog(bench, [&](ui::ExportDialog& dialog) {
        choose(dialog);
        dialog.findChild<QLineEdit*>()->setText(path);
        save(dialog);
    });
    const bool isWritten = QTest::qWaitFor([&] { return !written.isEmpty(); }, kLongMs);
    return isWritten ? written.front().front().toString() : QString();
}

} // namespace counterpart::test
