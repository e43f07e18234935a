#include "core/similarity/sample_norms.h"
#include "tests/support/random_activations.h"

#include <QtTest>

using namespace counterpart::core;
using namespace counterpart::test;

class TestSampleNorms : public QObject
{
    Q_OBJECT

private slots:
    void sumsAreThoseOfTheCentredLayers();
};

/// Shifted by something far from the mean, in blocks, the last of which is not filled.
void TestSampleNorms::sumsAreThoseOfTheCentredLayers()
{
    constexpr Index kSamples = 70;
    const std::vector<Index> bounds{0, 4, 9};
    const Matrix values = reluActivations(kSamples, 9, 3, 1, 2).cast<double>();
    const Matrix shifted = values.array() - 0.7;
    SampleNorms norms(bounds);
    Matrix block = Matrix::Constant(40, 9, 5);
    block = shifted.topRows(40);
    norms.add(block, 40, {});
    block.topRows(30) = shifted.bottomRows(30);
    norms.add(block, 30, {});

    const Matrix centred = values.rowwise() - values.colwise().mean();
    const Vector sums = shifted.colwise().sum().transpose();
    const auto layer = [&](std::size_t i) {
        return Matrix(centred.middleCols(bounds[i], bounds[i + 1] - bounds[i]));
    };
    for (std::size_t i = 0; i < 2; ++i) {
        for (std::size_t j = 0; j < 2; ++j) {
            const Vector k = layer(i).rowwise().squaredNorm();
            const Vector l = layer(j).rowwise().squaredNorm();
            const double found =
                norms.product(i, j, layer(i).transpose() * layer(j), sums, kSamples);
            QVERIFY(std::abs(found - k.dot(l)) < 1e-9 * k.dot(l));
        }
    }
}

QTEST_APPLESS_MAIN(TestSampleNorms)
#include "tst_sample_norms.moc"
