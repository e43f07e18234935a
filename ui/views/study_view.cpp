#include "ui/views/study_view.h"

#include <QActionGroup>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QTableView>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>
#include <string>

namespace counterpart::ui {

using core::Side;
using models::LayerModel;

namespace {

constexpr std::array kAxes{core::AxisOrder::NC,   core::AxisOrder::CN,  core::AxisOrder::NCHW,
                           core::AxisOrder::NHWC, core::AxisOrder::NTD, core::AxisOrder::NDT};

/// Number of axes that an order speaks of.
std::size_t axisCount(core::AxisOrder axes)
{
    return std::char_traits<char>::length(core::toString(axes));
}

} // namespace

StudyView::StudyView(const ViewContext& context, QWidget* parent)
    : QWidget(parent),
      m_context(context),
      m_layers(context.session),
      m_facts(context.session, context.controller)
{
    m_tree = makeTree();
    auto* factsBox = new QWidget(this);
    auto* factsLayout = new QVBoxLayout(factsBox);
    factsLayout->setContentsMargins(0, 4, 0, 0);
    auto* title = new QLabel(tr("<b>Data honesty</b>"), factsBox);
    title->setMargin(4);
    factsLayout->addWidget(title);
    factsLayout->addWidget(makeFacts());

    auto* splitter = new QSplitter(Qt::Vertical, this);
    splitter->addWidget(m_tree);
    splitter->addWidget(factsBox);
    splitter->setChildrenCollapsible(false);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(splitter);

    connect(&context.session, &session::Session::pairChanged, this, &StudyView::showPair);
    connect(&m_layers, &QAbstractItemModel::modelReset, this, &StudyView::showNetworks);
}

void StudyView::showNetworks()
{
    m_tree->expandAll();
    for (int row = 0; row < m_layers.rowCount(); ++row)
        m_tree->setFirstColumnSpanned(row, {}, true);
    showPair();
}

QTreeView* StudyView::makeTree()
{
    auto* tree = new QTreeView(this);
    tree->setModel(&m_layers);
    tree->setAccessibleName(tr("Networks and layers"));
    tree->setUniformRowHeights(true);
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    tree->header()->setSectionResizeMode(LayerModel::NameColumn, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(LayerModel::UnitsColumn, QHeaderView::ResizeToContents);
    tree->header()->setSectionResizeMode(LayerModel::MapColumn, QHeaderView::ResizeToContents);
    tree->header()->setStretchLastSection(false);
    tree->setIndentation(12);
    tree->expandAll();
    connect(tree, &QTreeView::activated, this, &StudyView::chooseLayer);
    connect(tree, &QTreeView::clicked, this, &StudyView::chooseLayer);
    connect(tree, &QTreeView::customContextMenuRequested, this, &StudyView::showMenu);
    return tree;
}

QTableView* StudyView::makeFacts()
{
    auto* facts = new QTableView(this);
    facts->setModel(&m_facts);
    facts->setAccessibleName(tr("Data honesty"));
    facts->horizontalHeader()->hide();
    facts->horizontalHeader()->setSectionResizeMode(models::HonestyModel::FactColumn,
                                                    QHeaderView::ResizeToContents);
    facts->horizontalHeader()->setSectionResizeMode(models::HonestyModel::ValueColumn,
                                                    QHeaderView::Stretch);
    facts->verticalHeader()->hide();
    facts->verticalHeader()->setSectionResizeMode(QHeaderView::ResizeToContents);
    facts->setShowGrid(false);
    facts->setWordWrap(true);
    facts->setSelectionMode(QAbstractItemView::NoSelection);
    return facts;
}

void StudyView::chooseLayer(const QModelIndex& index)
{
    const core::LayerRef layer = LayerModel::layerAt(index);
    if (!layer.layer.isValid() || !m_context.session.pair())
        return;
    const session::LayerPair& pair = *m_context.session.pair();
    const Side side = layer.net == pair.b.net && layer.net != pair.a.net ? Side::B : Side::A;
    m_context.session.setLayer(side, layer);
}

void StudyView::showPair()
{
    const auto& pair = m_context.session.pair();
    if (!pair)
        return;
    const QModelIndex row = m_layers.indexOf(pair->a);
    m_tree->setCurrentIndex(row);
}

void StudyView::showMenu(const QPoint& at)
{
    const QModelIndex index = m_tree->indexAt(at);
    const core::LayerRef layer = LayerModel::layerAt(index);
    if (!layer.layer.isValid())
        return;
    QMenu menu(this);
    menu.addAction(tr("Compare as layer A"), this,
                   [this, layer] { m_context.session.setLayer(Side::A, layer); });
    menu.addAction(tr("Compare as layer B"), this,
                   [this, layer] { m_context.session.setLayer(Side::B, layer); });
    QMenu* axesMenu = menu.addMenu(tr("Meaning of the axes"));
    const core::Layer& described = m_context.session.layer(layer);
    auto* group = new QActionGroup(axesMenu);
    for (const core::AxisOrder axes : kAxes) {
        if (axisCount(axes) != described.shape.size())
            continue;
        QAction* action =
            axesMenu->addAction(QString::fromLatin1(core::toString(axes)), this,
                                [this, layer, axes] { m_context.session.setAxes(layer, axes); });
        action->setCheckable(true);
        action->setChecked(axes == described.axes);
        group->addAction(action);
    }
    menu.exec(m_tree->viewport()->mapToGlobal(at));
}

} // namespace counterpart::ui
