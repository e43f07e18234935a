#include "core/base/error.h"
#include "core/similarity/checkpoints.h"
#include "core/similarity/network_attributes.h"
#include "core/similarity/training_runs.h"
#include "tests/support/thrown_message.h"

#include <QtTest>

#include <array>
#include <set>

using namespace counterpart::core;
using namespace counterpart::test;

namespace {

Network network(const std::string& model, std::map<std::string, Attribute> attributes)
{
    Network made;
    made.path = "/runs/" + model + ".h5";
    made.name = model;
    made.attributes = {attributes.begin(), attributes.end()};
    return made;
}

std::vector<const Network*> pointersTo(const std::vector<Network>& networks)
{
    std::vector<const Network*> pointers;
    for (const Network& one : networks)
        pointers.push_back(&one);
    return pointers;
}

CheckpointDoubts doubtsOf(const std::vector<Network>& networks)
{
    return checkpointDoubts(orderCheckpoints(pointersTo(networks)));
}

} // namespace

class TestCheckpoints : public QObject
{
    Q_OBJECT

private slots:
    void aCheckpointIsCalledByItsStep();
    void checkpointsOfOneRunAreNotDoubted();
    void otherSeedsAndMissingStepsAre();
    void otherModelsAre();
    void earlierCheckpointsOfARunAreNotTrained();
    void manyNumbersAreCutIntoRanges();
    void numbersOfOneNetworkEachAreCutToo();
};

void TestCheckpoints::aCheckpointIsCalledByItsStep()
{
    const std::vector<Network> dated{network("late", {{"epoch", 16.0}}),
                                     network("early", {{"epoch", 0.5}})};
    const Checkpoints ordered = orderCheckpoints(pointersTo(dated));
    QCOMPARE(ordered.textOf(0), std::string("epoch 0.5"));
    QCOMPARE(ordered.textOf(1), std::string("epoch 16"));
    const std::vector<Network> undated{network("net 10", {}), network("net 9", {})};
    QCOMPARE(orderCheckpoints(pointersTo(undated)).textOf(0), std::string("net 9"));
}

void TestCheckpoints::checkpointsOfOneRunAreNotDoubted()
{
    const CheckpointDoubts doubts =
        doubtsOf({network("net epoch 0", {{"seed", 3.0}, {"step", 0.0}}),
                  network("net epoch 12", {{"seed", 3.0}, {"step", 400.0}})});
    QVERIFY2(doubts.none(), (doubts.noSteps + doubts.otherRun).c_str());
}

void TestCheckpoints::otherSeedsAndMissingStepsAre()
{
    const CheckpointDoubts doubts = doubtsOf({network("net s0", {{"seed", 0.0}, {"step", 8.0}}),
                                              network("net s1", {{"seed", 1.0}, {"step", 8.0}})});
    QVERIFY(doubts.isOtherRun);
    QVERIFY(doubts.otherRun.find("net s0.h5 and net s1.h5") != std::string::npos);
    QVERIFY(doubts.otherRun.find("seed") != std::string::npos);
    QVERIFY(!doubts.noSteps.empty()); // both of step 8
}

void TestCheckpoints::earlierCheckpointsOfARunAreNotTrained()
{
    const std::vector<Network> networks{
        network("wide, step 90", {{"seed", 1.0}, {"step", 90.0}}),
        network("wide, step 7", {{"seed", 1.0}, {"step", 7.0}}),
        network("narrow, step 90", {{"seed", 1.0}, {"step", 90.0}}),
        network("plain 1", {{"seed", 1.0}, {"step", 10.0}}),
        network("plain 2", {{"seed", 2.0}, {"step", 20.0}}), // a run by its name alone
    };
    const auto pointers = pointersTo(networks);
    QCOMPARE(trainedPlaces(pointers), (std::vector<std::size_t>{0, 2, 3, 4}));
    const std::vector<TrainingRun> runs = trainingRuns(pointers);
    QCOMPARE(runs.size(), std::size_t{2});
    QCOMPARE(runs[0].name, std::string("wide, step"));
    QCOMPARE(runs[0].places, (std::vector<std::size_t>{0, 1}));
    QCOMPARE(runs[1].name, std::string("plain"));
    QVERIFY(trainedPlaces({}).empty());
}

