#include "ui/figures/measure_figure.h"

#include "core/io/data_table.h"
#include "core/io/network_file.h"
#include "plots/density_plot.h"
#include "tests/support/disagreeing_files.h"
#include "ui/figures/activity_figure.h"
#include "ui/figures/correlation_figure.h"
#include "ui/figures/figure_data.h"
#include "ui/figures/joint_figure.h"
#include "ui/figures/joint_sampler.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace counterpart;
using core::Side;

namespace {

/// The result of the layer "fc" with its mutual information.
session::PairResult resultOf(const test::NetworkFiles& files)
{
    session::PairResult result;
    const auto open = [](const QString& file) {
        return std::make_shared<const core::Network>(
            core::describeFile(file.toStdString()).front());
    };
    result.networks = {open(files.a()), open(files.b())};
    const core::SidePair<const core::Network*> networks{result.networks.a.get(),
                                                        result.networks.b.get()};
    const core::SidePair<core::LayerIndex> layers{core::requireLayer(*networks.a, "fc"),
                                                  core::requireLayer(*networks.b, "fc")};
    result.pair = {{{0}, layers.a}, {{1}, layers.b}};
    result.analysis = core::analyseLayerPair(networks, layers, {}, {});
    result.matching = session::MatchingPtr(result.analysis, &result.analysis->matching);
    result.information =
        session::informationOf(networks, layers, {}, {}, result.analysis->correlation.dead, {});
    return result;
}

core::UnitPair between(int a, int b)
{
    return {{Side::A, {a}}, {Side::B, {b}}, {}, {}};
}

} // namespace

/// The figures of mutual information and of mean activations, on files with planted truths.
class TestMeasureFigure : public QObject
{
    Q_OBJECT

    test::NetworkFiles m_files;
    session::PairResult m_result;

private slots:
    void initTestCase()
    {
        test::writeDisagreeing(m_files);
        m_result = resultOf(m_files);
    }

    /// Half of a diverging map would stand for nothing where no value is below 0.
    void onlySignedValuesDiverge()
    {
        const auto mapOf = [](session::PairResult result, bool isSigned,
                              session::MapChoice map = session::MapChoice::BlueRed) {
            result.isSigned = isSigned;
            session::MatrixLook look;
            look.map = map;
            return ui::makeCorrelationPanels(result, look, {}).map;
        };
        QCOMPARE(mapOf(m_result, true), plots::ColourMap::BlueRed);
        QCOMPARE(mapOf(m_result, false), plots::ColourMap::Viridis);
        QCOMPARE(mapOf(session::byInformation(m_result), true), plots::ColourMap::Viridis);
        QCOMPARE(mapOf(m_result, false, session::MapChoice::Gray), plots::ColourMap::Gray);
    }

    void theSquareIsFarthestOffTheLine()
    {
        const ui::MeasureComparison comparison = ui::compareMeasures(m_result, 16, {});
        const core::MeasureDifference& first = comparison.agreement.differences.front();
        QCOMPARE(first.a, core::UnitIndex{1});
        QCOMPARE(first.b, core::UnitIndex{1});
        QVERIFY(std::abs(first.correlation) < .15);
        QVERIFY(first.information > 1 && first.difference > .7);
        QCOMPARE(first.rankByInformation, core::Index{2}); // the copy's is larger
        QVERIFY(first.rankByCorrelation > 1);

        const plots::DensityContent& scatter = comparison.scatter;
        QCOMPARE(scatter.counts.sum(), core::Index{16});
        QCOMPARE(
            scatter.markers.front().units,
            (session::Units{{{0}, m_result.pair.a.layer, {1}}, {{1}, m_result.pair.b.layer, {1}}}));
        const auto place = scatter.place(scatter.markers.front().units);
        QVERIFY(place);
        QCOMPARE(place->x, first.correlation);
        QCOMPARE(place->y, first.information);
        QVERIFY(!scatter.place({scatter.markers.front().units[0]}));
        for (const plots::Point& point : scatter.reference) // of normal variables
            QVERIFY(std::abs(std::exp(-2 * point.y) - (1 - point.x * point.x)) < 1e-12);
    }

    /// The figure a11-measures: the farthest pairs are one table, the cells another.
    void dataAreTwoTables()
    {
        const ui::MeasureComparison comparison = ui::compareMeasures(m_result, 16, {});
        plots::DensityPlot plot;
        plot.setContent(comparison.scatter);
        const std::vector<core::DataTable> tables = ui::dataOf(plot).tables();
        QCOMPARE(tables.size(), std::size_t{2});
        const core::MeasureDifference& first = comparison.agreement.differences.front();
        using Numbers = core::TableColumn::Numbers;
        QVERIFY(std::get<Numbers>(tables[0].columns[0].values).front() == first.correlation);
        QVERIFY(std::get<Numbers>(tables[0].columns[1].values).front() == first.information);
        QCOMPARE(tables[0].rows(), comparison.scatter.markers.size());
        std::int64_t pairs = 0;
        for (const auto& count : std::get<core::TableColumn::Integers>(tables[1].columns[2].values))
            pairs += count.value();
        QCOMPARE(pairs, std::int64_t{16});
    }

