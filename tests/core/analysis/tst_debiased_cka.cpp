/// Debiased CKA against the n x n form, which is made of the samples' similarities to one another.
#include "core/analysis/debiased_cka.h"

#include "core/analysis/sample_selection.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// Of two n x n matrices of similarities (Song et al. 2012, eq. 5).
double unbiasedHsic(Matrix k, Matrix l)
{
    const auto n = static_cast<double>(k.rows());
    k.diagonal().setZero();
    l.diagonal().setZero();
    return ((k * l).trace() + k.sum() * l.sum() / ((n - 1) * (n - 2)) -
            2 * (k * l).sum() / (n - 2)) /
           (n * (n - 3));
}

double directCka(const ActivationBlock& a, const ActivationBlock& b)
{
    const Matrix x = a.cast<double>();
    const Matrix y = b.cast<double>();
    const Matrix k = x * x.transpose();
    const Matrix l = y * y.transpose();
    return unbiasedHsic(k, l) / std::sqrt(unbiasedHsic(k, k) * unbiasedHsic(l, l));
}

std::optional<double> streamedCka(const ActivationBlock& a, const ActivationBlock& b,
                                  PassOptions options = {}, Index positions = 1)
{
    options.precision = Precision::Double;
    test::MemorySource first(a, positions);
    test::MemorySource second(b, positions);
    const Moments moments = computeStatistics(first, second, {"a", "b"}, options, {}).moments;
    return debiasedCka(moments, normSums(first, second, moments, options, {}));
}

bool isClose(std::optional<double> found, double expected, double tolerance)
{
    if (found && std::abs(*found - expected) <= tolerance)
        return true;
    qWarning("%.17g differs from %.17g", found.value_or(1e300), expected);
    return false;
}

} // namespace

class DebiasedCkaTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheFormOfSamples_data();
    void equalsTheFormOfSamples();
    void readsTheSamplesOfThePass();
    void independentLayersHaveNone();
    void oneOfACopy();
    void noneWithoutEnough();
};

void DebiasedCkaTest::equalsTheFormOfSamples_data()
{
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("unitsA");
    QTest::addColumn<int>("unitsB");
    QTest::addColumn<float>("mean");
    QTest::newRow("fewest samples") << 4 << 3 << 2 << 0.f;
    QTest::newRow("more units than samples") << 30 << 80 << 50 << 0.5f;
    QTest::newRow("large means") << 200 << 7 << 12 << 20.f;
}

void DebiasedCkaTest::equalsTheFormOfSamples()
{
    QFETCH(const int, samples);
    QFETCH(const int, unitsA);
    QFETCH(const int, unitsB);
    QFETCH(const float, mean);
    const ActivationBlock shared = test::normalActivations(samples, 5, 1);
    const auto layer = [&](Index units, unsigned seed) -> ActivationBlock {
        return shared * test::normalActivations(5, units, seed) +
               test::normalActivations(samples, units, seed + 1, mean);
    };
    const ActivationBlock a = layer(unitsA, 2);
    const ActivationBlock b = layer(unitsB, 4);
    QVERIFY(isClose(streamedCka(a, b), directCka(a, b), 1e-9));
}

void DebiasedCkaTest::readsTheSamplesOfThePass()
{
    // 50 inputs of 4 positions; one has a NaN, and 100 samples are drawn.
    ActivationBlock a = test::reluActivations(200, 6, 3, 1, 2);
    const ActivationBlock b = test::reluActivations(200, 5, 3, 1, 3);
    PassOptions options;
    options.policy.maxSamples = 100;
    options.policy.seed = 4;
    options.nonFinite = NonFinite::Drop;
    SampleSelection selection(200, 100, 4);
    const std::vector<Index> drawn = selection.draw(200);
    a(drawn[17], 2) = std::numeric_limits<float>::quiet_NaN();
    std::vector<Index> kept = drawn;
    kept.erase(kept.begin() + 17);
    const double expected = directCka(a(kept, Eigen::all), b(kept, Eigen::all));
    QVERIFY(isClose(streamedCka(a, b, options, 4), expected, 1e-10));
}

void DebiasedCkaTest::independentLayersHaveNone()
{
    // The biased form of so few samples is above 0.5.
    double sum = 0;
    for (unsigned seed = 0; seed < 40; ++seed)
        sum += streamedCka(test::normalActivations(30, 60, 2 * seed),
                           test::normalActivations(30, 60, 2 * seed + 1))
                   .value();
    // The deviation of a mean of 40 is 1 / (30 sqrt(40)), about 0.005.
    QVERIFY(std::abs(sum / 40) < 0.025);
}

void DebiasedCkaTest::oneOfACopy()
{
    const ActivationBlock a = test::reluActivations(300, 8, 4, 1, 2);
    QVERIFY(isClose(streamedCka(a, (3 * a).eval()), 1, 1e-12));
}

void DebiasedCkaTest::noneWithoutEnough()
{
    QVERIFY(!streamedCka(test::normalActivations(3, 2, 1), test::normalActivations(3, 2, 2)));
    QVERIFY(!streamedCka(ActivationBlock::Constant(9, 2, 1.5f), test::normalActivations(9, 2, 2)));
}

QTEST_APPLESS_MAIN(DebiasedCkaTest)
#include "tst_debiased_cka.moc"
