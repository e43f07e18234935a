#include "ui/figures/similarity_figure.h"

#include "core/io/network_file.h"
#include "session/layer_work.h"
#include "tests/support/network_files.h"
#include "ui/figures/figure_catalogue.h"
#include "ui/figures/layer_map_figure.h"
#include "ui/figures/map_limits.h"

#include <QFile>
#include <QTest>

#include <cmath>

using namespace counterpart;
using core::Side;

namespace {

session::NetworkPtr open(const QString& file)
{
    return std::make_shared<const core::Network>(core::describeFile(file.toStdString()).front());
}

session::PairResult resultOf(const test::NetworkFiles& files, const char* layer = "fc")
{
    session::PairResult result;
    result.networks = {open(files.a()), open(files.b())};
    const core::SidePair<core::LayerIndex> layers{result.networks.a->findLayer(layer),
                                                  result.networks.b->findLayer(layer)};
    result.pair = {{core::NetId{0}, layers.a}, {core::NetId{1}, layers.b}};
    result.analysis = session::readPair(result.networks, layers, {}, {});
    result.matching = session::MatchingPtr(result.analysis, &result.analysis->matching);
    return result;
}

double valueOf(const ui::PairSimilarity& similarity, const char* name)
{
    for (const models::MeasureRow& row : similarity.measures) {
        if (row.name == QLatin1String(name))
            return row.value.value_or(-2);
    }
    return -3;
}

ui::PairSimilarityPtr similarityOf(const session::PairResult& result)
{
    return std::make_shared<const ui::PairSimilarity>(
        ui::measurePair(result, session::readPairMoments(result, {}), {}));
}

} // namespace

class TestSimilarityFigure : public QObject
{
    Q_OBJECT

private slots:
    void coloursRunOverTheData()
    {
        using core::Measure;
        using ui::MapRange;
        const auto limits = [](const std::vector<std::optional<double>>& values, MapRange range,
                               Measure measure = Measure::LinearCka) {
            const plots::ColourLimits found = ui::mapLimits(measure, values, range);
            return std::pair(found.low, found.high);
        };
        const std::pair full(0.0, 1.0);
        QCOMPARE(limits({0.3, std::nullopt, 0.2, 0.9}, MapRange::Data), std::pair(0.2, 0.9));
        QCOMPARE(limits({-0.5, 0.25}, MapRange::Data, Measure::Matching), std::pair(-0.5, 0.25));
        QCOMPARE(limits({0.3, 0.2, 0.9}, MapRange::Measure), full);
        QCOMPARE(limits({-0.5, 0.25}, MapRange::Measure, Measure::Matching), full);
        QCOMPARE(limits({0.5, 0.5}, MapRange::Data), full);
        QCOMPARE(limits({1 - 4e-16, 1.0}, MapRange::Data), full); // only rounding
        QCOMPARE(limits({std::nullopt}, MapRange::Data), full);
        QCOMPARE(limits({}, MapRange::Data), full);
    }

    /// A layer with its units renumbered is the same by every measure; shuffled, by none.
    void renumberedLayerIsTheSame()
    {
        test::NetworkFiles files;
        files.inputs = 400;
        files.write();
        const session::PairResult result = resultOf(files);
        const auto similarity = similarityOf(result);
        QCOMPARE(similarity->measures.size(), std::size_t{10});
        for (const models::MeasureRow& row : similarity->measures) {
            QVERIFY2(row.value && std::abs(*row.value - 1) < 1e-6, qPrintable(row.name));
            QVERIFY(!row.shuffled || *row.shuffled < 0.4);
            QVERIFY2(QFile::exists(
                         QStringLiteral(COUNTERPART_SOURCE_DIR "/resources/help/measures/%1.md")
                             .arg(row.page)),
                     qPrintable(row.page));
        }
        QCOMPARE(similarity->bartlett.significant, core::Index{4});
        const plots::XyContent picture = ui::makeCoefficients(result, *similarity);
        QCOMPARE(picture.series.size(), std::size_t{2});
        QCOMPARE(picture.series[0].points.size(), std::size_t{4});
        QVERIFY(picture.series[0].points[3].y > 1 - 1e-6);
        QCOMPARE(picture.bands.size(), std::size_t{1});
        for (std::size_t i = 0; i < 4; ++i) // what is shuffled lies about the band
            QVERIFY(std::abs(picture.series[1].points[i].y - picture.bands[0].high[i]) < 0.15);
        QVERIFY(picture.notes[0].find("4 of 4 significant") != std::string::npos);
    }

