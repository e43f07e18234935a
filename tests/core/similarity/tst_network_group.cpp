#include "core/base/error.h"
#include "core/similarity/network_group.h"
#include "core/similarity/width_study.h"
#include "tests/support/direct_similarity.h"
#include "tests/support/layered_network.h"
#include "tests/support/random_activations.h"
#include "tests/support/thrown_message.h"

#include <nlohmann/json.hpp>

#include <QTemporaryDir>
#include <QtTest>

#include <fstream>
#include <random>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

constexpr Index kInputs = 150;
const std::filesystem::path kData = COUNTERPART_SOURCE_DIR "/../shared/data";

/// Four networks of a map and a layer without one; those of even number share their causes.
struct Group
{
    QTemporaryDir folder;
    std::vector<std::vector<MadeLayer>> made;
    std::vector<Network> networks;

    Group()
    {
        for (unsigned i = 0; i < 4; ++i) {
            made.push_back({{"conv", reluActivations(kInputs * 4, 5, 3, i % 2, 50 + i), 2, 2},
                            {"fc", reluActivations(kInputs, 6, 4, 10 + i % 2, 60 + i)}});
            networks.push_back(makeNetwork(path("n" + std::to_string(i)), made.back(),
                                           {{"seed", double(i)}, {"width", double(i / 2)}}));
        }
    }
    std::filesystem::path path(const std::string& name) const
    {
        return folder.filePath(QString::fromStdString(name + ".h5")).toStdString();
    }
    std::vector<const Network*> pointers() const
    {
        std::vector<const Network*> all;
        for (const Network& network : networks)
            all.push_back(&network);
        return all;
    }
};

} // namespace

class TestNetworkGroup : public QObject
{
    Q_OBJECT

private slots:
    void distancesAgreeWithTheData();
    void distancesAreSymmetricIfAsked();
    void unitsAreMatchedToTheReference();
    void whatIsWrongIsNamed();
    void widthIsStudiedAtOneNumberOfUnits();
    void referenceValuesOfSixNetworks_data();
    void referenceValuesOfSixNetworks();

private:
    Group m_group;
};

void TestNetworkGroup::distancesAgreeWithTheData()
{
    const auto group =
        compareGroup(m_group.pointers(), {}, {Measure::Pwcca, Measure::LinearCka}, {}, {});
    QCOMPARE(group->layers.size(), std::size_t(2));
    QCOMPARE(group->passes, 2); // one a layer
    QCOMPARE(group->layers[0].name, std::string("conv"));
    for (std::size_t layer = 0; layer < 2; ++layer) {
        for (std::size_t i = 0; i < 4; ++i) {
            for (std::size_t j = 0; j < 4; ++j) {
                const Matrix a = overPositions(m_group.made[i][layer]);
                const Matrix b = overPositions(m_group.made[j][layer]);
                const auto at = [&](Measure measure) {
                    return *group->of(layer, measure)->at(Index(i), Index(j));
                };
                QVERIFY(std::abs(at(Measure::Pwcca) - directPwcca(a, b)) < 1e-6);
                QVERIFY(std::abs(at(Measure::LinearCka) - directCka(a, b)) < 1e-6);
            }
        }
    }
}

void TestNetworkGroup::distancesAreSymmetricIfAsked()
{
    const auto group = compareGroup(m_group.pointers(), {"fc"}, {Measure::Pwcca}, {}, {});
    const ValueGrid& values = group->layers[0].values[0];
    const Matrix one = *distanceMatrix(values, Measure::Pwcca, false);
    const Matrix both = *distanceMatrix(values, Measure::Pwcca, true);
    QVERIFY(one(0, 1) != one(1, 0));
    QVERIFY(both.isApprox(both.transpose(), 0));
    QVERIFY(std::abs(both(0, 1) - (2 - *values.at(0, 1) - *values.at(1, 0)) / 2) < 1e-12);
    QVERIFY(both.diagonal().isZero(0));

    ValueGrid incomplete = values;
    incomplete.set(2, 3, std::nullopt, "no");
    QVERIFY(!distanceMatrix(incomplete, Measure::Pwcca, true));
}

void TestNetworkGroup::unitsAreMatchedToTheReference()
{
    const MadeLayer& fc = m_group.made[1][1];
    std::vector<int> order{3, 0, 5, 1, 4, 2};
    MadeLayer moved = fc;
    for (int unit = 0; unit < 6; ++unit)
        moved.values.col(unit) = fc.values.col(order[std::size_t(unit)]);
    const Network copy = makeNetwork(m_group.path("moved"), {moved});
    const std::vector<const Network*> networks{&copy, &m_group.networks[1], &m_group.networks[2]};
    GroupOptions options;
    options.reference = 1;
    const auto group = compareGroup(networks, {"fc"}, {Measure::LinearCka}, options, {});
    const std::vector<Partners>& partners = group->layers[0].partners;
    QCOMPARE(partners.size(), std::size_t(3));
    for (int unit = 0; unit < 6; ++unit) {
        QCOMPARE(partners[1][std::size_t(unit)].value, unit);
        QCOMPARE(order[std::size_t(partners[0][std::size_t(unit)].value)], unit);
    }
}

