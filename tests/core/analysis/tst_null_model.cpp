/// The shuffled control, on layers that tell the order of the inputs: unit i is 1 at input i alone.
#include "core/analysis/null_model.h"

#include "core/io/network_file.h"
#include "tests/support/hdf5_fixture.h"

#include <QTemporaryDir>
#include <QTest>

using namespace counterpart;
using namespace counterpart::core;

namespace {

constexpr Index kInputs = 12;
constexpr Index kPositions = 6; // 2 x 3

} // namespace

class NullModelTest : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void inputsAreMovedWhole();
    void everySeedHasItsOrder();
    void layersStayAsTheyAre();

private:
    Moments shuffled(std::uint64_t seed) const
    {
        return shuffledMoments({&m_network, &m_network}, {LayerIndex{0}, LayerIndex{0}}, {}, seed,
                               {});
    }
    /// [input of A x input of B]: at how many samples they stand beside one another.
    static Matrix together(const Moments& moments)
    {
        return moments.crossBetween +
               static_cast<double>(moments.samples) * moments.mean.a * moments.mean.b.transpose();
    }

    QTemporaryDir m_folder;
    Network m_network;
};

void NullModelTest::initTestCase()
{
    std::vector<double> values;
    for (Index input = 0; input < kInputs; ++input) {
        for (Index unit = 0; unit < kInputs; ++unit)
            values.insert(values.end(), kPositions, unit == input ? 1.0 : 0.0);
    }
    const std::string path = m_folder.filePath("inputs.h5").toStdString();
    test::Hdf5Fixture file(path);
    file.write("/activations/conv", {kInputs, kInputs, 2, 3}, values);
    file.setAttribute("/activations/conv", "axes", std::string("NCHW"));
    m_network = describeFile(path).at(0);
}

void NullModelTest::inputsAreMovedWhole()
{
    const Matrix beside = together(shuffled(3));
    // A permutation: every input of A has one of B beside it, at all of its positions.
    for (Index input = 0; input < kInputs; ++input) {
        QVERIFY(std::abs(beside.row(input).maxCoeff() - kPositions) < 1e-9);
        QVERIFY(std::abs(beside.row(input).sum() - kPositions) < 1e-9);
        QVERIFY(std::abs(beside.col(input).sum() - kPositions) < 1e-9);
    }
    QVERIFY(beside.trace() < kPositions * kInputs / 2);
}

void NullModelTest::everySeedHasItsOrder()
{
    const Matrix first = together(shuffled(1));
    QCOMPARE(together(shuffled(1)), first);
    QVERIFY(together(shuffled(2)) != first);
}

void NullModelTest::layersStayAsTheyAre()
{
    const Moments moments = shuffled(5);
    QCOMPARE(moments.samples, kInputs * kPositions);
    QVERIFY((moments.cross.a - moments.cross.b).cwiseAbs().maxCoeff() < 1e-12);
    QVERIFY((moments.mean.a - moments.mean.b).cwiseAbs().maxCoeff() < 1e-12);
}

QTEST_GUILESS_MAIN(NullModelTest)
#include "tst_null_model.moc"
