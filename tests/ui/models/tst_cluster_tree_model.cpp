#include "models/cluster_tree_model.h"

#include "core/analysis/cluster_tree.h"
#include "tests/support/ui_test.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <QTest>

using namespace counterpart;
using models::ClusterTreeModel;

namespace {

core::Dendrogram fourLeaves()
{
    core::Dendrogram tree;
    tree.leaves = 4;
    tree.merges = {{0, 2, 0.9, 2}, {1, 3, 0.6, 2}, {4, 5, 0.25, 4}};
    tree.order = {0, 2, 1, 3};
    return tree;
}

/// Units 0 and 1 of A, 0 and 1 of B: A's 0 is like B's 0, A's 1 like B's 1.
core::Correlation pairs()
{
    core::Correlation correlation;
    correlation.within = {core::Matrix::Identity(2, 2), core::Matrix::Identity(2, 2)};
    correlation.between = core::Matrix(2, 2);
    correlation.between << 0.9, 0.1, 0.2, 0.6;
    return correlation;
}

std::shared_ptr<const core::ClusterOutline> hierarchy()
{
    return std::make_shared<const core::ClusterOutline>(
        core::outlineOf(fourLeaves(), {0, 1, 2, 3}, pairs()));
}

/// Two clusters of two units that are not split.
std::shared_ptr<const core::ClusterOutline> flat()
{
    core::ClusterTree tree;
    tree.units = {2, 2};
    tree.roots = 2;
    tree.nodes.resize(2);
    tree.nodes[0].members = {{core::UnitIndex{1}}, {core::UnitIndex{1}}};
    tree.nodes[0].between = 0.6;
    tree.nodes[0].within = 1;
    tree.nodes[1].members = {{core::UnitIndex{0}}, {}};
    tree.nodes[1].within = 1;
    return std::make_shared<const core::ClusterOutline>(core::outlineOf(tree));
}

QString text(const QModelIndex& row, int column)
{
    return row.siblingAtColumn(column).data().toString();
}

} // namespace

class TestClusterTreeModel : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void treeIsWalkedFromTheRootToTheUnits()
    {
        ClusterTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(model.rowCount(), 0);
        model.setClusters(hierarchy(), {4, 5}, {"conv1", "fc"});
        QCOMPARE(model.rowCount(), 1);
        const QModelIndex root = model.index(0, 0);
        QCOMPARE(text(root, ClusterTreeModel::NameColumn), "clusters 1–2");
        QCOMPARE(text(root, ClusterTreeModel::HeightColumn), "0.250");
        QCOMPARE(text(root, ClusterTreeModel::BetweenColumn), "0.450"); // mean of the four
        QCOMPARE(model.rowCount(root), 2);
        const QModelIndex first = model.index(0, 0, root);
        QCOMPARE(text(first, ClusterTreeModel::NameColumn), "cluster 1");
        QCOMPARE(text(first, ClusterTreeModel::UnitsAColumn), "1");
        QCOMPARE(text(first, ClusterTreeModel::UnitsBColumn), "1");
        QCOMPARE(text(first, ClusterTreeModel::BetweenColumn), "0.900");
        QCOMPARE(model.parent(first), root);
        const QModelIndex unit = model.index(1, 0, first);
        QCOMPARE(text(unit, ClusterTreeModel::NameColumn), "B fc[0]");
        QCOMPARE(text(unit, ClusterTreeModel::BetweenColumn), "–");
        QCOMPARE(model.rowCount(unit), 0);
        QCOMPARE(model.indexOf(model.nodeAt(unit)), unit);
        QCOMPARE(model.spanAt(unit).begin, 1);
        QCOMPARE(model.spanAt(root).size(), 4);
    }

    /// Rows stay where they are, so that what is open stays open.
    void anotherCutRenamesTheRows()
    {
        ClusterTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setClusters(hierarchy(), {4, 5}, {"conv1", "fc"});
        const QPersistentModelIndex first(model.index(0, 0, model.index(0, 0)));
        QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);
        model.setBlocks({4, 1, 3});
        QVERIFY(!changes.isEmpty());
        QVERIFY(first.isValid());
        const QModelIndex second = first.sibling(1, 0);
        QCOMPARE(text(second, ClusterTreeModel::NameColumn), "clusters 2–3");
        QCOMPARE(text(model.index(0, 0, second), ClusterTreeModel::NameColumn),
                 "cluster 2: A conv1[1]");
        model.setBlocks({6});
        QCOMPARE(text(first, ClusterTreeModel::NameColumn), "part of cluster 1");
    }

    void membersOfUnsplitClustersAreListed()
    {
        ClusterTreeModel model;
        QAbstractItemModelTester tester(&model,
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setClusters(flat(), {0, 1}, {"conv1", "fc"});
        QCOMPARE(model.rowCount(), 2);
        const QModelIndex first = model.index(0, 0);
        QCOMPARE(model.rowCount(first), 2);
        const QModelIndex unit = model.index(1, 0, first);
        QCOMPARE(text(unit, ClusterTreeModel::NameColumn), "B fc[1]");
        QCOMPARE(model.nodeAt(unit), -1);
        QCOMPARE(model.parent(unit), first);
        QCOMPARE(model.spanAt(unit).begin, 1);
        QCOMPARE(text(model.index(1, 0), ClusterTreeModel::NameColumn), "cluster 2: A conv1[0]");
        QCOMPARE(text(first, ClusterTreeModel::HeightColumn), QString());
        model.clear();
        QCOMPARE(model.rowCount(), 0);
    }
};

QTEST_MAIN(TestClusterTreeModel)
#include "tst_cluster_tree_model.moc"
