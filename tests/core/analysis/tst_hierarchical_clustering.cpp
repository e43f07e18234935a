#include "core/analysis/hierarchical_clustering.h"

#include "core/base/error.h"
#include "tests/support/cluster_values.h"
#include "tests/support/random_activations.h"
#include "tests/support/thrown_message.h"

#include <QTest>

#include <cmath>
#include <limits>
#include <numeric>
#include <set>

using namespace counterpart;
using namespace counterpart::core;

namespace {

using Leaves = std::set<int>;

/// The leaves of every node.
std::vector<Leaves> leavesOf(const Dendrogram& tree)
{
    std::vector<Leaves> sets;
    for (int leaf = 0; leaf < tree.leaves; ++leaf)
        sets.push_back({leaf});
    for (const Merge& merge : tree.merges) {
        Leaves both = sets.at(static_cast<std::size_t>(merge.first));
        both.merge(Leaves(sets.at(static_cast<std::size_t>(merge.second))));
        sets.push_back(both);
    }
    return sets;
}

double meanBetween(const Matrix& similarity, const Leaves& one, const Leaves& two)
{
    double sum = 0;
    for (const int i : one) {
        for (const int j : two)
            sum += similarity(i, j);
    }
    return sum / static_cast<double>(one.size() * two.size());
}

/// Straight from the definition, O(n^4): the pair of clusters with the largest mean, again and
/// again.
std::vector<std::pair<Leaves, double>> naiveLinkage(const Matrix& similarity)
{
    std::vector<Leaves> clusters;
    for (int leaf = 0; leaf < similarity.rows(); ++leaf)
        clusters.push_back({leaf});
    std::vector<std::pair<Leaves, double>> merges;
    while (clusters.size() > 1) {
        double best = -std::numeric_limits<double>::infinity();
        std::pair<std::size_t, std::size_t> chosen;
        for (std::size_t j = 1; j < clusters.size(); ++j) {
            for (std::size_t i = 0; i < j; ++i) {
                const double mean = meanBetween(similarity, clusters[i], clusters[j]);
                if (mean > best) {
                    best = mean;
                    chosen = {i, j};
                }
            }
        }
        clusters[chosen.first].merge(Leaves(clusters[chosen.second]));
        clusters.erase(clusters.begin() + static_cast<std::ptrdiff_t>(chosen.second));
        merges.emplace_back(clusters[chosen.first], best);
    }
    return merges;
}

double neighbourSum(const Matrix& similarity, const std::vector<int>& order)
{
    double sum = 0;
    for (std::size_t place = 1; place < order.size(); ++place)
        sum += similarity(order[place - 1], order[place]);
    return sum;
}

/// Tries all ways to turn the merges.
double bestNeighbourSum(const Dendrogram& tree, const Matrix& similarity)
{
    double best = -std::numeric_limits<double>::infinity();
    for (unsigned turns = 0; turns < 1U << tree.merges.size(); ++turns) {
        std::vector<std::vector<int>> rows;
        for (int leaf = 0; leaf < tree.leaves; ++leaf)
            rows.push_back({leaf});
        for (std::size_t merge = 0; merge < tree.merges.size(); ++merge) {
            auto first = static_cast<std::size_t>(tree.merges[merge].first);
            auto second = static_cast<std::size_t>(tree.merges[merge].second);
            if ((turns >> merge & 1U) != 0)
                std::swap(first, second);
            std::vector<int> row = rows[first];
            row.insert(row.end(), rows[second].begin(), rows[second].end());
            rows.push_back(row);
        }
        best = std::max(best, neighbourSum(similarity, rows.back()));
    }
    return best;
}

/// Whether every node is a run of the order, and the order a permutation.
bool isOrderOf(const Dendrogram& tree)
{
    const std::vector<Leaves> sets = leavesOf(tree);
    const std::vector<LeafSpan> spans = spansOf(tree);
    for (std::size_t node = 0; node < sets.size(); ++node) {
        const auto begin = tree.order.begin();
        if (Leaves(begin + spans[node].begin, begin + spans[node].end) != sets[node])
            return false;
    }
    return static_cast<int>(tree.order.size()) == tree.leaves;
}

Matrix symmetric(Matrix values)
{
    values.triangularView<Eigen::StrictlyLower>() = values.transpose();
    return values;
}

} // namespace

class HierarchicalClusteringTest : public QObject
{
    Q_OBJECT

private slots:
    void agreesWithTheDefinition_data();
    void agreesWithTheDefinition();
    void tiedHeightsAreMeans_data();
    void tiedHeightsAreMeans();
    void agreesWithScipy();
    void leafOrderIsTheBestOfAll();
    void treeOrderPutsTheLowestLeafFirst();
    void cutsMakeTheClustersOfTheirHeight();
    void linkMatrixHoldsTheWeights();
    void negativeSimilaritiesJoinLast();
    void fewLeaves();
    void otherMatricesAreRefused();
    void stopsWhenAsked();
};

