#include "ui/views/workspaces.h"

#include "ui/views/cluster_view.h"
#include "ui/views/correlation_view.h"
#include "ui/views/dynamics_view.h"
#include "ui/views/gallery_view.h"
#include "ui/views/group_view.h"
#include "ui/views/mapping_view.h"
#include "ui/views/matching_view.h"
#include "ui/views/measure_view.h"
#include "ui/views/similarity_view.h"
#include "ui/views/state_page.h"
#include "ui/views/subspace_view.h"

#include <QTabWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace counterpart::ui {

using State = session::AnalysisController::State;

namespace {
constexpr int kRunningDelayMs = 250;
}

Workspaces::Workspaces(const ViewContext& context, QWidget* parent)
    : QStackedWidget(parent),
      m_context(context)
{
    m_page = new StatePage(this);
    m_tabs = new QTabWidget(this);
    m_tabs->setDocumentMode(true);
    addWidget(m_page);
    addWidget(m_tabs);
    addTab<CorrelationView>(QStringLiteral("correlations"), tr("Correlations"));
    addTab<MatchingView>(QStringLiteral("matches"), tr("Matches"));
    addTab<GalleryView>(QStringLiteral("gallery"), tr("Gallery"));
    addTab<MeasureView>(QStringLiteral("measures"), tr("Measures"));
    addTab<ClusterView>(QStringLiteral("clusters"), tr("Clusters"));
    addTab<MappingView>(QStringLiteral("mapping"), tr("Mapping"));
    addTab<SubspaceView>(QStringLiteral("subspaces"), tr("Subspaces"));
    addTab<SimilarityView>(QStringLiteral("similarity"), tr("Similarity"));
    addTab<GroupView>(QStringLiteral("group"), tr("Group"));
    addTab<DynamicsView>(QStringLiteral("dynamics"), tr("Dynamics"));

    m_runningDelay.setSingleShot(true);
    m_runningDelay.setInterval(kRunningDelayMs);
    connect(&m_runningDelay, &QTimer::timeout, this, [this] { setCurrentWidget(m_page); });
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        if (currentWidget() == m_tabs)
            showTabs();
        emit currentViewChanged();
    });
    connect(&context.controller, &session::AnalysisController::currentChanged, this,
            &Workspaces::follow);
    connect(&context.session, &session::Session::networksChanged, this, &Workspaces::follow);
    follow();
}

template <class View>
void Workspaces::addTab(const QString& name, const QString& title)
{
    m_views.push_back({name, [this](QWidget* page) { return new View(m_context, page); }});
    m_tabs->addTab(new QWidget(m_tabs), title);
}

void Workspaces::showTabs()
{
    Tab& tab = m_views[std::size_t(m_tabs->currentIndex())];
    if (!tab.view) {
        QWidget* page = m_tabs->currentWidget();
        tab.view = tab.make(page);
        auto* layout = new QVBoxLayout(page);
        layout->setContentsMargins(0, 0, 0, 0);
        layout->addWidget(tab.view);
        tab.view->show(); // now, not with the next turn of the event loop
        connect(tab.view, &LinkedView::readout, this, &Workspaces::readout);
    }
    setCurrentWidget(m_tabs);
}

LinkedView* Workspaces::currentView() const
{
    return currentWidget() == m_tabs ? m_views[std::size_t(m_tabs->currentIndex())].view : nullptr;
}

void Workspaces::showTab(int index)
{
    m_tabs->setCurrentIndex(index);
}

QString Workspaces::currentName() const
{
    return m_views[std::size_t(m_tabs->currentIndex())].name;
}

bool Workspaces::showNamed(const QString& name)
{
    const auto found = std::ranges::find(m_views, name, &Tab::name);
    if (found == m_views.end())
        return false;
    showTab(int(found - m_views.begin()));
    return true;
}

std::vector<LinkedView*> Workspaces::views() const
{
    std::vector<LinkedView*> made;
    if (LinkedView* current = currentView())
        made.push_back(current);
    for (const Tab& tab : m_views)
        if (tab.view && tab.view != currentView())
            made.push_back(tab.view);
    return made;
}

std::vector<std::pair<QString, LinkedView*>> Workspaces::namedViews() const
{
    std::vector<std::pair<QString, LinkedView*>> made;
    for (const Tab& tab : m_views)
        if (tab.view)
            made.emplace_back(tab.name, tab.view);
    return made;
}

void Workspaces::follow()
{
    const State state = m_context.controller.state();
    m_page->showState(m_context.controller, int(m_context.session.networks().size()));
    m_runningDelay.stop();
    if (state == State::Ready)
        showTabs();
    else if (state == State::Running && currentWidget() == m_tabs)
        m_runningDelay.start();
    else
        setCurrentWidget(m_page);
    emit currentViewChanged();
}

} // namespace counterpart::ui
