#pragma once

#include "ui/views/linked_view.h"

#include <QStackedWidget>
#include <QTimer>

#include <functional>
#include <utility>
#include <vector>

class QTabWidget;

namespace counterpart::ui {

class StatePage;

/// The centre of the window: a tab for each workspace, or a page that says why there is nothing.
/// The view of a workspace is made when its tab is first shown, so that the window opens as fast
/// with many workspaces as with one.
class Workspaces : public QStackedWidget
{
    Q_OBJECT

public:
    explicit Workspaces(const ViewContext& context, QWidget* parent = nullptr);

    /// The view of the shown tab, or nullptr while there is no result.
    LinkedView* currentView() const;
    StatePage& statePage() { return *m_page; }
    void showTab(int index);
    /// The name of the shown workspace that files remember: "correlations", "matches", "gallery",
    /// "measures", "clusters", "mapping", "subspaces", "similarity", "group" or "dynamics".
    QString currentName() const;
    /// False if there is none of that name.
    bool showNamed(const QString& name);
    /// The views that were shown so far, the current one first.
    std::vector<LinkedView*> views() const;
    /// Those with the names of their workspaces.
    std::vector<std::pair<QString, LinkedView*>> namedViews() const;

signals:
    void readout(const QString& text);
    /// Another tab, or a page instead of the tabs.
    void currentViewChanged();

private:
    struct Tab
    {
        QString name; ///< in files, the same in every language
        std::function<LinkedView*(QWidget* page)> make;
        LinkedView* view = nullptr; ///< once the tab was shown
    };

    template <class View>
    void addTab(const QString& name, const QString& title);
    /// Shows the tabs, the current one with its view.
    void showTabs();
    void follow();

    ViewContext m_context;
    StatePage* m_page;
    QTabWidget* m_tabs;
    std::vector<Tab> m_views; ///< in the order of the tabs
    QTimer m_runningDelay;    ///< short computations do not flash the page
};

} // namespace counterpart::ui
