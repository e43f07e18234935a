#include "core/similarity/similarity_map.h"
#include "tests/support/layered_network.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

constexpr Index kUnits = 200;
constexpr Index kSamples = 2000;
constexpr float kNoise = 0.1f;

/// Layers that share `shared` directions, rotated in the second, beside noise of their own
/// (Morcos, Raghu, Bengio 2018, section 3 and fig. 2), mean, PWCCA and SVCCA distance.
struct Toy
{
    double mean, pwcca, svcca;

    explicit Toy(Index shared)
    {
        QTemporaryDir folder;
        const auto path = [&](const char* name) { return folder.filePath(name).toStdString(); };
        const auto seed = static_cast<unsigned>(10 * shared);
        const ActivationBlock signal = normalActivations(kSamples, shared, seed);
        const Eigen::MatrixXf turn = rotation(shared, seed + 1).cast<float>();
        const auto layer = [&](const ActivationBlock& causes, unsigned noiseSeed) {
            ActivationBlock values(kSamples, kUnits);
            values << causes, normalActivations(kSamples, kUnits - shared, noiseSeed, 0, kNoise);
            return std::vector<MadeLayer>{{"layer", values}};
        };
        const Network a = makeNetwork(path("a.h5"), layer(signal, seed + 2));
        const Network b = makeNetwork(path("b.h5"), layer(signal * turn, seed + 3));
        const auto map =
            similarityMap({&a, &b}, {}, {Measure::MeanCca, Measure::Pwcca, Measure::Svcca}, {}, {});
        mean = 1 - *map->values[0].at(0, 0);
        pwcca = 1 - *map->values[1].at(0, 0);
        svcca = 1 - *map->values[2].at(0, 0);
    }
};

} // namespace

class TestSignalToy : public QObject
{
    Q_OBJECT

private slots:
    void weightsFollowTheSignal();
};

/// As signal gets rarer PWCCA's distance rises by less than the mean's; all of them are near 0
/// where nearly everything is signal.
void TestSignalToy::weightsFollowTheSignal()
{
    std::vector<Toy> toys;
    for (const Index shared : {20, 50, 70, 80, 100, 120, 140, 160, 180, 199})
        toys.emplace_back(shared);
    for (std::size_t i = 0; i + 1 < toys.size(); ++i) {
        QVERIFY(toys[i].mean > toys[i + 1].mean);
        QVERIFY(toys[i].pwcca < toys[i].mean);
    }
    const double meanRange = toys.front().mean - toys.back().mean;
    const double pwccaRange = toys.front().pwcca - toys.back().pwcca;
    QVERIFY2(pwccaRange + 0.1 < meanRange,
             qPrintable(QString("%1 %2").arg(pwccaRange).arg(meanRange)));
    QVERIFY(toys.back().mean < 0.02);
    // Truncated to 99 % of the variance most of the noise is gone while it is weak.
    QVERIFY(toys[4].svcca < toys[4].mean);
}

QTEST_APPLESS_MAIN(TestSignalToy)
#include "tst_signal_toy.moc"