    /// Each pair of units lies in a cell that has units.
    void cellsStandForPairs()
    {
        const plots::DensityContent scatter = ui::compareMeasures(m_result, 4, {}).scatter;
        const auto bins = scatter.counts.cols();
        for (core::Index i = 0; i < scatter.counts.rows(); ++i) {
            for (core::Index j = 0; j < bins; ++j) {
                const auto& units = scatter.cellUnits[std::size_t(i * bins + j)];
                QCOMPARE(units.size(), std::size_t(scatter.counts(i, j) > 0 ? 2 : 0));
                if (units.empty())
                    continue;
                const auto place = scatter.place(units);
                const double column = (place->x - scatter.x.low) /
                                      (scatter.x.high - scatter.x.low) *
                                      double(scatter.counts.rows());
                QVERIFY(column >= double(i) - 1e-9 && column <= double(i + 1) + 1e-9);
            }
        }
    }

    void jointHistogramsSayBothMeasures()
    {
        const auto contents =
            ui::loadJointHistograms(m_result, {between(0, 0), between(1, 1)}, {}, false, {});
        QCOMPARE(contents.size(), std::size_t{2});
        QCOMPARE(contents[0].counts.sum(), core::Index{600});
        for (core::Index i = 0; i < contents[0].counts.rows(); ++i) { // the copy: the diagonal
            for (core::Index j = 0; j < contents[0].counts.cols(); ++j)
                QVERIFY(i == j || contents[0].counts(i, j) == 0);
        }
        QVERIFY(QString::fromStdString(contents[0].notes[0]).startsWith("r = 1.000"));
        QCOMPARE(contents[0].x.title, std::string("A fc[0]"));
        QCOMPARE(contents[1].y.title, std::string("B fc[1]"));
        // The values of the square are what the matrices say, of the same samples.
        const double information = m_result.information->values.between(1, 1);
        QVERIFY(QString::fromStdString(contents[1].notes[0])
                    .endsWith(QStringLiteral("MI = %1 nats").arg(information, 0, 'f', 3)));
    }

    /// Walking through the pairs of two layers reads them once: the second pair needs no file.
    void jointHistogramsOfOtherPairsReadNothing()
    {
        const auto expected = ui::loadJointHistograms(m_result, {between(1, 1)}, {}, false, {});
        ui::JointSampler sampler;
        sampler.count(m_result, between(0, 0), {}, {});
        QVERIFY(QFile::rename(m_files.b(), m_files.b() + ".away"));
        const plots::DensityContent second = sampler.count(m_result, between(1, 1), {}, {});
        QVERIFY(second.counts == expected.front().counts);
        QCOMPARE(second.notes, expected.front().notes);
        core::JointHistogramOptions fewer;
        fewer.rows = 100;
        QVERIFY_EXCEPTION_THROWN(sampler.count(m_result, between(1, 1), fewer, {}), core::Error);
        QVERIFY(QFile::rename(m_files.b() + ".away", m_files.b()));
        QCOMPARE(sampler.count(m_result, between(1, 1), fewer, {}).counts.sum(), core::Index{100});
    }

    void extremePairsAreTheFirstAndTheLast()
    {
        const auto pairs = ui::extremePairs(m_result, 1);
        QCOMPARE(pairs.size(), std::size_t{2});
        QCOMPARE(pairs[0], between(0, 0));
        QCOMPARE(ui::extremePairs(m_result, 3).size(), std::size_t{4}); // each once
        const auto byInformation = ui::extremePairs(session::byInformation(m_result), 2);
        QCOMPARE(byInformation[1], between(1, 1));
    }

    /// Means about 3, 2, 0 and 0 in A.
    void meansFall()
    {
        const plots::CurveContent means = ui::makeMeanActivations(m_result, false);
        QCOMPARE(means.curves.size(), std::size_t{2});
        const plots::Curve& ofA = means.curves[0];
        QCOMPARE(ofA.points.size(), std::size_t{4});
        QCOMPARE(ofA.points[0].units.front().unit, core::UnitIndex{3});
        QCOMPARE(ofA.points[1].units.front().unit, core::UnitIndex{2});
        QVERIFY(std::abs(ofA.points[0].y - 3) < .1);
        QVERIFY(std::ranges::is_sorted(ofA.points, std::ranges::greater{}, &plots::CurvePoint::y));
        QVERIFY(means.notes.empty());

        const plots::CurveContent logarithmic = ui::makeMeanActivations(m_result, true);
        std::size_t above = 0;
        for (core::Index unit = 0; unit < 4; ++unit)
            above += m_result.analysis->statistics.moments.mean.a(unit) > 0;
        QVERIFY(above < 4 || logarithmic.notes.size() < 2);
        QCOMPARE(logarithmic.curves[0].points.size(), above);
        QVERIFY(logarithmic.yLow > 0 && logarithmic.yLow <= logarithmic.curves[0].points.back().y);
        QCOMPARE(logarithmic.yHigh, 10.);
    }

    void activeUnitsComeWithTheirMeans()
    {
        const plots::GalleryContent gallery = ui::loadActiveUnits(m_result, {2, 3}, {});
        QCOMPARE(gallery.sections.size(), std::size_t{2});
        const auto& most = gallery.sections[0].pairs;
        QCOMPARE(most.size(), std::size_t{2});
        QCOMPARE(most[0].a.unit.unit, core::UnitIndex{3});
        QVERIFY(!most[0].hasPartner);
        const double mean = m_result.analysis->statistics.moments.mean.a(3);
        QCOMPARE(QString::fromStdString(most[0].a.note), QString::number(mean, 'f', 2));
        const core::Vector& ofB = m_result.analysis->statistics.moments.mean.b;
        core::Index least = 0;
        ofB.minCoeff(&least);
        QCOMPARE(gallery.sections[1].pairs.back().b.unit.unit.value, int(least));
    }
};

QTEST_GUILESS_MAIN(TestMeasureFigure)
#include "tst_measure_figure.moc"
