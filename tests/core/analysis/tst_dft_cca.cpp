/// CCA in the Fourier domain against CCA of the flattened maps of inputs that are closed under
/// translation, and the transform against its sum.
#include "core/analysis/dft_cca.h"

#include "core/analysis/map_frequencies.h"
#include "tests/support/cca_values.h"
#include "tests/support/memory_source.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <numbers>

using namespace counterpart;
using namespace counterpart::core;

namespace {

/// Maps, [inputs * positions x units] in (input, row, column) order.
struct Maps
{
    ActivationBlock values;
    MapSize size;

    Index inputs() const { return values.rows() / size.positions(); }
};

/// Every input in all its circular translations.
Maps closedUnderTranslation(const Maps& maps)
{
    const MapSize& size = maps.size;
    const Index positions = size.positions();
    Maps result{ActivationBlock(maps.values.rows() * positions, maps.values.cols()), size};
    Index row = 0;
    for (Index input = 0; input < maps.inputs(); ++input)
        for (Index down = 0; down < size.rows; ++down)
            for (Index right = 0; right < size.columns; ++right)
                for (Index r = 0; r < size.rows; ++r)
                    for (Index c = 0; c < size.columns; ++c)
                        result.values.row(row++) = maps.values.row(
                            input * positions + (r + down) % size.rows * size.columns +
                            (c + right) % size.columns);
    return result;
}

/// [inputs x positions * units]
Matrix flattened(const Maps& maps)
{
    const Index positions = maps.size.positions();
    Matrix result(maps.inputs(), positions * maps.values.cols());
    for (Index input = 0; input < maps.inputs(); ++input)
        result.row(input) = maps.values.middleRows(input * positions, positions)
                                .cast<double>()
                                .reshaped()
                                .transpose();
    return result;
}

/// Mean over positions, [inputs x units].
Matrix means(const Maps& maps)
{
    const Index positions = maps.size.positions();
    Matrix result(maps.inputs(), maps.values.cols());
    for (Index input = 0; input < maps.inputs(); ++input)
        result.row(input) =
            maps.values.middleRows(input * positions, positions).cast<double>().colwise().mean();
    return result;
}

Vector directCca(const Matrix& a, const Matrix& b)
{
    return canonicalCorrelation(test::momentsOf({a, b}), {"a", "b"}, {}, {}).coefficients;
}

DftCcaOrReason found(const Maps& a, const Maps& b)
{
    test::MemorySource first(a.values, a.size.positions(), a.size.columns);
    test::MemorySource second(b.values, b.size.positions(), b.size.columns);
    return dftCca(first, second, {}, {});
}

/// Maps of `units` that share what a convolution of the same causes makes of them.
Maps mapsOf(Index inputs, const MapSize& size, Index units, unsigned seed)
{
    const Index rows = inputs * size.positions();
    return {test::normalActivations(rows, 3, 1) * test::normalActivations(3, units, seed) +
                test::normalActivations(rows, units, seed + 1, 2),
            size};
}

} // namespace

class DftCcaTest : public QObject
{
    Q_OBJECT

private slots:
    void transformEqualsItsSum();
    void commonFrequenciesAreCounted_data();
    void commonFrequenciesAreCounted();
    void equalsFlattenedCcaOnAClosedSet_data();
    void equalsFlattenedCcaOnAClosedSet();
    void ofALogitOnlyTheMean();
    void ofDifferentMapsOnlyWhatBothHave();
    void saysWhyThereIsNone();
};

void DftCcaTest::transformEqualsItsSum()
{
    const MapSize size{3, 5};
    const Eigen::MatrixXf maps = test::normalActivations(15, 4, 1);
    const std::vector<MapFrequency> frequencies{{0, 0}, {1, -2}, {-1, 2}, {-1, 0}};
    const ComplexMatrix result = fourierCoefficients(maps, size, frequencies);
    for (Index input = 0; input < 4; ++input) {
        for (std::size_t i = 0; i < frequencies.size(); ++i) {
            std::complex<double> sum = 0;
            for (Index row = 0; row < 3; ++row)
                for (Index column = 0; column < 5; ++column)
                    sum += std::polar(double(maps(row * 5 + column, input)),
                                      -2 * std::numbers::pi *
                                          (double(frequencies[i].row * row) / 3 +
                                           double(frequencies[i].column * column) / 5));
            QVERIFY(std::abs(result(input, Index(i)) - sum) < 1e-12);
        }
    }
}

void DftCcaTest::commonFrequenciesAreCounted_data()
{
    QTest::addColumn<QList<int>>("sizes");
    QTest::addColumn<int>("listed");
    QTest::newRow("one") << QList<int>{1, 1, 1, 1} << 1;
    QTest::newRow("logit") << QList<int>{7, 5, 1, 1} << 1;
    // 15 = 1 + 2 x 7.
    QTest::newRow("odd") << QList<int>{3, 5, 3, 5} << 8;
    // Four are their own opposites: 16 = 4 + 2 x 6.
    QTest::newRow("even") << QList<int>{4, 4, 4, 4} << 10;
    // Of -2..1 only -1, 0, 1 have opposites in the larger map: 16 = 7 + 1 + 2 x 4.
    QTest::newRow("even in a larger one") << QList<int>{4, 4, 9, 9} << 12;
}