void HierarchicalClusteringTest::agreesWithTheDefinition_data()
{
    QTest::addColumn<int>("size");
    for (const int size : {4, 5, 17, 64, 65, 140})
        QTest::newRow(qPrintable(QString::number(size))) << size;
}

void HierarchicalClusteringTest::agreesWithTheDefinition()
{
    QFETCH(const int, size);
    const Matrix similarity = symmetric(test::uniformMatrix(size, size, 11));
    const Dendrogram tree = averageLinkage(similarity, {}, {});
    const auto expected = naiveLinkage(similarity);
    const std::vector<Leaves> sets = leavesOf(tree);
    QCOMPARE(tree.merges.size(), expected.size());
    for (std::size_t merge = 0; merge < expected.size(); ++merge) {
        QCOMPARE(sets[static_cast<std::size_t>(size) + merge], expected[merge].first);
        QCOMPARE(tree.merges[merge].size, static_cast<int>(expected[merge].first.size()));
        QVERIFY(std::abs(tree.merges[merge].height - expected[merge].second) < 1e-13);
    }
    QVERIFY(isOrderOf(tree));
}

void HierarchicalClusteringTest::tiedHeightsAreMeans_data()
{
    QTest::addColumn<int>("values");
    QTest::newRow("all equal") << 1;
    QTest::newRow("two values") << 2;
    QTest::newRow("seven values") << 7;
}

/// Thirds and sevenths, so that means of equal values differ by rounding.
void HierarchicalClusteringTest::tiedHeightsAreMeans()
{
    QFETCH(const int, values);
    for (unsigned seed = 0; seed < 20; ++seed) {
        const Matrix similarity = symmetric(
            (test::uniformMatrix(90, 90, seed, 0, values).array().floor() + 1) / (3.0 * values));
        const Dendrogram tree = averageLinkage(similarity, {}, {});
        const std::vector<Leaves> sets = leavesOf(tree);
        QCOMPARE(tree.merges.size(), std::size_t{89});
        for (std::size_t place = 0; place < tree.merges.size(); ++place) {
            const Merge& merge = tree.merges[place];
            QVERIFY(merge.first < merge.second);
            const double mean = meanBetween(similarity, sets[static_cast<std::size_t>(merge.first)],
                                            sets[static_cast<std::size_t>(merge.second)]);
            QVERIFY(std::abs(merge.height - mean) < 1e-13);
            if (place > 0)
                QVERIFY(merge.height <= tree.merges[place - 1].height);
        }
        const Dendrogram again = averageLinkage(similarity, {}, {});
        QCOMPARE(again.order, tree.order);
    }
}

void HierarchicalClusteringTest::agreesWithScipy()
{
    for (const auto& stored : test::storedClusterValues()["linkages"]) {
        const Matrix similarity = test::storedSimilarity(stored["seed"], stored["size"]);
        const Dendrogram tree = averageLinkage(similarity, {}, {});
        QCOMPARE(tree.merges.size(), stored["heights"].size());
        for (std::size_t merge = 0; merge < tree.merges.size(); ++merge) {
            QVERIFY(std::abs(tree.merges[merge].height - stored["heights"][merge].get<double>()) <
                    1e-12);
            QCOMPARE(tree.merges[merge].size, stored["sizes"][merge].get<int>());
        }
        const double neighbours = neighbourSum(similarity, tree.order);
        // Not always the best order: scipy 1.10 loses to an exhaustive search from 10 leaves on.
        QVERIFY(isOrderOf(tree));
        QVERIFY(neighbours > stored["neighbours"].get<double>() - 1e-9);
        const std::vector<int> cut = stored["cut"];
        const int clusters = *std::ranges::max_element(cut);
        QVERIFY(test::areSameGroups(labelsOf(tree, cutAtCount(tree, clusters)), cut));
    }
}

void HierarchicalClusteringTest::leafOrderIsTheBestOfAll()
{
    for (unsigned seed = 0; seed < 12; ++seed) {
        const int size = 2 + static_cast<int>(seed);
        const Matrix similarity = symmetric(test::uniformMatrix(size, size, seed));
        const Dendrogram tree = averageLinkage(similarity, {}, {});
        QVERIFY(tree.isOptimallyOrdered);
        QVERIFY(isOrderOf(tree));
        QVERIFY(std::abs(neighbourSum(similarity, tree.order) -
                         bestNeighbourSum(tree, similarity)) < 1e-12);
    }
}

void HierarchicalClusteringTest::treeOrderPutsTheLowestLeafFirst()
{
    Matrix similarity = Matrix::Identity(5, 5);
    similarity(3, 4) = 0.9;
    similarity(0, 2) = 0.8;
    similarity(1, 3) = similarity(1, 4) = 0.7;
    const Dendrogram tree = averageLinkage(symmetric(similarity), {.optimallyOrdered = 4}, {});
    QVERIFY(!tree.isOptimallyOrdered);
    QCOMPARE(tree.order, (std::vector<int>{0, 2, 1, 3, 4}));
    QVERIFY(isOrderOf(tree));
    QCOMPARE(parentsOf(tree), (std::vector<int>{6, 7, 6, 5, 5, 7, 8, 8, -1}));
}

