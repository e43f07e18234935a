/// Projections against least squares on the samples themselves, and what is written against what
/// was projected.
#include "core/analysis/project_layer.h"

#include "core/base/error.h"
#include "core/io/network_file.h"
#include "tests/support/cca_values.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace counterpart;
using namespace counterpart::core;
using test::Layers;

namespace {

const SidePair<std::string> kNames{"a.h5, fc", "b.h5, fc"};

Layers layersOf()
{
    const Matrix shared = test::normalActivations(400, 4, 1).cast<double>();
    const auto layer = [&](Index units, unsigned seed) -> Matrix {
        return shared * test::normalActivations(4, units, seed).cast<double>() +
               0.5 * test::normalActivations(400, units, seed + 1, 3).cast<double>();
    };
    return {layer(9, 2), layer(12, 4)};
}

Projection projectionOf(const Layers& layers, ProjectionKind kind, Index count)
{
    ProjectionOptions options;
    options.kind = kind;
    options.count = count;
    return projection(test::momentsOf(layers), kNames, options, {});
}

/// The centred samples as least squares explains them by k samples' columns `basis`.
Matrix explained(const Matrix& basis, const Matrix& samples)
{
    const Matrix q = test::orthonormalBasis(basis);
    return q * (q.transpose() * samples);
}

/// Left singular vectors of CCA by QR and SVD of the samples: the first k variates of A.
Matrix variates(const Layers& layers, Index count)
{
    const Matrix a = test::orthonormalBasis(test::centred(layers.a));
    const Matrix b = test::orthonormalBasis(test::centred(layers.b));
    return a * test::svd(a.transpose() * b).left.leftCols(count);
}

} // namespace

class ProjectionTest : public QObject
{
    Q_OBJECT

private slots:
    void projectsOnce_data();
    void projectsOnce();
    void canonicalEqualsLeastSquares();
    void principalEqualsTheBestRank();
    void plsFindsThePlantedDirection();
    void unitsAreKeptOrBecomeTheirMean();
    void writesWhatItProjects();
    void leavesNothingWhenItFails();
    void refusesConstantLayers();
};

void ProjectionTest::projectsOnce_data()
{
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("reproduces"); // with as many directions as there are units
    QTest::newRow("svcca") << int(ProjectionKind::Svcca) << false;
    QTest::newRow("cca") << int(ProjectionKind::Cca) << true;
    QTest::newRow("pca") << int(ProjectionKind::Principal) << true;
    QTest::newRow("pls") << int(ProjectionKind::Pls) << true;
    QTest::newRow("active") << int(ProjectionKind::Active) << true;
    QTest::newRow("random") << int(ProjectionKind::Random) << true;
}

void ProjectionTest::projectsOnce()
{
    QFETCH(const int, kind);
    QFETCH(const bool, reproduces);
    const Layers layers = layersOf();
    const Projection some = projectionOf(layers, ProjectionKind(kind), 3);
    QCOMPARE(some.directions(), Index{3});
    QCOMPARE(some.activationRatio(), 3.0 / 9);
    QCOMPARE(some.parameterRatio(), 6.0 / 9);
    const Matrix projector = some.right * some.left.transpose();
    QVERIFY((projector * projector - projector).cwiseAbs().maxCoeff() < 1e-8);
    const Matrix once = some.apply(layers.a);
    QVERIFY((some.apply(once) - once).cwiseAbs().maxCoeff() < 1e-8);
    QCOMPARE(test::rankOf(test::centred(once), 1e-9), Index{3});
    const double share = test::centred(once).squaredNorm() / test::centred(layers.a).squaredNorm();
    QVERIFY(std::abs(share - some.variance) < 1e-9);
    if (reproduces) {
        const Projection all = projectionOf(layers, ProjectionKind(kind), 9);
        QVERIFY((all.apply(layers.a) - layers.a).cwiseAbs().maxCoeff() < 1e-8);
        QVERIFY(std::abs(all.variance - 1) < 1e-9);
    }
}

void ProjectionTest::canonicalEqualsLeastSquares()
{
    const Layers layers = layersOf();
    for (const Index count : {1, 4}) {
        const Projection found = projectionOf(layers, ProjectionKind::Cca, count);
        const Matrix expected = explained(variates(layers, count), test::centred(layers.a));
        QVERIFY((test::centred(found.apply(layers.a)) - expected).cwiseAbs().maxCoeff() < 1e-8);
    }
}

