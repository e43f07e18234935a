#include "ui/commands/figure_commands.h"

#include "session/app_settings.h"
#include "session/job_runner.h"
#include "ui/commands/export_dialog.h"
#include "ui/figures/figure_writer.h"
#include "ui/views/match_table_view.h"
#include "ui/views/plot_widget.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QImage>
#include <QTableView>

namespace counterpart::ui {

namespace {

std::vector<ExportDialog::Offer> offers(const std::vector<ShownFigure>& figures)
{
    std::vector<ExportDialog::Offer> list;
    for (const ShownFigure& figure : figures)
        list.push_back(
            {figure.name, figure.widget->accessibleName(), figure.widget->plot().preferredSize()});
    return list;
}

} // namespace

ExportFigureCommand::ExportFigureCommand(const ViewContext& context, ShownFigures figures,
                                         QWidget* window)
    : Command(tr("&Export figure…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), window),
      m_context(context),
      m_figures(std::move(figures)),
      m_window(window)
{
}

void ExportFigureCommand::run()
{
    const std::vector<ShownFigure> figures = m_figures();
    if (figures.empty())
        return;
    ExportDialog dialog(offers(figures), m_context.settings.exportFolder(), m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    PlotWidget* widget = figures[dialog.figure()].widget;
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

CopyFigureCommand::CopyFigureCommand(ShownFigures figures, QObject* parent)
    : Command(tr("Copy &figure"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C), parent),
      m_figures(std::move(figures))
{
}

void CopyFigureCommand::run()
{
    constexpr double kRatio = 2;
    const std::vector<ShownFigure> figures = m_figures();
    if (figures.empty())
        return;
    PlotWidget* widget = figures.front().widget;
    const plots::Size size{double(widget->width()), double(widget->height())};
    QApplication::clipboard()->setImage(
        renderImage(widget->plot(), size, kRatio, plots::lightTheme()));
    widget->plotChanged();
}

CopyDataCommand::CopyDataCommand(ShownFigures figures, MatchTableView& table, QObject* parent)
    : Command(tr("Copy &data"), QKeySequence::Copy, parent),
      m_figures(std::move(figures)),
      m_table(table)
{
}

void CopyDataCommand::run()
{
    QString text;
    const std::vector<ShownFigure> figures = m_figures();
    if (m_table.table()->hasFocus())
        text = m_table.dataAsText();
    else if (!figures.empty())
        text = QString::fromStdString(figures.front().widget->plot().dataAsText());
    if (!text.isEmpty())
        QApplication::clipboard()->setText(text);
}

} // namespace counterpart::ui
