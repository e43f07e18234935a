#include "ui/figures/subspace_figure.h"

#include "core/io/network_file.h"
#include "session/layer_work.h"
#include "tests/support/network_files.h"
#include "ui/figures/figure_catalogue.h"

#include <QTest>

#include <cmath>

using namespace counterpart;
using core::Side;

namespace {

/// The result of the layer "fc", where unit j of B is unit permutation[j] of A.
session::PairResult resultOf(const test::NetworkFiles& files)
{
    const auto open = [](const QString& file) {
        return std::make_shared<const core::Network>(
            core::describeFile(file.toStdString()).front());
    };
    session::PairResult result;
    result.networks = {open(files.a()), open(files.b())};
    const core::SidePair<core::LayerIndex> layers{result.networks.a->findLayer("fc"),
                                                  result.networks.b->findLayer("fc")};
    result.pair = {{core::NetId{0}, layers.a}, {core::NetId{1}, layers.b}};
    result.analysis = session::readPair(result.networks, layers, {}, {});
    result.matching = session::MatchingPtr(result.analysis, &result.analysis->matching);
    return result;
}

ui::SubspaceCurvesPtr curvesOf(const session::PairResult& result, bool isCentred = false)
{
    ui::SubspaceRequest request;
    request.read =
        std::make_shared<const session::PairMoments>(session::readPairMoments(result, {}));
    request.isCentred = isCentred;
    return std::make_shared<const ui::SubspaceCurves>(ui::matchSubspaces(request, {}));
}

} // namespace

class TestSubspaceFigure : public QObject
{
    Q_OBJECT

private slots:
    /// Equal spans match at every epsilon; shuffled ones do not at small ones.
    void permutedLayersMatchWholly()
    {
        test::NetworkFiles files;
        files.inputs = 400;
        files.write();
        const session::PairResult result = resultOf(files);
        const auto curves = curvesOf(result);
        QCOMPARE(curves->matches.size(), std::size_t{100});
        for (std::size_t i = 0; i < curves->matches.size(); ++i) {
            QCOMPARE(*curves->matches[i].similarity, 1.0);
            QCOMPARE(curves->matches[i].sizes.a, 4);
            QCOMPARE(curves->matches[i].maximum.size(), std::size_t{8});
        }
        QCOMPARE(*curves->null.front().similarity, 0.0);
        QCOMPARE(*curves->null.back().similarity, 1.0);
        QVERIFY(curves->largestEpsilon && *curves->largestEpsilon < 1e-5);
        QCOMPARE(curves->nearestStep(0.25), std::size_t{24});

        const plots::XyContent picture = ui::makeSimilarityAgainstEpsilon(result, *curves);
        QCOMPARE(picture.series.size(), std::size_t{2});
        QCOMPARE(picture.series[0].points[49].x, 0.5);
        QCOMPARE(picture.series[0].points[49].y, 1.0);
        QVERIFY(picture.series[0].points[49].text.find("|X*| = 4") != std::string::npos);
    }

    /// Independent normal units: the distance of one from the span of q others is about
    /// sqrt(1 - q / n) once the means are off, so that nothing matches below (methods.md 2.5).
    void centredControlFollowsTheExpectation()
    {
        test::NetworkFiles files;
        files.inputs = 400;
        files.write();
        const auto curves = curvesOf(resultOf(files), true);
        const double expected = std::sqrt(1 - 4.0 / 400);
        for (const core::SubspaceMatch& match : curves->null) {
            if (match.epsilon < expected - 0.02)
                QCOMPARE(*match.similarity, 0.0);
        }
    }

    /// Each unit with its counterpart is a simple match.
    void simpleMatchesArePairs()
    {
        test::NetworkFiles files;
        files.inputs = 400;
        files.write();
        const session::PairResult result = resultOf(files);
        const auto curves = curvesOf(result);
        const ui::SimpleMatchList list = ui::findSimpleMatches({curves, 4, 3}, {});
        QVERIFY(ui::isQuick(list.of));
        QCOMPARE(list.simple.matches.size(), std::size_t{4});
        for (const core::UnitSet& match : list.simple.matches) {
            const ui::UnitGroup group = ui::groupOf(curves->products, match, "pair");
            QCOMPARE(group.units.a.size(), std::size_t{1});
            QCOMPARE(group.units.b.size(), std::size_t{1});
            QCOMPARE(files.permutation[std::size_t(group.units.b[0].value)],
                     group.units.a[0].value);
            const session::Units units = ui::unitsOf(curves->products, match, result.pair);
            QCOMPARE(units[0].layerRef(), result.pair.a);
            QCOMPARE(units[1].layerRef(), result.pair.b);
        }
        const plots::XyContent sizes = ui::makeSimpleSizes(result, list);
        QCOMPARE(sizes.series[0].points.size(), std::size_t{1});
        QCOMPARE(sizes.series[0].points[0].x, 2.0);
        QCOMPARE(sizes.series[0].points[0].y, 4.0);
        QCOMPARE(sizes.series[0].points[0].units.size(), std::size_t{8});
    }

    /// The batch draws the same picture.
    void catalogueHasThem()
    {
        test::NetworkFiles files;
        files.write();
        ui::FigureInputs inputs;
        inputs.result = resultOf(files);
        for (const char* name : {"b-similarity-vs-epsilon", "b-simple-matches"}) {
            const ui::FigureEntry* entry = ui::findFigure(name);
            QVERIFY(entry);
            const auto sheet = entry->make(inputs);
            QVERIFY(!sheet->plot().dataAsText().empty());
        }
    }
};

QTEST_MAIN(TestSubspaceFigure)
#include "tst_subspace_figure.moc"
