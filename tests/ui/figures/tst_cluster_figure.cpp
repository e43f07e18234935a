#include "ui/figures/tree_figure.h"

#include "tests/support/random_activations.h"

#include <QTest>

using namespace counterpart;

namespace {

constexpr int kUnitsA = 6;
constexpr int kUnitsB = 9;

/// Units i of both networks with correlation 0.8 where i is the same modulo 3, else -0.1; unit 8 of
/// B is dead.
session::PairResult planted()
{
    const auto like = [](core::Index i, core::Index j) { return i % 3 == j % 3 ? 0.8 : -0.1; };
    auto analysis = std::make_shared<core::LayerPairAnalysis>();
    core::Correlation& correlation = analysis->correlation;
    correlation.within.a = core::Matrix::NullaryExpr(kUnitsA, kUnitsA, like);
    correlation.within.b = core::Matrix::NullaryExpr(kUnitsB, kUnitsB, like);
    correlation.between = core::Matrix::NullaryExpr(kUnitsA, kUnitsB, like);
    correlation.within.a.diagonal().setOnes();
    correlation.within.b.diagonal().setOnes();
    correlation.within.b.row(8).setZero();
    correlation.within.b.col(8).setZero();
    correlation.between.col(8).setZero();
    correlation.dead.b = {core::UnitIndex{8}};
    const auto network = [](const char* name) {
        auto made = std::make_shared<core::Network>();
        made->name = name;
        made->layers.emplace_back();
        made->layers.back().name = "fc";
        return made;
    };
    session::PairResult result;
    result.pair = {{{0}, {0}}, {{1}, {0}}};
    result.networks = {network("net A"), network("net, \"B\"")};
    result.analysis = analysis;
    result.matching = std::make_shared<core::Matching>();
    return result;
}

ui::ShownClusters clustersOf(const session::PairResult& result, int k, double alpha = 1)
{
    ui::ClusterRequest request;
    request.embedding = std::make_shared<const core::SpectralEmbedding>(
        core::embedUnits(result.analysis->correlation, {}, {}));
    request.options.clusters = k;
    request.options.alpha = alpha;
    return ui::findClusters(result, request, {}).shown;
}

} // namespace

class TestClusterFigure : public QObject
{
    Q_OBJECT

private slots:
    void plantedBlocksAreTheClusters()
    {
        const session::PairResult result = planted();
        const ui::ShownClusters clusters = clustersOf(result, 3);
        QCOMPARE(clusters.blocks.size(), std::size_t(3));
        const plots::BlockContent content = ui::makeBlocks(result, clusters, false, {});
        QCOMPARE(content.title, "units in 3 clusters");
        QCOMPARE(content.units.size(), std::size_t(kUnitsA + kUnitsB - 1));
        QVERIFY(content.innerSpans.empty());
        // The matrix is that of the units at its places.
        const core::Correlation& correlation = result.analysis->correlation;
        const auto valueOf = [&](const plots::PlacedUnit& one, const plots::PlacedUnit& two) {
            const int i = one.unit.unit.value;
            const int j = two.unit.unit.value;
            if (one.side != two.side)
                return one.side == core::Side::A ? correlation.between(i, j)
                                                 : correlation.between(j, i);
            return correlation.within[one.side](i, j);
        };
        for (core::Index row = 0; row < 14; ++row) {
            for (core::Index column = 0; column < 14; ++column)
                QCOMPARE(content.values->levels().front()(row, column),
                         float(valueOf(content.units[std::size_t(row)],
                                       content.units[std::size_t(column)])));
        }
        for (const plots::Block& block : content.blocks) {
            for (int place = block.span.begin; place < block.span.end; ++place)
                QCOMPARE(content.units[std::size_t(place)].unit.unit.value % 3,
                         content.units[std::size_t(block.span.begin)].unit.unit.value % 3);
        }
    }