    /// The units of direction k: correlations with the variate, from the activations themselves.
    void carryingUnitsCorrelateWithTheVariate()
    {
        test::NetworkFiles files;
        files.inputs = 300;
        files.write();
        const session::PairResult result = resultOf(files);
        const auto similarity = similarityOf(result);
        const std::vector<double> raw = files.activations();
        core::Matrix x(300, 4);
        for (core::Index i = 0; i < 300; ++i)
            for (core::Index j = 0; j < 4; ++j)
                x(i, j) = raw[std::size_t(i * 4 + j)];
        x.rowwise() -= x.colwise().mean().eval();
        const core::Vector variate = ui::directionSign(*similarity, 1) *
                                     (x * similarity->cca->directions(core::Side::A, 1, 1));
        const auto units = ui::carryingUnits(result, *similarity, 1, Side::A);
        QCOMPARE(units.size(), std::size_t{4});
        QVERIFY(units[0].correlation > 0);
        double last = 1;
        for (const ui::CarryingUnit& unit : units) {
            const core::Vector z = x.col(unit.unit.unit.value);
            const double expected = z.dot(variate) / (z.norm() * variate.norm());
            QVERIFY(std::abs(unit.correlation - expected) < 1e-6);
            QVERIFY(std::abs(unit.correlation) <= last + 1e-12);
            last = std::abs(unit.correlation);
        }
        const plots::GalleryContent gallery = ui::loadDirection(result, {similarity, 1}, {});
        QCOMPARE(gallery.sections.size(), std::size_t{2});
        QCOMPARE(gallery.sections[0].pairs.size(), std::size_t{2});
        QCOMPARE(gallery.sections[1].pairs.size(), std::size_t{4});
        QCOMPARE(gallery.sections[1].pairs[0].a.unit.unit, units[0].unit.unit);
    }

    /// With fewer samples than units nothing depends on the data: no value, and a reason.
    void fewSamplesAreRefused()
    {
        test::NetworkFiles files;
        files.inputs = 5;
        files.write();
        const session::PairResult result = resultOf(files);
        const auto similarity = similarityOf(result);
        QVERIFY(!similarity->cca);
        QCOMPARE(valueOf(*similarity, "mean CCA"), -2.0);
        QVERIFY(valueOf(*similarity, "linear CKA") > 0);
        QVERIFY(!similarity->measures.front().note.isEmpty());
        const plots::XyContent picture = ui::makeCoefficients(result, *similarity);
        QVERIFY(picture.series.empty());
        QVERIFY(!picture.notes.empty());
    }

    void layerMapHasEveryPair()
    {
        test::NetworkFiles files;
        files.inputs = 300;
        files.write();
        ui::LayerMapRequest request;
        request.networks = {open(files.a()), open(files.b())};
        request.nets = {core::NetId{0}, core::NetId{1}};
        request.pass.policy.positions = core::Positions::Mean;
        const auto map = ui::makeLayerMap(request, {});
        const plots::MapContent content =
            ui::layerMapContent(request, *map, core::Measure::MeanCca);
        QCOMPARE(content.rows.names.size(), std::size_t{2});
        QCOMPARE(content.values.size(), std::size_t{4});
        const auto fcRow = std::ranges::find(content.rows.names, "fc") - content.rows.names.begin();
        const auto fcColumn =
            std::ranges::find(content.columns.names, "fc") - content.columns.names.begin();
        for (int i = 0; i < 4; ++i) {
            const bool isFc = i / 2 == fcRow && i % 2 == fcColumn;
            QVERIFY(content.values[std::size_t(i)]);
            QCOMPARE(*content.values[std::size_t(i)] > 0.99, isFc);
        }
        QCOMPARE(content.rows.refs[std::size_t(fcRow)].net, core::NetId{0});
        QCOMPARE(content.columns.refs[std::size_t(fcColumn)].net, core::NetId{1});
    }

    void catalogueHasThem()
    {
        test::NetworkFiles files;
        files.write();
        ui::FigureInputs inputs;
        inputs.result = resultOf(files);
        for (const char* name : {"c-coefficients", "c-direction", "c-samples", "s-layer-map"}) {
            const ui::FigureEntry* entry = ui::findFigure(name);
            QVERIFY(entry);
            QVERIFY(!entry->make(inputs)->plot().dataAsText().empty());
        }
    }
};

QTEST_MAIN(TestSimilarityFigure)
#include "tst_similarity_figure.moc"
