#pragma once

#include "ui/views/linked_view.h"

#include <QStackedWidget>
#include <QTimer>

class QTabWidget;

namespace counterpart::ui {

class StatePage;

/// The centre of the window: a tab for each workspace, or a page that says why there is nothing.
class Workspaces : public QStackedWidget
{
    Q_OBJECT

public:
    explicit Workspaces(const ViewContext& context, QWidget* parent = nullptr);

    /// The view of the shown tab, or nullptr while there is no result.
    LinkedView* currentView() const;
    StatePage& statePage() { return *m_page; }
    void showTab(int index);

signals:
    void readout(const QString& text);
    /// Another tab, or a page instead of the tabs.
    void currentViewChanged();

private:
    void addView(LinkedView* view, const QString& title);
    void follow();

    ViewContext m_context;
    StatePage* m_page;
    QTabWidget* m_tabs;
    QTimer m_runningDelay; ///< short computations do not flash the page
};

} // namespace counterpart::ui