void TestNetworkGroup::whatIsWrongIsNamed()
{
    const auto message = [&](std::vector<const Network*> networks, const char* layer) {
        try {
            compareGroup(networks, {layer}, {Measure::LinearCka}, {}, {});
        } catch (const Error& error) {
            return QString(error.what());
        }
        return QString();
    };
    QVERIFY(message(m_group.pointers(), "conv9").contains("n0.h5"));
    QVERIFY(message({&m_group.networks[0]}, "fc").contains("at least two"));
    const Network short_ = makeNetwork(m_group.path("short"), {{"fc", normalActivations(9, 6, 1)}});
    QVERIFY(message({&m_group.networks[0], &short_}, "fc").contains("short.h5"));
}

void TestNetworkGroup::widthIsStudiedAtOneNumberOfUnits()
{
    std::vector<Network> networks;
    std::vector<const Network*> pointers;
    std::vector<Matrix> values;
    for (unsigned i = 0; i < 6; ++i) { // wider ones share more of their causes
        const unsigned width = 1 + i / 2;
        const auto units = Index(4 * width);
        ActivationBlock block = normalActivations(kInputs, units, i);
        block +=
            float(width) * normalActivations(kInputs, 2, 99) * normalActivations(2, units, 200 + i);
        values.push_back(block.cast<double>());
        networks.push_back(makeNetwork(m_group.path("w" + std::to_string(i)), {{"fc", block}},
                                       {{"width", double(width)}, {"accuracy", 0.1 * width}}));
    }
    for (const Network& network : networks)
        pointers.push_back(&network);
    WidthStudyOptions options;
    options.groupBy = "width";
    options.against = "accuracy";
    options.measure = Measure::LinearCka;
    const auto study = studyWidth(pointers, "fc", options, {});
    QCOMPARE(study->options.units, Index(4));
    QCOMPARE(study->points.size(), std::size_t(3));
    QCOMPARE(study->points[1].pairs, 1);
    QVERIFY(std::abs(study->points[1].against - 0.2) < 1e-12);
    QVERIFY(*study->correlation < -0.8);
    const auto ofTwo = studyWidth(std::span(pointers).first(4), "fc", options, {});
    QCOMPARE(ofTwo->points.size(), std::size_t(2));
    QVERIFY(!ofTwo->correlation); // it would be 1 or -1 whatever the networks are
    // The narrowest are taken whole.
    QVERIFY(std::abs(study->points[0].mean - (1 - directCka(values[0], values[1]))) < 1e-6);
    QCOMPARE(studyWidth(pointers, "fc", options, {})->points[2].mean, study->points[2].mean);
    options.seed = 1;
    QVERIFY(studyWidth(pointers, "fc", options, {})->points[2].mean != study->points[2].mean);
    options.units = 5;
    QVERIFY(messageOf<InputError>([&] {
                studyWidth(pointers, "fc", options, {});
            }).contains("4 units; 5"));
}

void TestNetworkGroup::referenceValuesOfSixNetworks_data()
{
    QTest::addColumn<QString>("layer");
    for (const char* layer : {"conv1", "conv2", "conv3", "conv4", "fc1", "fc2"})
        QTest::newRow(layer) << QString(layer);
}

/// Trained networks against values that numpy and scipy gave, where they stand beside the checkout.
void TestNetworkGroup::referenceValuesOfSixNetworks()
{
    QFETCH(QString, layer);
    std::ifstream file(kData / "reference/group.json");
    if (!file)
        QSKIP("There is no ../shared/data with reference values beside the checkout.");
    const nlohmann::json reference = nlohmann::json::parse(file);
    std::vector<Network> networks;
    std::vector<const Network*> pointers;
    for (const auto& name : reference["networks"])
        networks.push_back(describeFile(kData / "group" / name.get<std::string>()).front());
    for (const Network& network : networks)
        pointers.push_back(&network);
    const std::vector<std::pair<Measure, const char*>> measures{{Measure::MeanCca, "cca"},
                                                                {Measure::Svcca, "svcca"},
                                                                {Measure::Pwcca, "pwcca_row"},
                                                                {Measure::LinearCka, "cka"},
                                                                {Measure::Matching, "matching"}};
    std::vector<Measure> wanted;
    for (const auto& [measure, key] : measures)
        wanted.push_back(measure);
    GroupOptions options;
    options.comparison.samples.policy.positions = Positions::All;
    const auto group = compareGroup(pointers, {layer.toStdString()}, wanted, options, {});
    // fc1 has 200 samples for up to 226 independent units: 27 coefficients are 1 whatever the data,
    // and which directions carry them, and so their weights, is up to rounding.
    const double ofWeights = layer == "fc1" ? 5e-3 : 1e-5;
    for (const auto& [measure, key] : measures) {
        const double tolerance = measure == Measure::Pwcca ? ofWeights : 1e-5;
        const nlohmann::json& expected = reference["layers"][layer.toStdString()][key];
        for (Index i = 0; i < 6; ++i) {
            for (Index j = 0; j < 6; ++j) {
                const double value = *group->of(0, measure)->at(i, j);
                const double want = expected[std::size_t(i)][std::size_t(j)].get<double>();
                QVERIFY2(std::abs(value - want) < tolerance,
                         qPrintable(QString("%1 %2 %3: %4, expected %5")
                                        .arg(key)
                                        .arg(i)
                                        .arg(j)
                                        .arg(value, 0, 'g', 10)
                                        .arg(want, 0, 'g', 10)));
            }
        }
    }
}

QTEST_APPLESS_MAIN(TestNetworkGroup)
#include "tst_network_group.moc"
