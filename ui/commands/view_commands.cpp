#include "ui/commands/view_commands.h"

#include "session/selection.h"
#include "session/session.h"
#include "ui/views/linked_view.h"
#include "ui/views/match_table_view.h"
#include "ui/views/plot_widget.h"
#include "ui/views/theme.h"

#include <QApplication>
#include <QClipboard>
#include <QMenu>

namespace counterpart::ui {

namespace {

constexpr double kZoomFactor = 1.5;

QString zoomText(ZoomStep step)
{
    switch (step) {
    case ZoomStep::In:
        return ZoomCommand::tr("Zoom &in");
    case ZoomStep::Out:
        return ZoomCommand::tr("Zoom &out");
    case ZoomStep::Reset:
        return ZoomCommand::tr("&Whole figure");
    }
    return {};
}

QKeySequence zoomKeys(ZoomStep step)
{
    switch (step) {
    case ZoomStep::In:
        return QKeySequence::ZoomIn;
    case ZoomStep::Out:
        return QKeySequence::ZoomOut;
    case ZoomStep::Reset:
        return QKeySequence(Qt::CTRL | Qt::Key_0);
    }
    return {};
}

} // namespace

ZoomCommand::ZoomCommand(ZoomStep step, ShownFigures figures, QObject* parent)
    : Command(zoomText(step), zoomKeys(step), parent),
      m_step(step),
      m_figures(std::move(figures))
{
}

void ZoomCommand::run()
{
    const std::vector<ShownFigure> figures = m_figures();
    if (figures.empty())
        return;
    if (m_step == ZoomStep::Reset)
        figures.front().widget->resetZoom();
    else
        figures.front().widget->zoom(m_step == ZoomStep::In ? kZoomFactor : 1 / kZoomFactor);
}

StepLayerCommand::StepLayerCommand(int step, const ViewContext& context, QObject* parent)
    : Command(step < 0 ? tr("&Previous layer") : tr("&Next layer"),
              QKeySequence(step < 0 ? Qt::Key_U : Qt::Key_O), parent),
      m_step(step),
      m_context(context)
{
}

void StepLayerCommand::run()
{
    m_context.session.stepLayer(m_step);
}

ClearSelectionCommand::ClearSelectionCommand(const ViewContext& context, QObject* parent)
    : Command(tr("&Clear selection"), QKeySequence(Qt::Key_Escape), parent),
      m_context(context)
{
}

void ClearSelectionCommand::run()
{
    m_context.selection.clear();
}

FindCommand::FindCommand(CurrentView view, MatchTableView& table, QObject* parent)
    : Command(tr("&Find units"), QKeySequence::Find, parent),
      m_view(std::move(view)),
      m_table(table)
{
}

void FindCommand::run()
{
    LinkedView* view = m_view();
    if (!view || !view->focusSearch())
        m_table.focusSearch();
}

CopyAddressCommand::CopyAddressCommand(const ViewContext& context, QObject* parent)
    : Command(tr("Copy &address of the pair"), QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_C),
              parent),
      m_context(context)
{
}

void CopyAddressCommand::run()
{
    QStringList addresses;
    for (const core::UnitRef& unit : m_context.selection.current())
        addresses += m_context.session.address(unit);
    if (!addresses.isEmpty())
        QApplication::clipboard()->setText(addresses.join(QStringLiteral(" ~ ")));
}

MeasureMenu::MeasureMenu(const ViewContext& context, QMenu& menu) : QObject(&menu), m_group(this)
{
    using session::Measure;
    const std::pair<Measure, QString> choices[]{
        {Measure::Correlation, tr("Measure by &correlation")},
        {Measure::AbsoluteCorrelation, tr("Measure by |c&orrelation|")},
        {Measure::Information, tr("Measure by mutual &information")}};
    session::Session* session = &context.session;
    for (const auto& [choice, text] : choices) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        m_group.addAction(action);
        const auto mark = [session, action, chosen = choice] {
            action->setChecked(session->measure() == chosen);
        };
        mark();
        connect(session, &session::Session::optionsChanged, action, mark);
        connect(action, &QAction::triggered, this,
                [session, chosen = choice] { session->setMeasure(chosen); });
    }
}

ThemeMenu::ThemeMenu(session::AppSettings& settings, QMenu& menu) : QObject(&menu), m_group(this)
{
    using session::ThemeChoice;
    const std::pair<ThemeChoice, QString> choices[]{{ThemeChoice::System, tr("As the &system")},
                                                    {ThemeChoice::Light, tr("&Light")},
                                                    {ThemeChoice::Dark, tr("&Dark")}};
    for (const auto& [choice, text] : choices) {
        QAction* action = menu.addAction(text);
        action->setCheckable(true);
        action->setChecked(settings.theme() == choice);
        m_group.addAction(action);
        connect(action, &QAction::triggered, this,
                [&settings, chosen = choice] { settings.setTheme(chosen); });
    }
    connect(&settings, &session::AppSettings::themeChanged, this,
            [&settings] { applyTheme(settings.theme()); });
}

} // namespace counterpart::ui
