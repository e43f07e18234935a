#include "ui/commands/tour_command.h"

#include "session/app_settings.h"
#include "ui/views/guided_tour.h"
#include "ui/views/layer_bar.h"
#include "ui/views/workspaces.h"

#include <QDockWidget>
#include <QMainWindow>
#include <QMenuBar>

namespace counterpart::ui {

namespace {

/// A dock that is closed, or behind another, is not there.
std::function<QWidget*()> dock(QMainWindow* window, const QString& name)
{
    return [window, name]() -> QWidget* { return window->findChild<QDockWidget*>(name); };
}

std::vector<TourStep> stepsOf(QMainWindow* window)
{
    const auto tr = [](const char* text) { return TourCommand::tr(text); };
    return {
        {tr("Begin here"),
         tr("Drop the activations of two networks on this page, or open the bundled example: four "
            "small networks. When they are compared, the workspaces stand here, from all pairs of "
            "units at once to whole groups of networks."),
         [window]() -> QWidget* { return window->findChild<Workspaces*>(); }},
        {tr("What is compared"),
         tr("The two layers, how the positions of a map become samples, and the measure. The keys "
            "u "
            "and o go to the previous and the next layer."),
         [window]() -> QWidget* { return window->findChild<LayerBar*>(); }},
        {tr("Networks and their layers"),
         tr("Click a layer to compare it. Below the tree, Data honesty says what was assumed or "
            "guessed, and warns where there are few samples."),
         dock(window, QStringLiteral("study"))},
        {tr("The evidence"),
         tr("A click on any cell, point, picture or row shows the two units here: their filters, "
            "the "
            "inputs that excite them most, and how often they had which activations together."),
         dock(window, QStringLiteral("inspector"))},
        {tr("Every unit in a table"),
         tr("Units with their best match and their one-to-one partner. Beside it, Jobs says what "
            "is "
            "being computed; the window never waits for it."),
         dock(window, QStringLiteral("matches"))},
        {tr("More in the help"),
         tr("F1 opens the help: a tour of ten minutes on the example, how to export activations of "
            "your own, and a page on every workspace and method. This tour is in the menu Help "
            "too."),
         [window]() -> QWidget* { return window->menuBar(); }}};
}

} // namespace

TourCommand::TourCommand(session::AppSettings& settings, QMainWindow* window)
    : Command(tr("Guided &tour"), {}, window),
      m_settings(settings),
      m_window(window)
{
}

void TourCommand::runOnce()
{
    if (!m_settings.wasTourShown())
        run();
}

void TourCommand::run()
{
    m_settings.setTourShown();
    if (!m_window->findChild<GuidedTour*>())
        new GuidedTour(stepsOf(m_window), m_window);
}

} // namespace counterpart::ui
