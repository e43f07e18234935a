#include "core/analysis/cross_products.h"

#include "core/base/error.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <numeric>

using namespace counterpart;
using namespace counterpart::core;

namespace {

Moments accumulate(const ActivationBlock& values, Index unitsA, Precision precision, Index step)
{
    CrossProducts products(unitsA, values.cols() - unitsA, precision);
    for (Index first = 0; first < values.rows(); first += step) {
        const Index rows = std::min(step, values.rows() - first);
        SampleBlock block{ActivationBlock(step, values.cols()), {}};
        block.values.topRows(rows) = values.middleRows(first, rows);
        block.samples.resize(static_cast<std::size_t>(rows));
        std::iota(block.samples.begin(), block.samples.end(), first);
        products.startBlock(block, {});
        for (Index column = 0; column < values.cols(); ++column)
            products.centre(block, column);
        products.multiply(block, {});
    }
    return products.takeFolds({}).front();
}

} // namespace

class CrossProductsTest : public QObject
{
    Q_OBJECT

private slots:
    void equalsTheDefinition_data();
    void equalsTheDefinition();
    void nothingAddedIsEmpty();
    void stops();
};

void CrossProductsTest::equalsTheDefinition_data()
{
    QTest::addColumn<int>("unitsA");
    QTest::addColumn<int>("unitsB");
    QTest::addColumn<int>("samples");
    QTest::addColumn<int>("step");
    QTest::newRow("one unit each") << 1 << 1 << 10 << 4;
    QTest::newRow("unequal") << 5 << 130 << 300 << 77;
    QTest::newRow("one tile and a bit") << 257 << 3 << 500 << 128;
    QTest::newRow("several tiles") << 600 << 300 << 700 << 256;
    QTest::newRow("nothing on one side") << 4 << 0 << 50 << 50;
}

void CrossProductsTest::equalsTheDefinition()
{
    QFETCH(const int, unitsA);
    QFETCH(const int, unitsB);
    QFETCH(const int, samples);
    QFETCH(const int, step);
    const ActivationBlock values = test::normalActivations(samples, unitsA + unitsB, 4, 10, 2);
    Matrix centred = values.cast<double>();
    const Vector mean = centred.colwise().mean();
    centred.rowwise() -= mean.transpose();
    const Matrix cross = centred.transpose() * centred;
    const double size = 4.0 * samples;

    for (const Precision precision : {Precision::Double, Precision::Single}) {
        const Moments moments = accumulate(values, unitsA, precision, step);
        const double tolerance = precision == Precision::Double ? 1e-13 : 1e-6;
        QCOMPARE(moments.samples, Index{samples});
        QVERIFY(moments.precision == precision);
        QVERIFY((moments.mean.a - mean.head(unitsA)).cwiseAbs().maxCoeff() < 1e-6);
        QVERIFY(moments.cross.a.isApprox(moments.cross.a.transpose(), 0));
        QVERIFY((moments.cross.a - cross.topLeftCorner(unitsA, unitsA)).cwiseAbs().maxCoeff() <
                tolerance * size);
        if (unitsB == 0)
            continue;
        QVERIFY((moments.mean.b - mean.tail(unitsB)).cwiseAbs().maxCoeff() < 1e-6);
        QVERIFY(moments.cross.b.isApprox(moments.cross.b.transpose(), 0));
        QVERIFY((moments.cross.b - cross.bottomRightCorner(unitsB, unitsB)).cwiseAbs().maxCoeff() <
                tolerance * size);
        QVERIFY(
            (moments.crossBetween - cross.topRightCorner(unitsA, unitsB)).cwiseAbs().maxCoeff() <
            tolerance * size);
    }
}

void CrossProductsTest::nothingAddedIsEmpty()
{
    QCOMPARE(CrossProducts(3, 2, Precision::Double).takeFolds({}).front().samples, Index{0});
}

void CrossProductsTest::stops()
{
    CrossProducts products(300, 300, Precision::Double);
    SampleBlock block{test::normalActivations(10, 600, 1), std::vector<Index>(10)};
    products.startBlock(block, {});
    for (Index column = 0; column < 600; ++column)
        products.centre(block, column);
    std::stop_source stop;
    stop.request_stop();
    const Progress progress(stop.get_token(), {});
    QVERIFY_EXCEPTION_THROWN(products.multiply(block, progress), Cancelled);
}

QTEST_APPLESS_MAIN(CrossProductsTest)
#include "tst_cross_products.moc"
