#include "tests/app/cli_process.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/random_activations.h"

#include <QTest>

#include <algorithm>
#include <cmath>

using namespace counterpart;
using namespace counterpart::test;
using core::ActivationBlock;
using core::Index;

namespace {

constexpr Index kInputs = 400;

void writeLayer(const QString& path, const ActivationBlock& values)
{
    Hdf5Fixture file(path.toStdString(), true);
    const ActivationBlock rowMajor = values.transpose();
    file.write("/activations/fc", {values.rows(), values.cols()},
               std::vector<float>(rowMajor.data(), rowMajor.data() + rowMajor.size()));
}

bool isFalling(const std::vector<double>& numbers)
{
    return std::ranges::is_sorted(numbers, [](double one, double two) { return one > two + 1e-9; });
}

} // namespace

/// `--methods mapping`: its keys, its settings, and planted predictors.
class TestCliMapping : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void keysOfTheContract();
    void settings();
    void plantedPredictorsAreFound();
    void theEndOfThePathIsSaid();
    void withoutHeldOutSamplesTheNumberIsNull();
    void theReplicaIsMarkedUnconverged();
    void deadTargets();
    void wrongSettings();

private:
    QJsonObject mapping(const QStringList& settings = {}) const;

    QString m_a, m_b, m_dead;
};

void TestCliMapping::initTestCase()
{
    const QString folder = freshFolder("cli_mapping");
    m_a = folder + "/a.h5";
    m_b = folder + "/b.h5";
    m_dead = folder + "/dead.h5";
    const ActivationBlock a = normalActivations(kInputs, 9, 1);
    ActivationBlock b = 0.1f * normalActivations(kInputs, 4, 2);
    b.col(0) += a.col(3) - a.col(5);
    b.col(1) += a.col(8);
    writeLayer(m_a, a);
    writeLayer(m_b, b);
    writeLayer(m_dead, ActivationBlock::Zero(kInputs, 4));
}

QJsonObject TestCliMapping::mapping(const QStringList& settings) const
{
    QStringList arguments{m_a, m_b, "--methods", "mapping"};
    for (const QString& setting : settings)
        arguments += {"--set", setting};
    return analysedPair(arguments)["mapping"].toObject();
}

void TestCliMapping::keysOfTheContract()
{
    const QJsonObject result = mapping();
    const std::vector<double> penalties = numbers(result["penalties"]);
    QCOMPARE(penalties.size(), std::size_t{20});
    QVERIFY(isFalling(penalties));
    for (const char* key : {"loss", "heldout_loss", "mean_nonzeros", "r2", "lambda", "kkt"})
        QVERIFY2(numbers(result[key]).size() == penalties.size(), key);
    QVERIFY(isFalling(numbers(result["loss"])));
    QCOMPARE(numbers(result["loss"])[0], 0.5);
    QCOMPARE(result["direction"].toString(), "ab");
    QCOMPARE(result["training_samples"].toInt(), 320);
    QCOMPARE(result["heldout_samples"].toInt(), 80);
    for (const double kkt : numbers(result["kkt"]))
        QVERIFY(kkt <= 1e-6);
    QVERIFY(!result.contains("replica"));
}

void TestCliMapping::settings()
{
    const QJsonObject back =
        mapping({"mapping.penalties=0.1,0.5", "mapping.lambdas=0", "mapping.direction=ba"});
    QCOMPARE(back["direction"].toString(), "ba");
    QCOMPARE(numbers(back["penalties"]), (std::vector{0.5, 0.1, 0.0}));
    QCOMPARE(numbers(back["mean_nonzeros"])[2], 4.0);
    const QJsonObject published = mapping({"mapping.lambdas=0.01"});
    QVERIFY(std::abs(numbers(published["penalties"])[0] - 0.06) < 1e-12); // sqrt(9 x 4)
    QVERIFY(std::abs(numbers(published["lambda"])[0] - 0.01) < 1e-12);
}

void TestCliMapping::plantedPredictorsAreFound()
{
    const QJsonObject result = mapping({"mapping.penalties=0.25"});
    QCOMPARE(numbers(result["mean_nonzeros"])[0], 3.0 / 4);
    QVERIFY(numbers(result["heldout_loss"])[0] < 0.4);
}

/// Where the smallest penalty is best, smaller ones may be better; where another is, or none is
/// smaller, there is nothing to say.
void TestCliMapping::theEndOfThePathIsSaid()
{
    const auto warnings = [&](const char* penalties) {
        const QStringList setting{"--set", QStringLiteral("mapping.penalties=") + penalties};
        const QJsonObject pair =
            analysedPair(QStringList{m_a, m_b, "--methods", "mapping"} + setting);
        return pair["warnings"].toVariant().toStringList().join(' ');
    };
    const QString remark = "mapping: The penalty that predicts the inputs held out best, 0.2, is "
                           "the smallest that was tried";
    QVERIFY(warnings("0.8,0.5,0.2").contains(remark));
    QVERIFY(runCli({"analyze", m_a, m_b, "--methods", "mapping", "--set",
                    "mapping.penalties=0.8,0.5,0.2"})
                .errors.contains(remark.toUtf8()));
    for (const char* penalties : {"0.8,0.5,0", "0.2"})
        QVERIFY(!warnings(penalties).contains("smallest that was tried"));
}

void TestCliMapping::withoutHeldOutSamplesTheNumberIsNull()
{
    const QJsonObject pair = analysedPair({m_a, m_b, "--methods", "mapping", "--set",
                                           "mapping.heldout=0", "--set", "mapping.penalties=0"});
    const QJsonObject result = pair["mapping"].toObject();
    QVERIFY(result["heldout_loss"].toArray()[0].isNull());
    QCOMPARE(result["training_samples"].toInt(), int(kInputs));
    QVERIFY(pair["warnings"].toVariant().toStringList().join(' ').contains("held out"));
}

void TestCliMapping::theReplicaIsMarkedUnconverged()
{
    const QJsonObject result = mapping({"mapping.penalties=0", "mapping.replica=0,0.001"});
    const QJsonObject replica = result["replica"].toObject();
    QCOMPARE(replica["converged"].toBool(true), false);
    QCOMPARE(numbers(replica["lambda"]).size(), std::size_t{2});
    QVERIFY(numbers(replica["loss"])[0] < 0.5);
    QVERIFY(numbers(replica["loss"])[0] > numbers(result["loss"])[0]);
}

void TestCliMapping::deadTargets()
{
    const QJsonObject pair = analysedPair({m_a, m_dead, "--methods", "mapping"});
    const QJsonObject result = pair["mapping"].toObject();
    QVERIFY(result["loss"].toArray()[0].isNull() && result["r2"].toArray()[0].isNull());
    QVERIFY(pair["warnings"].toVariant().toStringList().join(' ').contains("dead"));
}

void TestCliMapping::wrongSettings()
{
    for (const char* setting : {"mapping.penalties=-1", "mapping.penalties=", "mapping.heldout=1",
                                "mapping.direction=up", "mapping.replica=x"}) {
        const CliRun run =
            runCli({"analyze", m_a, m_b, "--methods", "mapping", "--set", setting, "--json", "-"});
        QVERIFY2(run.status == 2, setting);
        QVERIFY2(run.errors.contains("mapping."), run.errors.constData());
    }
}

QTEST_APPLESS_MAIN(TestCliMapping)
#include "tst_cli_mapping.moc"
