#include "core/base/error.h"
#include "core/similarity/sequence_time.h"
#include "tests/support/direct_similarity.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/layered_network.h"
#include "tests/support/linear_algebra.h"
#include "tests/support/random_activations.h"
#include "tests/support/thrown_message.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

/// A layer [inputs x steps x units] of random numbers, or without steps if there is 1.
struct Sequences
{
    QTemporaryDir folder;
    Matrix values; ///< [inputs * steps x units]
    Network network;

    Sequences(Index inputs, Index steps, const Matrix& all) : values(all)
    {
        const std::filesystem::path path = folder.filePath("rnn.h5").toStdString();
        {
            Hdf5Fixture file(path);
            const ActivationBlock rowMajor = values.cast<float>().transpose();
            values = rowMajor.transpose().cast<double>();
            Hdf5Fixture::Shape shape{inputs, values.cols()};
            if (steps > 1)
                shape.insert(shape.begin() + 1, steps);
            file.write("/activations/lstm", shape,
                       std::vector<double>(rowMajor.reshaped().begin(), rowMajor.reshaped().end()));
            file.setAttribute("/activations/lstm", "axes", std::string(steps > 1 ? "NTD" : "NC"));
        }
        network = describeFile(path).front();
    }
};

/// The samples whose token, counted through each input's `steps`, is `phase` modulo `period`.
Matrix dealt(const Matrix& values, Index steps, Index period, Index phase)
{
    std::vector<Index> rows;
    for (Index row = 0; row < values.rows(); ++row) {
        const Index token = row % steps;
        if (token % period == phase && token / period < steps / period)
            rows.push_back(row);
    }
    return values(rows, Eigen::all);
}

} // namespace

class TestSequenceTime : public QObject
{
    Q_OBJECT

private slots:
    void tokensAreDealtOutModuloThePeriod_data();
    void tokensAreDealtOutModuloThePeriod();
    void rotationsAreTheSameToCcaAndNotToCosine();
    void whatIsTooShortIsRefused();
};

void TestSequenceTime::tokensAreDealtOutModuloThePeriod_data()
{
    QTest::addColumn<int>("inputs");
    QTest::addColumn<int>("steps");
    QTest::addColumn<int>("samples");
    QTest::newRow("steps") << 90 << 12 << 90 * 3;  // periods of 4 tokens
    QTest::newRow("a rest") << 90 << 11 << 90 * 2; // 3 tokens of each input are left out
    QTest::newRow("no steps") << 803 << 1 << 200;  // and 3 inputs
}

void TestSequenceTime::tokensAreDealtOutModuloThePeriod()
{
    QFETCH(int, inputs);
    QFETCH(int, steps);
    QFETCH(int, samples);
    const Sequences made(inputs, steps, reluActivations(inputs * steps, 5, 3, 1, 2).cast<double>());
    SequenceTimeOptions options;
    options.period = 4;
    const auto found =
        sequenceTime(made.network, "lstm", {Measure::MeanCca, Measure::Euclidean}, options, {});
    QCOMPARE(found->samples, Index(samples));
    QCOMPARE(found->values.columns, Index(4));
    const Index along = steps > 1 ? steps : inputs;
    const Matrix last = dealt(made.values, along, 4, 3);
    QCOMPARE(last.rows(), Index(samples));
    for (Index phase = 0; phase < 4; ++phase) {
        const Matrix now = dealt(made.values, along, 4, phase);
        QVERIFY(std::abs(*found->values.at(0, phase) - directMeanCca(now, last)) < 1e-6);
        const double distance = (now / now.norm() - last / last.norm()).norm();
        QVERIFY(std::abs(*found->values.at(1, phase) - distance) < 1e-6);
    }
    QVERIFY(std::abs(*found->values.at(0, 3) - 1) < 1e-9);
}

/// A linear recurrent network that rotates its state (Morcos, Raghu, Bengio 2018, app. A.2).
void TestSequenceTime::rotationsAreTheSameToCcaAndNotToCosine()
{
    constexpr Index kStates = 1000;
    constexpr Index kUnits = 16;
    constexpr Index kTokens = 20;
    const Matrix start = normalActivations(kStates, kUnits, 1).cast<double>();
    const Matrix turn = rotation(kUnits, 2);
    Matrix values(kStates * kTokens, kUnits);
    Matrix state = start;
    for (Index t = 0; t < kTokens; ++t) {
        for (Index i = 0; i < kStates; ++i)
            values.row(i * kTokens + t) = state.row(i);
        state = state * turn;
    }
    const Sequences made(kStates, kTokens, values);
    const auto found =
        sequenceTime(made.network, "lstm", {Measure::MeanCca, Measure::Cosine}, {}, {});
    QCOMPARE(found->samples, kStates);
    double cosine = 0;
    for (Index t = 0; t + 1 < kTokens; ++t) {
        QVERIFY(1 - *found->values.at(0, t) < 1e-6);
        cosine += (1 - *found->values.at(1, t)) / (kTokens - 1);
    }
    QVERIFY2(cosine > 0.5, qPrintable(QString::number(cosine)));
}

void TestSequenceTime::whatIsTooShortIsRefused()
{
    const Sequences made(30, 8, normalActivations(240, 3, 1).cast<double>());
    QVERIFY(messageOf<InputError>([&] {
                sequenceTime(made.network, "lstm", {Measure::MeanCca}, {}, {});
            }).contains("8 tokens"));
    SequenceTimeOptions options;
    options.period = 1;
    QVERIFY(messageOf<UsageError>([&] {
                sequenceTime(made.network, "lstm", {Measure::MeanCca}, options, {});
            }).contains("at least 2"));
    options.period = 2;
    QVERIFY(messageOf<InputError>([&] {
                sequenceTime(made.network, "gru", {Measure::MeanCca}, options, {});
            }).contains("lstm"));
}

QTEST_APPLESS_MAIN(TestSequenceTime)
#include "tst_sequence_time.moc"
