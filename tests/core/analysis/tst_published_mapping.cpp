/// Weights and hierarchical clustering of the mapping that Li et al. published for the first layer
/// (Convergent Learning, fig. 7; the authors' net0_net1_L1_-2.6_conv1). The file is not shipped:
/// the test skips without it. Weights and counts are what scipy.cluster.hierarchy.linkage finds in
/// this file; in the authors' stitching.pkl, another state of that training, the same five pairs
/// come first with .4888 .4801 .4728 .4525 .4489, and 77 pairs in all.
#include "core/analysis/hierarchical_clustering.h"
#include "core/analysis/mapping_order.h"

#include <QTest>
#include <hdf5.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <filesystem>

using namespace counterpart::core;

namespace {

const std::filesystem::path kFile =
    COUNTERPART_SOURCE_DIR "/../shared/data/published/li2016_l1_mappings.h5";
constexpr const char* kWeights = "/net0_net1_L1_-2.6_conv1/weights";
constexpr Index kUnits = 96;

/// Stored row by row as [target of B x predictor of A], which column by column is A x B.
Matrix publishedWeights()
{
    Matrix weights = Matrix::Zero(kUnits, kUnits);
    const hid_t file = H5Fopen(kFile.c_str(), H5F_ACC_RDONLY, H5P_DEFAULT);
    const hid_t dataset = H5Dopen2(file, kWeights, H5P_DEFAULT);
    H5Dread(dataset, H5T_NATIVE_DOUBLE, H5S_ALL, H5S_ALL, H5P_DEFAULT, weights.data());
    H5Dclose(dataset);
    H5Fclose(file);
    return weights;
}

} // namespace

class PublishedMappingTest : public QObject
{
    Q_OBJECT

private slots:
    void weightsOfTheFirstLayer();
    void mergesOfTheFirstLayer();
};

/// About 4.7 significant weights a unit, as the paper says (methods.md 1.5: a threshold of 1e-3);
/// and units beside their predictors as scipy.optimize.linear_sum_assignment places them.
void PublishedMappingTest::weightsOfTheFirstLayer()
{
    if (!std::filesystem::exists(kFile))
        QSKIP("The published mappings are not there.");
    const Matrix weights = publishedWeights();
    const auto significant = [&](double threshold) {
        return static_cast<double>((weights.array().abs() > threshold).count()) / kUnits;
    };
    QCOMPARE(significant(1e-3), 4.6875);
    QCOMPARE(significant(0.05), 2.9375);

    constexpr double kSum = 22.415403878511484;
    const MappingOrder beside = orderBesidePredictors(weights.sparseView(), {});
    double sum = 0;
    for (std::size_t place = 0; place < beside.targets.size(); ++place)
        sum += std::abs(weights(beside.predictors[place].value, beside.targets[place].value));
    QVERIFY(std::abs(sum - kSum) < 1e-9);

    const SparseWeights strong = (weights.array().abs() > 0.05).select(weights, 0).sparseView();
    const MappingOrder drawn = orderForFewCrossings(strong, {});
    const std::int64_t asNumbered =
        countCrossings(strong, {originalOrder(kUnits), originalOrder(kUnits)});
    QVERIFY2(countCrossings(strong, drawn) * 2 < asNumbered,
             std::to_string(countCrossings(strong, drawn)).c_str());
}

void PublishedMappingTest::mergesOfTheFirstLayer()
{
    if (!std::filesystem::exists(kFile))
        QSKIP("The published mappings are not there.");
    const Dendrogram tree = averageLinkage(linkMatrix(publishedWeights()), {}, {});
    QCOMPARE(tree.merges.size(), std::size_t{191});
    QVERIFY(std::ranges::is_sorted(tree.merges, std::ranges::greater{}, &Merge::height));

    struct Expected
    {
        int unitA;
        int unitB;
        double weight;
    };
    constexpr std::array<Expected, 5> kFirst{{{31, 31, .476719},
                                              {83, 10, .471178},
                                              {13, 27, .460628},
                                              {52, 70, .440336},
                                              {27, 95, .439373}}};
    for (std::size_t merge = 0; merge < kFirst.size(); ++merge) {
        QCOMPARE(tree.merges[merge].first, kFirst[merge].unitA);
        QCOMPARE(tree.merges[merge].second - int{kUnits}, kFirst[merge].unitB);
        QVERIFY(std::abs(tree.merges[merge].height - kFirst[merge].weight) < 1e-6);
    }
    int pairs = 0;
    for (const Merge& merge : tree.merges) {
        if (merge.size != 2)
            continue;
        ++pairs;
        QVERIFY(merge.first < kUnits && merge.second >= kUnits);
    }
    QCOMPARE(pairs, 76);
}

QTEST_APPLESS_MAIN(PublishedMappingTest)
#include "tst_published_mapping.moc"
