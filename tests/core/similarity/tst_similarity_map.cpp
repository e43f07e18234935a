#include "core/base/error.h"
#include "core/similarity/null_band.h"
#include "tests/support/direct_similarity.h"
#include "tests/support/layered_network.h"
#include "tests/support/random_activations.h"
#include "tests/support/thrown_message.h"

#include <QTemporaryDir>
#include <QtTest>

#include <limits>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

constexpr Index kInputs = 120;

const std::vector<Measure> kAll{Measure::MeanCca,    Measure::Svcca,       Measure::Pwcca,
                                Measure::LinearCka,  Measure::Matching,    Measure::SemiMatching,
                                Measure::Procrustes, Measure::DebiasedCka, Measure::Rsa,
                                Measure::Cosine,     Measure::Euclidean};

/// Two maps of different sizes and a layer without one, that share causes.
std::vector<MadeLayer> layers(unsigned seed)
{
    return {{"conv1", reluActivations(kInputs * 6, 5, 3, 10, seed), 2, 3},
            {"conv2", reluActivations(kInputs * 4, 6, 4, 11, seed + 1), 2, 2},
            {"fc", reluActivations(kInputs, 7, 5, 12, seed + 2)}};
}

double direct(Measure measure, const Matrix& a, const Matrix& b)
{
    switch (measure) {
    case Measure::MeanCca:
        return directMeanCca(a, b);
    case Measure::Svcca:
        return directSvcca(a, b);
    case Measure::Pwcca:
        return directPwcca(a, b);
    case Measure::LinearCka:
        return directCka(a, b);
    case Measure::DebiasedCka:
        return directDebiasedCka(a, b);
    case Measure::Rsa:
        return directRsa(a, b);
    case Measure::Matching:
        return a.cols() <= b.cols() ? directMatching(a, b) : directMatching(b, a);
    case Measure::SemiMatching:
        return directCorrelations(a, b).rowwise().maxCoeff().mean();
    case Measure::Procrustes:
        return directProcrustes(a, b);
    case Measure::Cosine:
        return directCosine(a, b);
    case Measure::Euclidean:
        break;
    }
    return (a / a.norm() - b / b.norm()).norm();
}

struct Files
{
    QTemporaryDir folder;
    std::vector<MadeLayer> madeA = layers(20);
    std::vector<MadeLayer> madeB = layers(40);
    Network a = makeNetwork(path("a.h5"), madeA);
    Network b = makeNetwork(path("b.h5"), madeB);

    std::filesystem::path path(const char* name) const
    {
        return folder.filePath(QString::fromLatin1(name)).toStdString();
    }
};

} // namespace

/// Every cell against the data themselves, by algorithms that share no code with core.
class TestSimilarityMap : public QObject
{
    Q_OBJECT

private slots:
    void cellsAgreeWithTheData();
    void positionsAreSamplesWhereMapsAgree();
    void aBudgetChangesNothingButThePasses();
    void aBudgetBelowOnePairIsRefused();
    void diagonalOfSelfComparisonIsOne();
    void drawnSamplesAreTheSameInAllLayers();
    void deadUnitsCountNowhere();
    void fewSamplesHaveAReason();
    void nonFiniteValuesAreRefusedOrDropped();
    void shuffledInputsAreLikeTheNullLaw();
    void otherInputsAreRefused();

private:
    Files m_files;
};

void TestSimilarityMap::cellsAgreeWithTheData()
{
    const auto map = similarityMap({&m_files.a, &m_files.b}, {}, kAll, {}, {});
    QCOMPARE(map->samples, kInputs);
    QCOMPARE(map->passes, 1);
    QCOMPARE(map->layers.a, (std::vector<std::string>{"conv1", "conv2", "fc"}));
    for (const Measure measure : kAll) {
        const ValueGrid& grid = *map->of(measure);
        for (Index i = 0; i < 3; ++i) {
            for (Index j = 0; j < 3; ++j) {
                const bool isControl = measure == Measure::Cosine || measure == Measure::Euclidean;
                QCOMPARE(grid.at(i, j).has_value(), !isControl || i == j);
                QCOMPARE(grid.reason(i, j).empty(), grid.at(i, j).has_value());
                if (!grid.at(i, j))
                    continue;
                const double expected =
                    direct(measure, overPositions(m_files.madeA[std::size_t(i)]),
                           overPositions(m_files.madeB[std::size_t(j)]));
                QVERIFY2(std::abs(*grid.at(i, j) - expected) < 1e-6,
                         qPrintable(QString("%1 %2 %3: %4 %5")
                                        .arg(cardOf(measure).id)
                                        .arg(i)
                                        .arg(j)
                                        .arg(*grid.at(i, j), 0, 'g', 12)
                                        .arg(expected, 0, 'g', 12)));
            }
        }
    }
    const Vector rho = DirectCca(DirectBasis(overPositions(m_files.madeA[0])).vectors,
                                 DirectBasis(overPositions(m_files.madeB[2])).vectors)
                           .coefficients;
    QVERIFY((map->coefficients[2] - rho).cwiseAbs().maxCoeff() < 1e-6);
    QVERIFY(std::abs(map->nullMeanSquare[2] - 7.0 / 119) < 1e-12);
}

