#include "ui/commands/figure_commands.h"

#include "session/app_settings.h"
#include "session/job_runner.h"
#include "ui/commands/export_dialog.h"
#include "ui/figures/figure_writer.h"
#include "ui/views/linked_view.h"
#include "ui/views/match_table_view.h"
#include "ui/views/plot_widget.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QImage>
#include <QTableView>

namespace counterpart::ui {

ExportFigureCommand::ExportFigureCommand(const ViewContext& context, CurrentView view,
                                         QWidget* window)
    : Command(tr("&Export figure…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), window),
      m_context(context),
      m_view(std::move(view)),
      m_window(window)
{
}

void ExportFigureCommand::run()
{
    LinkedView* view = m_view();
    if (!view || !view->plotWidget())
        return;
    PlotWidget* widget = view->plotWidget();
    ExportDialog dialog(view->figureName(), widget->plot().preferredSize(),
                        m_context.settings.exportFolder(), m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    const QString path = dialog.path();
    m_context.settings.setExportFolder(QFileInfo(path).absolutePath());
    const QByteArray bytes = renderFigure(widget->plot(), dialog.spec());
    widget->plotChanged(); // the plot was laid out for the page
    m_context.jobs.start(
        session::JobKind::WriteFigure, tr("Writing %1").arg(QFileInfo(path).fileName()), this,
        [path, bytes](const core::Progress&) {
            writeAtomically(path, bytes);
            return path;
        },
        [this](const QString& done) { emit written(done); },
        [this](const QString& message) { emit failed(message); });
}

CopyFigureCommand::CopyFigureCommand(CurrentView view, QObject* parent)
    : Command(tr("Copy &figure"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), parent),
      m_view(std::move(view))
{
}

void CopyFigureCommand::run()
{
    constexpr double kRatio = 2;
    LinkedView* view = m_view();
    if (!view || !view->plotWidget())
        return;
    PlotWidget* widget = view->plotWidget();
    const plots::Size size{double(widget->width()), double(widget->height())};
    QApplication::clipboard()->setImage(
        renderImage(widget->plot(), size, kRatio, plots::lightTheme()));
    widget->plotChanged();
}

CopyDataCommand::CopyDataCommand(CurrentView view, MatchTableView& table, QObject* parent)
    : Command(tr("Copy &data"), QKeySequence::Copy, parent),
      m_view(std::move(view)),
      m_table(table)
{
}

void CopyDataCommand::run()
{
    QString text;
    LinkedView* view = m_view();
    if (m_table.table()->hasFocus())
        text = m_table.dataAsText();
    else if (view && view->plotWidget())
        text = QString::fromStdString(view->plotWidget()->plot().dataAsText());
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

} // namespace counterpart::ui