void DftCcaTest::commonFrequenciesAreCounted()
{
    QFETCH(const QList<int>, sizes);
    QFETCH(const int, listed);
    const std::vector<MapFrequency> frequencies =
        commonFrequencies({sizes[0], sizes[1]}, {sizes[2], sizes[3]});
    QCOMPARE(int(frequencies.size()), listed);
    Index count = 0;
    for (const MapFrequency& frequency : frequencies)
        count += frequency.hasOpposite ? 2 : 1;
    QCOMPARE(count, Index(std::min(sizes[0], sizes[2]) * std::min(sizes[1], sizes[3])));
}

void DftCcaTest::equalsFlattenedCcaOnAClosedSet_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("columns");
    QTest::newRow("even") << 4 << 4;
    QTest::newRow("odd and even") << 3 << 4;
    QTest::newRow("a sequence") << 1 << 6;
}

void DftCcaTest::equalsFlattenedCcaOnAClosedSet()
{
    QFETCH(const int, rows);
    QFETCH(const int, columns);
    const Maps a = closedUnderTranslation(mapsOf(12, {rows, columns}, 2, 5));
    const Maps b = closedUnderTranslation(mapsOf(12, {rows, columns}, 3, 9));
    const DftCcaOrReason result = found(a, b);
    QVERIFY(result.cca.has_value());
    const Vector expected = directCca(flattened(a), flattened(b));
    QCOMPARE(result.cca->coefficients.size(), expected.size());
    QVERIFY((result.cca->coefficients - expected).cwiseAbs().maxCoeff() < 1e-6);
    QVERIFY(std::abs(result.cca->meanAt.mean() - expected.mean()) < 1e-6);
    QVERIFY(std::abs(result.cca->meanAt(0, 0) - directCca(means(a), means(b)).mean()) < 1e-6);
    QVERIFY(expected[0] < 1 - 1e-3 && expected[0] > 0.5);
}

void DftCcaTest::ofALogitOnlyTheMean()
{
    const Maps layer = mapsOf(200, {5, 4}, 6, 11);
    Maps logit{test::normalActivations(200, 1, 13), {1, 1}};
    logit.values += means(layer).col(2).cast<float>();
    const DftCcaOrReason result = found(layer, logit);
    QVERIFY(result.cca.has_value());
    QCOMPARE(result.cca->coefficients.size(), Index{1});
    const double expected = directCca(means(layer), logit.values.cast<double>())[0];
    QVERIFY(std::abs(result.cca->coefficients[0] - expected) < 1e-9);
}

void DftCcaTest::ofDifferentMapsOnlyWhatBothHave()
{
    // B is A without its high frequencies, sampled at half of the places: every common frequency
    // but the lowest one of an even count is the same in both.
    const MapSize large{6, 6};
    const MapSize small{3, 3};
    const Index inputs = 40;
    ActivationBlock waves = ActivationBlock::Zero(inputs * 36, 2);
    ActivationBlock sampled = ActivationBlock::Zero(inputs * 9, 2);
    const ActivationBlock amounts = test::normalActivations(inputs, 2 * 9, 3);
    for (Index input = 0; input < inputs; ++input) {
        for (Index r = 0; r < 6; ++r) {
            for (Index c = 0; c < 6; ++c) {
                for (Index unit = 0; unit < 2; ++unit) {
                    float value = 0;
                    for (Index u = -1; u <= 1; ++u)
                        for (Index v = -1; v <= 1; ++v) {
                            const double phase = 2 * std::numbers::pi * double(u * r + v * c) / 6;
                            const Index wave = unit * 9 + (u + 1) * 3 + v + 1;
                            value += amounts(input, wave) * float(std::cos(phase + double(u)));
                        }
                    waves(input * 36 + r * 6 + c, unit) = value;
                    if (r % 2 == 0 && c % 2 == 0)
                        sampled(input * 9 + r / 2 * 3 + c / 2, unit) = value;
                }
            }
        }
    }
    const DftCcaOrReason result = found({waves, large}, {sampled, small});
    QVERIFY(result.cca.has_value());
    QCOMPARE(result.cca->rows, Index{3});
    QVERIFY((result.cca->coefficients.array() - 1).abs().maxCoeff() < 1e-6);
}

void DftCcaTest::saysWhyThereIsNone()
{
    const Maps few = mapsOf(4, {2, 2}, 6, 21);
    QVERIFY(!found(few, few).cca);
    QVERIFY(found(few, few).reason.find("4 inputs of up to") != std::string::npos);
    Maps broken = mapsOf(30, {2, 2}, 2, 21);
    broken.values(7, 1) = std::numeric_limits<float>::infinity();
    QVERIFY(found(broken, broken).reason.find("infinity") != std::string::npos);
    const Maps constant{ActivationBlock::Zero(120, 2), {2, 2}};
    QVERIFY(found(constant, constant).reason.find("does not vary") != std::string::npos);
}

QTEST_APPLESS_MAIN(DftCcaTest)
#include "tst_dft_cca.moc"