void HierarchicalClusteringTest::cutsMakeTheClustersOfTheirHeight()
{
    const Matrix similarity = symmetric(test::uniformMatrix(40, 40, 5));
    const Dendrogram tree = averageLinkage(similarity, {}, {});
    for (const double height : {2.0, 0.7, 0.3, 0.1, 0.0, -2.0}) {
        const std::vector<int> clusters = cutAtHeight(tree, height);
        const auto merged = std::ranges::count_if(
            tree.merges, [&](const Merge& merge) { return merge.height >= height; });
        QCOMPARE(static_cast<std::ptrdiff_t>(clusters.size()), 40 - merged);
        const std::vector<int> labels = labelsOf(tree, clusters);
        // A merge's leaves share a label exactly if it is high enough.
        const std::vector<Leaves> sets = leavesOf(tree);
        for (std::size_t merge = 0; merge < tree.merges.size(); ++merge) {
            std::set<int> found;
            for (const int leaf : sets[40 + merge])
                found.insert(labels[static_cast<std::size_t>(leaf)]);
            QCOMPARE(found.size() == 1, tree.merges[merge].height >= height);
        }
    }
    QCOMPARE(cutAtCount(tree, 40).size(), std::size_t{40});
    QCOMPARE(cutAtCount(tree, 1), std::vector<int>{78});
    QCOMPARE(cutAtCount(tree, 7).size(), std::size_t{7});
}

void HierarchicalClusteringTest::linkMatrixHoldsTheWeights()
{
    const Matrix weights = test::uniformMatrix(2, 3, 1);
    const Matrix links = linkMatrix(weights);
    QCOMPARE(links.rows(), Index{5});
    for (Index i = 0; i < 5; ++i) {
        for (Index j = 0; j < 5; ++j) {
            double expected = i == j ? 1 : 0;
            if (i < 2 && j >= 2)
                expected = weights(i, j - 2);
            if (i >= 2 && j < 2)
                expected = weights(j, i - 2);
            QCOMPARE(links(i, j), expected);
        }
    }
}

/// Two planted pairs across the networks, and the rest that repels each other.
void HierarchicalClusteringTest::negativeSimilaritiesJoinLast()
{
    Matrix weights = Matrix::Constant(3, 3, -0.2);
    weights(0, 2) = 0.9;
    weights(2, 1) = 0.5;
    const Dendrogram tree = averageLinkage(linkMatrix(weights), {}, {});
    QCOMPARE(tree.merges.size(), std::size_t{5});
    QCOMPARE(tree.merges[0].first, 0);
    QCOMPARE(tree.merges[0].second, 5);
    QCOMPARE(tree.merges[0].height, 0.9);
    QCOMPARE(tree.merges[1].first, 2);
    QCOMPARE(tree.merges[1].second, 4);
    QCOMPARE(tree.merges[1].height, 0.5);
    // Of the rest the means are 0 at most once, then below it.
    QVERIFY(tree.merges[2].height < 0);
}

void HierarchicalClusteringTest::fewLeaves()
{
    QVERIFY(averageLinkage(Matrix(0, 0), {}, {}).order.empty());
    const Dendrogram one = averageLinkage(Matrix::Ones(1, 1), {}, {});
    QCOMPARE(one.order, std::vector<int>{0});
    QVERIFY(one.merges.empty());
    QCOMPARE(cutAtCount(one, 1), std::vector<int>{0});
    const Dendrogram two = averageLinkage(Matrix::Constant(2, 2, -0.5), {}, {});
    QCOMPARE(two.merges.size(), std::size_t{1});
    QCOMPARE(two.merges.front().height, -0.5);
}

void HierarchicalClusteringTest::otherMatricesAreRefused()
{
    const auto refuse = [](const Matrix& matrix) {
        return test::messageOf<InputError>([&] { averageLinkage(matrix, {}, {}); });
    };
    QVERIFY(refuse(Matrix::Ones(2, 3)).contains("2 x 3"));
    Matrix values = Matrix::Ones(4, 4);
    values(1, 3) = 0.5;
    QVERIFY(refuse(values).contains("row 1, column 3"));
    values(3, 1) = 0.5;
    QVERIFY(refuse(values).isEmpty());
    values(2, 0) = values(0, 2) = std::numeric_limits<double>::quiet_NaN();
    QVERIFY(refuse(values).contains("finite"));
}

void HierarchicalClusteringTest::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    QVERIFY_EXCEPTION_THROWN(
        averageLinkage(Matrix::Ones(300, 300), {}, Progress(stop.get_token(), {})), Cancelled);
}

QTEST_APPLESS_MAIN(HierarchicalClusteringTest)
#include "tst_hierarchical_clustering.moc"
