#include "ui/views/linked_view.h"

#include "session/analysis_controller.h"
#include "session/matrix_settings.h"
#include "session/selection.h"
#include "ui/views/plot_widget.h"

#include <QStackedWidget>
#include <QTabWidget>

#include <algorithm>
#include <iterator>
#include <utility>

namespace counterpart::ui {

using session::AnalysisController;
using session::Selection;
using session::Session;

namespace {

bool isDrawn(const ShownFigure& figure)
{
    return !figure.widget->hasMessage() && !figure.widget->plot().isEmpty();
}

} // namespace

LinkedView::LinkedView(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context)
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &LinkedView::deliver);

    connect(&context.controller, &AnalysisController::currentChanged, this,
            [this] { note(ResultChange); });
    connect(&context.controller, &AnalysisController::layersChanged, this,
            [this] { note(LayersChange); });
    connect(&context.selection, &Selection::hoverChanged, this, [this] { note(HoverChange); });
    connect(&context.selection, &Selection::currentChanged, this, [this] { note(CurrentChange); });
    connect(&context.selection, &Selection::selectedChanged, this,
            [this] { note(SelectedChange); });
    connect(&context.matrices, &session::MatrixSettings::lookChanged, this,
            [this] { note(LookChange); });
    connect(&context.jobs, &session::JobRunner::finished, this, &LinkedView::endFilling);
    connect(&context.session, &Session::networksChanged, this, [this] { note(NetworksChange); });
    connect(&context.session, &Session::matchKindChanged, this, [this] { note(MatchKindChange); });
}

void LinkedView::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_changes != 0)
        m_timer.start();
}

void LinkedView::note(int changes)
{
    m_changes |= changes;
    if (isVisible())
        m_timer.start();
}

void LinkedView::deliver()
{
    if (!isVisible())
        return;
    if (const int changes = std::exchange(m_changes, 0))
        refresh(changes);
}

void LinkedView::addFigure(const QString& name, PlotWidget& widget)
{
    m_figures.push_back({name, &widget});
}

void LinkedView::addStartButton(const QStringList& names, QPushButton* button)
{
    for (const QString& name : names)
        m_startButtons.emplace_back(name, button);
}

std::vector<QPushButton*> LinkedView::startButtonsOf(const QString& name) const
{
    std::vector<QPushButton*> buttons;
    for (const auto& [figure, button] : m_startButtons) {
        if (figure == name)
            buttons.push_back(button);
    }
    return buttons;
}

void LinkedView::renameFigure(const PlotWidget& widget, const QString& name)
{
    const auto found = std::ranges::find(m_figures, &widget, &ShownFigure::widget);
    if (found != m_figures.end())
        found->name = name;
}

std::vector<ShownFigure> LinkedView::figures() const
{
    std::vector<ShownFigure> shown;
    std::ranges::copy_if(m_figures, std::back_inserter(shown), [](const ShownFigure& figure) {
        return figure.widget->isVisible() && isDrawn(figure);
    });
    return shown;
}

std::vector<ShownFigure> LinkedView::readyFigures() const
{
    std::vector<ShownFigure> ready = figures();
    if (m_changes != 0)
        return ready;
    std::ranges::copy_if(m_figures, std::back_inserter(ready), [&](const ShownFigure& figure) {
        const bool isNew =
            std::ranges::find(ready, figure.widget, &ShownFigure::widget) == ready.end();
        return isNew && isDrawn(figure) && !isCovered(figure);
    });
    return ready;
}

/// What another page of a stack covers may be of another pair or method.
bool LinkedView::isCovered(const ShownFigure& figure) const
{
    return std::ranges::any_of(pagesOf(figure), [](const Page& page) {
        return !page.tabs && page.stack->currentWidget() != page.widget;
    });
}

std::vector<LinkedView::Page> LinkedView::pagesOf(const ShownFigure& figure) const
{
    std::vector<Page> pages;
    for (QWidget* page = figure.widget; page && page != this; page = page->parentWidget()) {
        // The stack of tabs is moved by its tabs.
        if (auto* stack = qobject_cast<QStackedWidget*>(page->parentWidget()))
            pages.push_back({page, stack, qobject_cast<QTabWidget*>(stack->parentWidget())});
    }
    return pages;
}

bool LinkedView::revealFigure(const QString& name)
{
    const auto found = std::ranges::find(m_figures, name, &ShownFigure::name);
    if (found == m_figures.end())
        return false;
    for (const Page& page : pagesOf(*found)) {
        if (page.tabs)
            page.tabs->setCurrentWidget(page.widget);
        else if (startButtonsOf(name).empty()) // or else its other page may invite to press them
            page.stack->setCurrentWidget(page.widget);
    }
    return true;
}

QJsonObject LinkedView::tabsOf(const QString& name) const
{
    QJsonObject tabs;
    const auto found = std::ranges::find(m_figures, name, &ShownFigure::name);
    if (found == m_figures.end())
        return tabs;
    for (const Page& page : pagesOf(*found)) {
        if (page.tabs && !page.tabs->accessibleName().isEmpty())
            tabs[page.tabs->accessibleName()] = page.tabs->indexOf(page.widget);
    }
    return tabs;
}

PlotWidget* LinkedView::plotWidget() const
{
    return m_figures.empty() ? nullptr : m_figures.front().widget;
}

void LinkedView::keepFilling(Filling filling)
{
    std::erase_if(m_fillings, [&](const Filling& old) { return old.kind == filling.kind; });
    m_fillings.push_back(std::move(filling));
}

void LinkedView::endFilling(session::JobId job, session::JobOutcome outcome, const QString& message)
{
    const auto found = std::ranges::find(m_fillings, job, &Filling::job);
    if (found == m_fillings.end())
        return;
    const Filling ended = std::move(*found);
    m_fillings.erase(found);
    if (outcome != session::JobOutcome::Done)
        ended.giveUp(outcome == session::JobOutcome::Cancelled ? tr("Cancelled.") : message);
}

plots::Highlight LinkedView::highlight() const
{
    const Selection& selection = m_context.selection;
    return {selection.hover(), selection.current(), selection.selected()};
}

void LinkedView::link(PlotWidget& widget)
{
    connect(&widget, &PlotWidget::hovered, this,
            [this](const session::Units& units, const QString& text) {
                m_context.selection.setHover(units);
                emit readout(text);
            });
    connect(&widget, &PlotWidget::clicked, this, &LinkedView::choose);
}

void LinkedView::choose(const session::Units& units, Qt::KeyboardModifiers modifiers)
{
    if (units.empty()) {
        if (!(modifiers & Qt::ControlModifier))
            m_context.selection.setSelected({});
        return;
    }
    if (modifiers & Qt::ControlModifier) {
        m_context.selection.toggleSelected(units);
        return;
    }
    const session::PairResult& result = m_context.controller.current();
    m_context.selection.setCurrent(result ? result.completed(units, m_context.session.matchKind())
                                          : units);
}

} // namespace counterpart::ui
