#include "ui/commands/figure_commands.h"

#include "plots/plot_tables.h"
#include "session/app_settings.h"
#include "session/job_runner.h"
#include "ui/commands/data_place.h"
#include "ui/commands/export_dialog.h"
#include "ui/figures/figure_composition.h"
#include "ui/figures/figure_data.h"
#include "ui/figures/figure_writer.h"
#include "ui/views/match_table_view.h"
#include "ui/views/plot_widget.h"

#include <QApplication>
#include <QClipboard>
#include <QFileInfo>
#include <QImage>
#include <QTableView>

#include <optional>

namespace counterpart::ui {

namespace {

std::vector<ExportDialog::Offer> offers(const std::vector<ShownFigure>& figures)
{
    std::vector<ExportDialog::Offer> list;
    for (const ShownFigure& figure : figures)
        list.push_back({figure.name, figure.widget->accessibleName()});
    return list;
}

std::vector<ShownFigure> chosenOf(const std::vector<ShownFigure>& figures,
                                  const std::vector<std::size_t>& places)
{
    std::vector<ShownFigure> chosen;
    for (const std::size_t place : places)
        chosen.push_back(figures[place]);
    return chosen;
}

/// Does something with the plot of one figure or the composition of several. What is on the screen
/// was laid out for a page then, and is laid out for its widget again.
template <class Use>
auto withPlot(const std::vector<ShownFigure>& chosen, int columns, Use use)
{
    struct Restorer
    {
        const std::vector<ShownFigure>& figures;
        ~Restorer()
        {
            for (const ShownFigure& figure : figures)
                figure.widget->plotChanged();
        }
    };
    const Restorer restorer{chosen};
    if (chosen.size() == 1)
        return use(chosen.front().widget->plot());
    std::vector<plots::Plot*> plots;
    for (const ShownFigure& figure : chosen)
        plots.push_back(&figure.widget->plot());
    FigureComposition composition(plots, columns);
    return use(static_cast<plots::Plot&>(composition));
}

QString namesOf(const std::vector<ShownFigure>& figures)
{
    QStringList names;
    for (const ShownFigure& figure : figures)
        names += figure.name;
    return names.join(QLatin1Char('+'));
}

} // namespace

WriteCommand::WriteCommand(const QString& text, const QKeySequence& keys,
                           const ViewContext& context, QWidget* window)
    : Command(text, keys, window),
      m_context(context),
      m_window(window)
{
}

void WriteCommand::startWriting(const QString& path,
                                std::function<void(const core::Progress&)> write)
{
    // A newer job of the same kind and receiver stops an older one, and two files are not the same:
    // each has a receiver, which goes with the command, or once the file is written.
    auto* receiver = new QObject(this);
    m_context.jobs.start(
        session::JobKind::WriteFigure, tr("Writing %1").arg(QFileInfo(path).fileName()), receiver,
        [path, write = std::move(write)](const core::Progress& progress) {
            write(progress);
            return path;
        },
        [this, receiver](const QString& done) {
            receiver->deleteLater();
            emit written(done);
        },
        [this, receiver](const QString& message) {
            receiver->deleteLater();
            emit failed(message);
        });
}

ExportFigureCommand::ExportFigureCommand(const ViewContext& context, ShownFigures figures,
                                         OriginOf origin, QWidget* window)
    : WriteCommand(tr("&Export figure…"), QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S), context,
                   window),
      m_figures(std::move(figures)),
      m_origin(std::move(origin))
{
}

void ExportFigureCommand::run()
{
    constexpr double kUsualDpi = 300;
    const std::vector<ShownFigure> figures = m_figures();
    if (figures.empty())
        return;
    const ExportDialog::Drawing drawing{
        [&figures](const std::vector<std::size_t>& places, int columns) {
            return withPlot(chosenOf(figures, places), columns, [](plots::Plot& plot) {
                plot.setPixelRatio(kUsualDpi / kLogicalDpi); // not the screen's
                return plot.preferredSize();
            });
        },
        [&figures](const std::vector<std::size_t>& places, int columns, const FigureSpec& spec) {
            return withPlot(chosenOf(figures, places), columns,
                            [&spec](plots::Plot& plot) { return paintFigure(plot, spec); });
        }};
    ExportDialog dialog(offers(figures), drawing, m_context.settings.exportFolder(),
                        m_context.settings.exportChoices(), m_context.jobs, m_window);
    if (dialog.exec() != QDialog::Accepted)
        return;
    m_context.settings.setExportFolder(QFileInfo(dialog.path()).absolutePath());
    m_context.settings.setExportChoices(dialog.choices());
    write(chosenOf(figures, dialog.figures()), dialog.columns(), dialog.spec(), dialog.path());
}

void ExportFigureCommand::write(const std::vector<ShownFigure>& chosen, int columns,
                                FigureSpec spec, const QString& path)
{
    constexpr double kDescribed = 0.05;
    const FigurePage page =
        withPlot(chosen, columns, [&spec](plots::Plot& plot) { return paintFigure(plot, spec); });
    startWriting(path, [path, page, spec,
                        origin = m_origin(namesOf(chosen))](const core::Progress& progress) {
        FigureSpec described = spec;
        described.provenance = std::make_shared<const core::Provenance>(provenanceOf(origin));
        writeAtomically(path, encodeFigure(page, described, progress.part(kDescribed, 1)));
    });
}

ExportDataCommand::ExportDataCommand(const ViewContext& context, ShownFigures figures,
                                     OriginOf origin, QWidget* window)
    : WriteCommand(tr("Export &data…"), {}, context, window),
      m_figures(std::move(figures)),
      m_origin(std::move(origin))
{
}

void ExportDataCommand::run()
{
    const std::vector<ShownFigure> figures = m_figures();
    if (figures.empty())
        return;
    const ShownFigure& figure = figures.front();
    const FigureData data = dataOf(figure.widget->plot());
    const std::optional<DataPlace> place =
        askDataPlace(m_window, m_context.settings.exportFolder(), figure.name, data);
    if (!place)
        return;
    m_context.settings.setExportFolder(QFileInfo(place->path).absolutePath());
    startWriting(place->path, [place = *place, data,
                               origin = m_origin(figure.name)](const core::Progress& progress) {
        const core::Provenance provenance = provenanceOf(origin);
        writeData(place.path, data, place.format, &provenance, progress);
    });
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

CopyDataCommand::CopyDataCommand(const ViewContext& context, ShownFigures figures,
                                 MatchTableView& table, QObject* parent)
    : Command(tr("Copy &data"), QKeySequence::Copy, parent),
      m_context(context),
      m_figures(std::move(figures)),
      m_table(table)
{
}

void CopyDataCommand::run()
{
    const std::vector<ShownFigure> figures = m_figures();
    if (m_table.table()->hasFocus()) {
        if (const QString text = m_table.dataAsText(); !text.isEmpty())
            QApplication::clipboard()->setText(text);
        return;
    }
    if (figures.empty())
        return;
    m_context.jobs.start(
        session::JobKind::WriteFigure, tr("Copying data"), this,
        [make = figures.front().widget->plot().tables()](const core::Progress&) {
            return QString::fromStdString(plots::clipboardText(make));
        },
        [](const QString& text) { QApplication::clipboard()->setText(text); });
}

} // namespace counterpart::ui