void TestSimilarityMap::positionsAreSamplesWhereMapsAgree()
{
    ComparisonOptions options;
    options.samples.policy.positions = Positions::All;
    const auto map = similarityMap({&m_files.a, &m_files.b}, {},
                                   {Measure::Svcca, Measure::LinearCka}, options, {});
    for (Index i = 0; i < 3; ++i) {
        const Matrix a = m_files.madeA[std::size_t(i)].values.cast<double>();
        const Matrix b = m_files.madeB[std::size_t(i)].values.cast<double>();
        QVERIFY(std::abs(*map->values[0].at(i, i) - directSvcca(a, b)) < 1e-6);
        QVERIFY(std::abs(*map->values[1].at(i, i) - directCka(a, b)) < 1e-6);
    }
    QVERIFY(!map->values[0].at(0, 1));
    QVERIFY(QString::fromStdString(map->values[0].reason(0, 1)).contains("2 x 3 and 2 x 2"));
    QCOMPARE(map->samples, kInputs);
}

void TestSimilarityMap::aBudgetChangesNothingButThePasses()
{
    const auto whole = similarityMap({&m_files.a, &m_files.b}, {}, kAll, {}, {});
    ComparisonOptions options;
    options.memoryBytes = whole->peakBytes - 1;
    const auto parts = similarityMap({&m_files.a, &m_files.b}, {}, kAll, options, {});
    QVERIFY(parts->passes > 1);
    QVERIFY(parts->peakBytes < whole->peakBytes);
    for (std::size_t i = 0; i < kAll.size(); ++i) {
        for (std::size_t cell = 0; cell < 9; ++cell) {
            const auto& expected = whole->values[i].values[cell];
            QCOMPARE(parts->values[i].values[cell].has_value(), expected.has_value());
            if (expected)
                QVERIFY(std::abs(*parts->values[i].values[cell] - *expected) < 1e-12);
        }
    }
}

void TestSimilarityMap::aBudgetBelowOnePairIsRefused()
{
    ComparisonOptions options;
    options.memoryBytes = 1 << 20;
    const QString message = messageOf<UsageError>([&] {
        similarityMap({&m_files.a, &m_files.b}, {}, {Measure::Svcca}, options, {});
    });
    QVERIFY2(message.contains("a.h5, /activations/conv1") && message.contains("1 MB"),
             qPrintable(message));
}

void TestSimilarityMap::diagonalOfSelfComparisonIsOne()
{
    const auto map = similarityMap({&m_files.a, &m_files.a}, {}, kAll, {}, {});
    for (std::size_t i = 0; i < kAll.size(); ++i) {
        for (Index layer = 0; layer < 3; ++layer) {
            const double expected = cardOf(kAll[i]).isDistance ? 0 : 1;
            QVERIFY(std::abs(*map->values[i].at(layer, layer) - expected) < 1e-7);
        }
    }
}

void TestSimilarityMap::drawnSamplesAreTheSameInAllLayers()
{
    ComparisonOptions options;
    options.samples.policy = {Positions::Mean, 50, 3};
    const auto self = similarityMap({&m_files.a, &m_files.a}, {}, {Measure::MeanCca}, options, {});
    QCOMPARE(self->samples, Index(50));
    QVERIFY(std::abs(*self->values[0].at(1, 1) - 1) < 1e-7);
    const auto one = similarityMap({&m_files.a, &m_files.b}, {}, {Measure::LinearCka}, options, {});
    options.samples.policy.seed = 4;
    const auto two = similarityMap({&m_files.a, &m_files.b}, {}, {Measure::LinearCka}, options, {});
    QVERIFY(*one->values[0].at(0, 0) != *two->values[0].at(0, 0));
    options.samples.policy = {Positions::Mean};
    options.measures.rsaSamples = 40;
    const auto rsa = similarityMap({&m_files.a, &m_files.a}, {}, {Measure::Rsa}, options, {});
    QVERIFY(std::abs(*rsa->values[0].at(1, 1) - 1) < 1e-7);
    const double whole =
        directRsa(overPositions(m_files.madeA[0]), overPositions(m_files.madeA[1]));
    const double drawn = *rsa->values[0].at(0, 1);
    QVERIFY(drawn != whole && std::abs(drawn - whole) < 0.3);
}

