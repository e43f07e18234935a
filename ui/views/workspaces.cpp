#include "ui/views/workspaces.h"

#include "ui/views/cluster_view.h"
#include "ui/views/correlation_view.h"
#include "ui/views/gallery_view.h"
#include "ui/views/mapping_view.h"
#include "ui/views/matching_view.h"
#include "ui/views/measure_view.h"
#include "ui/views/state_page.h"

#include <QTabWidget>

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
    addView(new CorrelationView(context), tr("Correlations"));
    addView(new MatchingView(context), tr("Matches"));
    addView(new GalleryView(context), tr("Gallery"));
    addView(new MeasureView(context), tr("Measures"));
    addView(new ClusterView(context), tr("Clusters"));
    addView(new MappingView(context), tr("Mapping"));

    m_runningDelay.setSingleShot(true);
    m_runningDelay.setInterval(kRunningDelayMs);
    connect(&m_runningDelay, &QTimer::timeout, this, [this] { setCurrentWidget(m_page); });
    connect(m_tabs, &QTabWidget::currentChanged, this, &Workspaces::currentViewChanged);
    connect(&context.controller, &session::AnalysisController::currentChanged, this,
            &Workspaces::follow);
    connect(&context.session, &session::Session::networksChanged, this, &Workspaces::follow);
    follow();
}

void Workspaces::addView(LinkedView* view, const QString& title)
{
    m_tabs->addTab(view, title);
    connect(view, &LinkedView::readout, this, &Workspaces::readout);
}

LinkedView* Workspaces::currentView() const
{
    return currentWidget() == m_tabs ? qobject_cast<LinkedView*>(m_tabs->currentWidget()) : nullptr;
}

void Workspaces::showTab(int index)
{
    m_tabs->setCurrentIndex(index);
}

void Workspaces::follow()
{
    const State state = m_context.controller.state();
    m_page->showState(m_context.controller, int(m_context.session.networks().size()));
    m_runningDelay.stop();
    if (state == State::Ready)
        setCurrentWidget(m_tabs);
    else if (state == State::Running && currentWidget() == m_tabs)
        m_runningDelay.start();
    else
        setCurrentWidget(m_page);
    emit currentViewChanged();
}

} // namespace counterpart::ui
