#include "core/io/study_similarity.h"

#include "core/io/network_file.h"
#include "core/io/study_series.h"
#include "tests/support/network_files.h"
#include "tests/support/run_files.h"

#include <QtTest>

#include <array>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

const std::vector<Measure> kMeasures{Measure::MeanCca, Measure::LinearCka, Measure::Euclidean};

bool areSame(const ValueGrid& one, const ValueGrid& two)
{
    return one.rows == two.rows && one.columns == two.columns && one.values == two.values &&
           one.reasons == two.reasons;
}

} // namespace

/// Comparisons of many layers survive being kept as texts, number for number.
class TestStudySimilarity : public QObject
{
    Q_OBJECT

    NetworkFiles m_files;
    Network m_a, m_b;

private slots:
    void initTestCase()
    {
        m_files.write();
        m_a = describeFile(m_files.a().toStdString()).front();
        m_b = describeFile(m_files.b().toStdString()).front();
    }

    void keepsMaps()
    {
        ComparisonOptions options;
        options.samples.policy.positions = Positions::Resize;
        const auto was = similarityMap({&m_a, &m_b}, {}, kMeasures, options, {});
        // Layers of unequal width have no distance: a reason instead.
        QVERIFY(!was->values[2].at(0, 1).has_value());
        const auto is = layerMapFromText(layerMapToText(*was), options);
        QVERIFY(is);
        QVERIFY(is->layers == was->layers);
        QVERIFY(is->indices == was->indices);
        QVERIFY(is->measures == was->measures);
        for (std::size_t i = 0; i < was->values.size(); ++i)
            QVERIFY(areSame(is->values[i], was->values[i]));
        QCOMPARE(is->coefficients.size(), was->coefficients.size());
        for (std::size_t i = 0; i < was->coefficients.size(); ++i)
            QVERIFY(is->coefficients[i] == was->coefficients[i]);
        QCOMPARE(is->nullMeanSquare, was->nullMeanSquare);
        QCOMPARE(is->samples, was->samples);
        QCOMPARE(is->mostSamples, was->mostSamples);
        QVERIFY(was->mostSamples > was->samples); // of the layer with a map
        QCOMPARE(is->warnings, was->warnings);
        QVERIFY(is->options.samples.policy == options.samples.policy);
    }

    void keepsGroups()
    {
        const std::array<const Network*, 3> networks{&m_a, &m_b, &m_a};
        GroupOptions options;
        options.comparison.samples.policy.positions = Positions::Mean;
        options.reference = 0;
        const auto was = compareGroup(networks, {}, kMeasures, options, {});
        const auto is = groupFromText(groupToText(*was), options);
        QVERIFY(is);
        QCOMPARE(is->networks, was->networks);
        QCOMPARE(is->layers.size(), was->layers.size());
        for (std::size_t l = 0; l < was->layers.size(); ++l) {
            QCOMPARE(is->layers[l].name, was->layers[l].name);
            QVERIFY(is->layers[l].partners == was->layers[l].partners);
            for (std::size_t i = 0; i < kMeasures.size(); ++i)
                QVERIFY(areSame(is->layers[l].values[i], was->layers[l].values[i]));
        }
    }

    void keepsRuns()
    {
        RunFiles files;
        std::vector<Network> networks;
        for (const QString& file : files.write())
            networks.push_back(describeFile(file.toStdString()).front());
        const std::vector<const Network*> good{&networks[1], &networks[0], &networks[2]};
        const Checkpoints checkpoints = orderCheckpoints(good);
        DynamicsOptions options;
        options.hasMaps = true;
        const auto was =
            compareDynamics(checkpoints, *checkpoints.networks.back(), {}, kMeasures, options, {});
        const auto is = dynamicsFromText(dynamicsToText(*was), options);
        QVERIFY(is);
        QCOMPARE(is->checkpoints, was->checkpoints);
        QCOMPARE(is->steps, was->steps);
        QCOMPARE(is->stepName, was->stepName);
        QCOMPARE(is->reference, was->reference);
        QCOMPARE(is->layers, was->layers);
        QVERIFY(is->coefficients == was->coefficients);
        for (std::size_t m = 0; m < kMeasures.size(); ++m) {
            QVERIFY(areSame(is->curves[m], was->curves[m]));
            for (std::size_t t = 0; t < 3; ++t)
                QVERIFY(areSame(is->maps[m][t], was->maps[m][t]));
        }
        QVERIFY(!dynamicsFromText(dynamicsToText(*was), {})); // without maps
        QVERIFY(!dynamicsFromText(
            layerMapToText(*similarityMap({&m_a, &m_b}, {}, kMeasures, {}, {})), options));
    }

    void keepsSequences()
    {
        SequenceTimeOptions options;
        options.period = 4;
        const auto was = sequenceTime(m_a, "fc", kMeasures, options, {});
        const std::string text = sequenceTimeToText(*was);
        const auto is = sequenceTimeFromText(text, "fc", options);
        QVERIFY(is);
        QCOMPARE(is->layer, was->layer);
        QCOMPARE(is->options.period, Index{4});
        QVERIFY(is->measures == was->measures);
        QVERIFY(areSame(is->values, was->values));
        QCOMPARE(is->samples, was->samples);
        QCOMPARE(is->warnings, was->warnings);
        QVERIFY(!sequenceTimeFromText(text, "conv", options));
        options.period = 5;
        QVERIFY(!sequenceTimeFromText(text, "fc", options));
        QVERIFY(!sequenceTimeFromText(text.substr(0, text.size() / 2), "fc", options));
        QVERIFY(!nullBandFromText(text, 4));
    }

    void keepsNullBands()
    {
        const CcaNullBand was = ccaNullBand(6, 4, 50, 20, 3, {});
        const auto is = nullBandFromText(nullBandToText(was), 4);
        QVERIFY(is);
        QVERIFY(is->low == was.low && is->high == was.high);
        QCOMPARE(is->mean, was.mean);
        QCOMPARE(is->meanLow, was.meanLow);
        QCOMPARE(is->meanHigh, was.meanHigh);
        QVERIFY(!nullBandFromText(nullBandToText(was), 5));
        QVERIFY(!nullBandFromText("[]", 4));
    }

    void readsNothingElse()
    {
        const auto was = similarityMap({&m_a, &m_b}, {}, kMeasures, {}, {});
        std::string text = layerMapToText(*was);
        QVERIFY(!groupFromText(text, {}));
        QVERIFY(!layerMapFromText(text.substr(0, text.size() / 2), {}));
        QVERIFY(!layerMapFromText("{}", {}));
        const auto at = text.find("\"cca\"");
        QVERIFY(at != std::string::npos);
        QVERIFY(!layerMapFromText(text.replace(at, 5, "\"xyz\""), {}));
    }
};

QTEST_GUILESS_MAIN(TestStudySimilarity)
#include "tst_study_similarity.moc"