void TestSimilarityMap::deadUnitsCountNowhere()
{
    std::vector<MadeLayer> made = layers(60);
    made[2].values.col(1).setConstant(0.3f);
    const Network network = makeNetwork(m_files.path("dead.h5"), made);
    const auto map = similarityMap({&network, &m_files.b}, {}, kAll, {}, {});
    MadeLayer live = made[2];
    live.values.resize(kInputs, 6);
    live.values << made[2].values.col(0), made[2].values.rightCols(5);
    const Matrix a = overPositions(live);
    const Matrix b = overPositions(m_files.madeB[2]);
    for (const Measure measure : {Measure::MeanCca, Measure::Svcca, Measure::Pwcca,
                                  Measure::LinearCka, Measure::Matching, Measure::Procrustes})
        QVERIFY2(std::abs(*map->of(measure)->at(2, 2) - direct(measure, a, b)) < 1e-6,
                 cardOf(measure).id);
}

void TestSimilarityMap::fewSamplesHaveAReason()
{
    ComparisonOptions options;
    options.samples.policy.maxSamples = 8;
    const auto map = similarityMap({&m_files.a, &m_files.b}, {},
                                   {Measure::MeanCca, Measure::LinearCka}, options, {});
    QVERIFY(!map->values[0].at(2, 2));
    QVERIFY(map->values[0].reason(2, 2).find("8 samples for up to 7") != std::string::npos);
    QVERIFY(map->values[0].at(0, 0) && map->values[1].at(2, 2));
}

void TestSimilarityMap::nonFiniteValuesAreRefusedOrDropped()
{
    std::vector<MadeLayer> made = m_files.madeA;
    made[1].values(17 * 4 + 3, 2) = std::numeric_limits<float>::quiet_NaN();
    const Network network = makeNetwork(m_files.path("nan.h5"), made);
    const QString message = messageOf<InputError>([&] {
        similarityMap({&network, &m_files.b}, {}, {Measure::LinearCka}, {}, {});
    });
    QVERIFY2(message.contains("nan.h5, /activations/conv2") && message.contains("input 17") &&
                 message.contains("unit 2"),
             qPrintable(message));

    ComparisonOptions options;
    options.samples.nonFinite = NonFinite::Drop;
    const auto map = similarityMap({&network, &m_files.b}, {}, {Measure::LinearCka}, options, {});
    QCOMPARE(map->samples, kInputs - 1);
    QCOMPARE(map->droppedSamples, Index(1));
    const auto without = [](const Matrix& values) {
        Matrix rest(values.rows() - 1, values.cols());
        rest << values.topRows(17), values.bottomRows(values.rows() - 18);
        return rest;
    };
    QVERIFY(std::abs(*map->values[0].at(0, 0) -
                     directCka(without(overPositions(m_files.madeA[0])),
                               without(overPositions(m_files.madeB[0])))) < 1e-6);
}

/// E[mean rho²] = max(p, q) / (n - 1) for layers that have nothing to do with each other.
void TestSimilarityMap::shuffledInputsAreLikeTheNullLaw()
{
    const std::vector<MadeLayer> made{{"x", normalActivations(400, 12, 5)}};
    const Network a = makeNetwork(m_files.path("x1.h5"), made);
    const Network b = makeNetwork(m_files.path("x2.h5"), made);
    constexpr int kDraws = 40;
    double sum = 0;
    double total = 0;
    double most = 0;
    for (unsigned draw = 0; draw < kDraws; ++draw) {
        ComparisonOptions options;
        options.samples.shuffleSeed = 7 + draw;
        const auto map = similarityMap({&a, &b}, {}, {Measure::MeanCca}, options, {});
        sum += map->coefficients[0].squaredNorm() / 12;
        total += *map->values[0].at(0, 0);
        most = std::max(most, *map->values[0].at(0, 0));
    }
    const double expected = 12.0 / 399;
    // Of 40 draws of 144 squared correlations each of deviation about 2/n the standard error is
    // below 2 %.
    QVERIFY2(std::abs(sum / kDraws / expected - 1) < 0.1,
             qPrintable(QString::number(sum / kDraws)));

    const auto band = similarityNull({&a, &b}, {}, {Measure::MeanCca}, {}, kDraws, 7, {});
    QVERIFY(std::abs(*band->mean[0].at(0, 0) - total / kDraws) < 1e-12);
    QCOMPARE(*band->high[0].at(0, 0), most);
    QVERIFY(*band->low[0].at(0, 0) < total / kDraws);
    QVERIFY(messageOf<UsageError>([&] {
                similarityNull({&a, &a}, {}, {Measure::MeanCca}, {}, 1, 0, {});
            }).contains("x1.h5"));
}

void TestSimilarityMap::otherInputsAreRefused()
{
    const Network other =
        makeNetwork(m_files.path("other.h5"), {{"fc", normalActivations(30, 4, 1)}});
    const QString message = messageOf<InputError>([&] {
        similarityMap({&m_files.a, &other}, {}, {Measure::LinearCka}, {}, {});
    });
    QVERIFY2(message.contains("120") && message.contains("30"), qPrintable(message));
}

QTEST_APPLESS_MAIN(TestSimilarityMap)
#include "tst_similarity_map.moc"
