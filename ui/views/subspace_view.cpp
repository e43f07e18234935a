#include "ui/views/subspace_view.h"

#include "plots/gallery_plot.h"
#include "ui/views/reading_pages.h"
#include "ui/views/subspace_bar.h"
#include "ui/views/view_parts.h"

#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QSplitter>
#include <QTableView>

namespace counterpart::ui {

using models::SimpleMatchModel;

namespace {

constexpr int kMostOrders = 50;
constexpr int kTableLetters = 44; // the width at which no column of numbers is cut

} // namespace

SubspaceView::SubspaceView(const ViewContext& context, QWidget* parent)
    : LinkedView(context, parent),
      m_curves(context.controller, context.jobs, tr("Matching subspaces"),
               [](const session::PairResult&, const SubspaceRequest& request,
                  const core::Progress& progress) { return matchSubspaces(request, progress); }),
      m_simple(context.controller, context.jobs, tr("Looking for simple matches"),
               [](const session::PairResult&, const SimpleRequest& request,
                  const core::Progress& progress) { return findSimpleMatches(request, progress); })
{
    m_pages = new ReadingPages(context, {tr("Reading for subspace match"), tr("Match &subspaces"),
                                         tr("Subspace match needs")});
    m_pages->setBody(makeBody());
    addStartButton({QStringLiteral("b-similarity-vs-epsilon"), QStringLiteral("b-simple-matches")},
                   m_pages->startButton());
    addStartButton({QStringLiteral("b-simple-matches")}, m_find);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_pages);
    connect(m_pages, &ReadingPages::readDone, this, &SubspaceView::requestCurves);
    connect(&m_curves, &session::DerivedResultBase::changed, this, &SubspaceView::followCurves);
    connect(&m_simple, &session::DerivedResultBase::changed, this, &SubspaceView::followSimple);
}

SubspaceView::~SubspaceView()
{
    // The table outlives the models that it tells of changes.
    m_table->selectionModel()->disconnect(this);
}

QWidget* SubspaceView::makeBody()
{
    auto* page = new QWidget(this);
    m_bar = new SubspaceBar(page);
    auto* splitter = new QSplitter(Qt::Horizontal, page);
    splitter->addWidget(makeCharts());
    splitter->addWidget(makeLists());
    splitter->setStretchFactor(0, 5);
    splitter->setStretchFactor(1, 4);
    splitter->setSizes({500, 400});
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(page);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_bar);
    layout->addWidget(splitter, 1);
    connect(m_bar, &SubspaceBar::settingsChanged, this, &SubspaceView::requestCurves);
    connect(m_bar, &SubspaceBar::stepChanged, this, [this](int step) {
        if (m_shown)
            m_wanted = m_shown->matches.at(static_cast<std::size_t>(step)).epsilon;
        showStep();
    });
    return page;
}

QWidget* SubspaceView::makeCharts()
{
    m_similarityWidget =
        makePlotWidget(m_similarity, tr("Similarity against epsilon"),
                       tr("Drag the line, or change epsilon, to choose the match that is listed."));
    m_sizesWidget = makePlotWidget(m_sizes, tr("Sizes of the simple matches"),
                                   tr("The table lists the same matches."));
    addFigure(QStringLiteral("b-similarity-vs-epsilon"), *m_similarityWidget);
    addFigure(QStringLiteral("b-simple-matches"), *m_sizesWidget);
    const auto tell = [this](const session::Units&, const QString& text) { emit readout(text); };
    connect(m_similarityWidget, &PlotWidget::hovered, this, tell);
    connect(m_sizesWidget, &PlotWidget::hovered, this, tell);
    connect(m_sizesWidget, &PlotWidget::clicked, this, &SubspaceView::chooseBar);
    m_similarityWidget->setDragHandle(
        {[this](plots::Point point) { return m_similarity->isOnMarker(point); },
         [this](plots::Point point) { moveTo(point); }, Qt::SplitHCursor});
    auto* column = new QSplitter(Qt::Vertical);
    column->addWidget(m_similarityWidget);
    column->addWidget(m_sizesWidget);
    column->setStretchFactor(0, 3);
    column->setStretchFactor(1, 2);
    column->setChildrenCollapsible(false);
    return column;
}

QWidget* SubspaceView::makeLists()
{
    makeTable();
    m_membersWidget = makePlotWidget(m_members, tr("Units of the chosen match"),
                                     tr("The table lists the same units."));
    link(*m_membersWidget);
    m_scroll = new QScrollArea;
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn);
    m_scroll->setWidget(m_membersWidget);
    m_scroll->setFocusProxy(m_membersWidget);
    auto* upper = new QWidget;
    auto* layout = new QVBoxLayout(upper);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(makeFindBar());
    layout->addWidget(m_table, 1);
    auto* column = new QSplitter(Qt::Vertical);
    column->addWidget(upper);
    column->addWidget(m_scroll);
    column->setStretchFactor(0, 1);
    column->setStretchFactor(1, 1);
    column->setSizes({300, 300});
    column->setChildrenCollapsible(false);
    return column;
}

QWidget* SubspaceView::makeFindBar()
{
    auto* bar = new QWidget;
    m_found = new QLabel(bar);
    m_orders = new QSpinBox(bar);
    m_orders->setRange(0, kMostOrders);
    m_orders->setAccessibleName(tr("Random orders"));
    m_orders->setToolTip(tr("Above epsilon 0 a unit may have several minimal matches. Each is "
                            "looked for in the order of the units, and in so many random orders."));
    auto* label = new QLabel(tr("&random orders"), bar);
    label->setBuddy(m_orders);
    m_find = new QPushButton(tr("F&ind"), bar);
    m_find->setToolTip(tr("Looks for the simple matches at this epsilon."));
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 4, 8, 4);
    layout->addWidget(m_found, 1);
    layout->addWidget(label);
    layout->addWidget(m_orders);
    layout->addWidget(m_find);
    connect(m_orders, &QSpinBox::valueChanged, this, &SubspaceView::showStep);
    connect(m_find, &QPushButton::clicked, this, &SubspaceView::findSimple);
    return bar;
}

void SubspaceView::makeTable()
{
    m_sorted.setSourceModel(&m_model);
    m_sorted.setSortRole(SimpleMatchModel::SortRole);
    m_table = makeRowTable(m_sorted, tr("Simple matches"));
    m_table->setSortingEnabled(true);
    m_table->sortByColumn(-1, Qt::AscendingOrder); // as the model lists them
    QHeaderView* header = m_table->horizontalHeader();
    header->setSectionResizeMode(SimpleMatchModel::UnitsAColumn, QHeaderView::Stretch);
    header->setSectionResizeMode(SimpleMatchModel::UnitsBColumn, QHeaderView::Stretch);
    m_table->setMinimumWidth(kTableLetters * m_table->fontMetrics().averageCharWidth());
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this,
            &SubspaceView::chooseRow);
    connect(m_table, &QTableView::clicked, this, &SubspaceView::chooseRow);
}

} // namespace counterpart::ui