    /// As the paper draws them: 1 on the diagonal, 0 within the networks.
    void linksAreDrawnWhereTheyJoined()
    {
        const session::PairResult result = planted();
        ui::ShownClusters clusters = clustersOf(result, 3);
        const core::Matrix weights = test::uniformMatrix(kUnitsA, kUnitsB, 5, -0.7, 0.4);
        clusters.links = std::make_shared<const core::Matrix>(weights);
        const plots::BlockContent content = ui::makeBlocks(result, clusters, true, {});
        QCOMPARE(content.valueName, "w");
        for (std::size_t row = 0; row < content.units.size(); ++row) {
            for (std::size_t column = 0; column < content.units.size(); ++column) {
                const plots::PlacedUnit& one = content.units[row];
                const plots::PlacedUnit& two = content.units[column];
                double expected = row == column ? 1 : 0;
                if (one.side != two.side) {
                    const bool isFirst = one.side == core::Side::A;
                    expected = weights((isFirst ? one : two).unit.unit.value,
                                       (isFirst ? two : one).unit.unit.value);
                }
                const auto& drawn = content.values->levels().front();
                QCOMPARE(drawn(core::Index(row), core::Index(column)), float(expected));
            }
        }
        const double strongest = weights.cwiseAbs().maxCoeff();
        const ui::MatrixColours colours = ui::colourBlocks({}, clusters, *content.values);
        QCOMPARE(colours.limits.low, -strongest);
        QCOMPARE(colours.limits.high, strongest);
    }

    void curvesFallAndNameTheirClusters()
    {
        const session::PairResult result = planted();
        const plots::CurveContent content = ui::makeClusterCurves(result, clustersOf(result, 3));
        QCOMPARE(content.curves.size(), std::size_t(2));
        for (const plots::Curve& curve : content.curves) {
            QCOMPARE(curve.points.size(), std::size_t(3));
            for (const plots::CurvePoint& point : curve.points)
                QCOMPARE(point.units.size(), std::size_t(2));
        }
        for (const plots::CurvePoint& point : content.curves[0].points)
            QVERIFY(std::abs(point.y - 0.8) < 1e-12);
        QVERIFY(QString::fromStdString(content.curves[0].points[0].text).startsWith("cluster "));
    }

    void splitClustersLieWithinTheirParents()
    {
        const session::PairResult result = planted();
        const ui::ShownClusters clusters = clustersOf(result, 1, 0.5);
        QVERIFY(clusters.blocks.size() > 1);
        const plots::BlockContent content = ui::makeBlocks(result, clusters, false, {});
        QVERIFY(!content.innerSpans.empty());
        for (const core::LeafSpan& outer : content.innerSpans)
            QVERIFY(std::ranges::any_of(content.blocks, [&](const plots::Block& block) {
                return block.span.begin >= outer.begin && block.span.end <= outer.end;
            }));
    }

    void cutsOfTheTreeAgree()
    {
        const session::PairResult result = planted();
        const ui::JoinedUnits joined =
            ui::joinUnits(result, core::HierarchySource::Correlations, {});
        QCOMPARE(joined.suggestedClusters(), 3); // 0.8 joins, -0.1 does not
        for (int clusters = 1; clusters <= 14; ++clusters)
            QCOMPARE(joined.cut(clusters).blocks.size(), std::size_t(clusters));
        QCOMPARE(joined.clustersAt(joined.heightOf(3)), 3);
        QCOMPARE(joined.clustersAt(2), 14);
        QCOMPARE(joined.clustersAt(-2), 1);
        const plots::DendrogramContent tree = ui::makeDendrogram(result, joined);
        QCOMPARE(tree.leaves.size(), std::size_t(14));
        QCOMPARE(tree.names.a, "net A · fc");
    }

    void eigengapMarksTheChosenNumber()
    {
        const session::PairResult result = planted();
        const core::SpectralEmbedding embedding =
            core::embedUnits(result.analysis->correlation, {}, {});
        const plots::CurveContent content = ui::makeEigengap(embedding, 2);
        QCOMPARE(content.notes, std::vector<std::string>{"widest gap after 3"});
        QCOMPARE(content.curves.size(), std::size_t(2));
        QCOMPARE(content.curves[1].points.size(), std::size_t(1));
        QCOMPARE(content.curves[1].points[0].place, 2);
    }

    void labelsAreCsv()
    {
        const session::PairResult result = planted();
        const ui::ShownClusters clusters = clustersOf(result, 3);
        const QStringList lines =
            QString::fromStdString(ui::labelsAsCsv(result, clusters)).trimmed().split('\n');
        QCOMPARE(lines.size(), 1 + kUnitsA + kUnitsB);
        QCOMPARE(lines[0], "network,layer,unit,cluster");
        QVERIFY(lines[1].startsWith("net A,fc,0,"));
        QCOMPARE(lines[1].split(',').last(), lines[4].split(',').last());
        QCOMPARE(lines.last(), "\"net, \"\"B\"\"\",fc,8,"); // dead: in no cluster
    }
};

QTEST_APPLESS_MAIN(TestClusterFigure)
#include "tst_cluster_figure.moc"