void TestCheckpoints::otherModelsAre()
{
    const CheckpointDoubts doubts =
        doubtsOf({network("gen", {{"step", 1.0}}), network("mem", {{"step", 2.0}})});
    QVERIFY(!doubts.isOtherRun && doubts.noSteps.empty());
    QVERIFY(doubts.otherRun.find("gen and mem") != std::string::npos);
}

void TestCheckpoints::manyNumbersAreCutIntoRanges()
{
    std::vector<Network> networks;
    for (int i = 0; i < 18; ++i)
        networks.push_back(
            network("n" + std::to_string(i), {{"accuracy", 0.5 * i},
                                              {"kind", std::string(i % 2 == 0 ? "even" : "odd")},
                                              {"id", "net " + std::to_string(i)}}));
    const std::vector<std::string> labels = attributeGroups(pointersTo(networks), "accuracy");
    const std::set<std::string> ranges(labels.begin(), labels.end());
    QCOMPARE(ranges.size(), std::size_t{4});
    QCOMPARE(labels.front(), std::string("0 to 2"));
    QCOMPARE(labels.back(), std::string("7 to 8.5"));
    for (const std::string& range : ranges) {
        const auto count = std::ranges::count(labels, range);
        QVERIFY(count == 4 || count == 5);
    }
    QCOMPARE(attributeGroups(pointersTo(networks), "kind")[3], std::string("odd"));
    QVERIFY(messageOf<InputError>([&] {
                attributeGroups(pointersTo(networks), "id");
            }).contains("another text in each of the 18"));
}

/// Six accuracies of six networks say nothing of those that share one; two seeds of three do.
void TestCheckpoints::numbersOfOneNetworkEachAreCutToo()
{
    std::vector<Network> networks;
    for (int i = 0; i < 6; ++i)
        networks.push_back(network("n" + std::to_string(i),
                                   {{"accuracy", (5 + i) / 7.0}, {"seed", double(i % 2)}}));
    const std::vector<std::string> labels = attributeGroups(pointersTo(networks), "accuracy");
    QCOMPARE(labels, (std::vector<std::string>{"0.7143 to 0.8571", "0.7143 to 0.8571", "1 to 1.143",
                                               "1 to 1.143", "1.286 to 1.429", "1.286 to 1.429"}));
    QCOMPARE(attributeGroups(pointersTo(networks), "seed")[3], std::string("1"));
    QCOMPARE(groupingRemark(pointersTo(networks), "seed"), std::string());
    QCOMPARE(groupingRemark(pointersTo(networks), "accuracy"),
             std::string("accuracy: every network has another value, so that 3 ranges of it are "
                         "compared."));
    const std::array<double, 6> widths{1, 1, 2, 2, 3, 4}; // four of six share theirs
    for (std::size_t i = 0; i < widths.size(); ++i)
        networks[i].attributes["width"] = widths[i];
    QCOMPARE(attributeGroups(pointersTo(networks), "width"),
             (std::vector<std::string>{"1", "1", "2", "2", "3", "4"}));
    for (std::size_t i = 0; i < networks.size(); ++i)
        networks[i].attributes["seed"] = double(i);
    QCOMPARE(attributeGroups(pointersTo(networks), "seed"), // no quantity
             (std::vector<std::string>{"0", "1", "2", "3", "4", "5"}));
    QCOMPARE(groupingRemark(pointersTo(networks), "seed"),
             std::string("seed: every network has another value, so that it groups nothing."));
    networks.resize(3); // too few to be cut
    QCOMPARE(attributeGroups(pointersTo(networks), "accuracy"),
             (std::vector<std::string>{"0.7143", "0.8571", "1"}));
    QCOMPARE(groupingRemark(pointersTo(networks), "accuracy"),
             std::string("accuracy: every network has another value, so that it groups nothing."));
}

QTEST_APPLESS_MAIN(TestCheckpoints)
#include "tst_checkpoints.moc"