void ProjectionTest::principalEqualsTheBestRank()
{
    const Layers layers = layersOf();
    const Matrix x = test::centred(layers.a);
    const test::Svd svd = test::svd(x);
    const Matrix best =
        svd.left.leftCols(2) * svd.values.head(2).asDiagonal() * svd.right.leftCols(2).transpose();
    const Projection found = projectionOf(layers, ProjectionKind::Principal, 2);
    QVERIFY((test::centred(found.apply(layers.a)) - best).cwiseAbs().maxCoeff() < 1e-8);
}

void ProjectionTest::plsFindsThePlantedDirection()
{
    // Only unit 5 of A has anything to do with B.
    Layers layers{test::normalActivations(5000, 8, 1).cast<double>(),
                  test::normalActivations(5000, 3, 2).cast<double>()};
    layers.b.col(1) += 4 * layers.a.col(5);
    const Projection found = projectionOf(layers, ProjectionKind::Pls, 1);
    QVERIFY(std::abs(found.left(5, 0)) > 0.99);
}

void ProjectionTest::unitsAreKeptOrBecomeTheirMean()
{
    Layers layers = layersOf();
    layers.a.col(6).array() += 100;
    layers.a.col(2).array() += 50;
    const Matrix projected = projectionOf(layers, ProjectionKind::Active, 2).apply(layers.a);
    for (Index unit = 0; unit < 9; ++unit) {
        const bool isKept = unit == 6 || unit == 2;
        const Vector mean = Vector::Constant(400, layers.a.col(unit).mean());
        const Vector expected = isKept ? Vector(layers.a.col(unit)) : mean;
        QVERIFY((projected.col(unit) - expected).cwiseAbs().maxCoeff() < 1e-10);
    }
}

void ProjectionTest::writesWhatItProjects()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.h5").toStdString();
    // 20 inputs of 3 units and maps of 2 x 2, as NCHW.
    const ActivationBlock samples = test::normalActivations(80, 3, 1, 2);
    std::vector<float> stored;
    for (Index input = 0; input < 20; ++input)
        for (Index unit = 0; unit < 3; ++unit)
            for (Index position = 0; position < 4; ++position)
                stored.push_back(samples(input * 4 + position, unit));
    {
        test::Hdf5Fixture file(path);
        file.write("/activations/conv", {20, 3, 2, 2}, stored);
    }
    const Network network = describeFile(path).at(0);
    const Matrix values = samples.cast<double>();
    const Projection found = projectionOf({values, values}, ProjectionKind::Principal, 2);
    const std::string out = folder.filePath("out.h5").toStdString();
    writeProjected(network, LayerIndex{0}, Positions::All, found, "pca", out, {});
    const Network written = describeFile(out).at(0);
    QCOMPARE(written.layers.size(), std::size_t{1});
    QCOMPARE(written.layer(LayerIndex{0}).name, std::string("conv"));
    QVERIFY(!written.layer(LayerIndex{0}).axesGuessed);
    const auto source = openActivations(written, LayerIndex{0}, Positions::All);
    QCOMPARE(source->inputs(), Index{20});
    QCOMPARE(source->positions(), Index{4});
    ActivationBlock read(80, 3);
    source->read(0, 20, read);
    QVERIFY((read.cast<double>() - found.apply(values)).cwiseAbs().maxCoeff() < 1e-6);
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), (QStringList{"a.h5", "out.h5"}));
}

void ProjectionTest::leavesNothingWhenItFails()
{
    const QTemporaryDir folder;
    const std::string path = folder.filePath("a.h5").toStdString();
    {
        test::Hdf5Fixture file(path);
        file.write("/activations/fc", {20, 2}, std::vector<float>(40, 1.f));
    }
    const Network network = describeFile(path).at(0);
    Layers layers = layersOf();
    layers.a = layers.a.leftCols(2).eval();
    const Projection found = projectionOf(layers, ProjectionKind::Principal, 1);
    std::stop_source stop;
    stop.request_stop();
    const Progress stopped(stop.get_token(), {});
    QVERIFY_THROWS_EXCEPTION(Cancelled,
                             writeProjected(network, LayerIndex{0}, Positions::All, found, "pca",
                                            folder.filePath("out.h5").toStdString(), stopped));
    QCOMPARE(QDir(folder.path()).entryList(QDir::Files), QStringList{"a.h5"});
}

void ProjectionTest::refusesConstantLayers()
{
    Layers layers = layersOf();
    layers.a.setConstant(1.5);
    for (const ProjectionKind kind :
         {ProjectionKind::Svcca, ProjectionKind::Principal, ProjectionKind::Pls})
        QVERIFY_THROWS_EXCEPTION(InputError, projectionOf(layers, kind, 2));
}

QTEST_APPLESS_MAIN(ProjectionTest)
#include "tst_projection.moc"
