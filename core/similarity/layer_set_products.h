#pragma once

#include "core/analysis/sample_block.h"
#include "core/base/progress.h"
#include "core/similarity/layer_pick.h"
#include "core/similarity/sample_norms.h"

#include <optional>
#include <span>
#include <vector>

namespace counterpart::core {

/// Accumulates the products of several layers that stand side by side in a block, in double:
///
///     within(i) += X_i'X_i,   between(k) += X_first(k)' X_second(k)
///
/// of values shifted by the first block's mean, in tiles that several threads share. Pairs of one
/// layer with layers that stand one after another are multiplied as one.
class LayerSetProducts
{
public:
    /// Layer i has the columns [firstColumns[i], firstColumns[i + 1]).
    LayerSetProducts(std::vector<Index> firstColumns, std::span<const PlacePair> pairs,
                     bool countsNorms);
    LayerSetProducts(const LayerSetProducts&) = delete;
    LayerSetProducts& operator=(const LayerSetProducts&) = delete;

    /// The first non-empty block fixes the shift.
    void startBlock(const SampleBlock& block);
    /// Takes a column over, shifted. Several threads may take different ones.
    void centre(const SampleBlock& block, Index column);
    void multiply(const SampleBlock& block, const Progress& progress);

    Index samples() const { return m_samples; }
    /// Moves the products from the shift to the mean; call it once, after the last block.
    void finish(const Progress& progress);
    Vector mean(std::size_t layer) const;
    /// After finish(), where norms were to be counted: LayerSetMoments::normProducts and
    /// LayerMoments::normSquares, from the finished products.
    std::vector<double> normProducts(std::span<const Matrix> between) const;
    double normSquares(std::size_t layer, const Matrix& within) const;
    std::vector<Matrix> takeWithin() { return std::move(m_within); }
    /// Takes no more memory than the last block took.
    std::vector<Matrix> takeBetween();

private:
    struct Tile
    {
        Matrix* target;
        Index targetRow, targetColumn;
        Index row, rows; ///< columns of the block that make the tile's rows
        Index column, columns;
        bool isOnDiagonal;
    };

    /// Pairs [firstPair, endPair) of one first layer with neighbouring second layers; their
    /// products stand beside each other.
    struct Run
    {
        std::size_t firstPair, endPair;
        Matrix products;
    };

    Index firstColumn(int layer) const { return m_firstColumns[static_cast<std::size_t>(layer)]; }
    Index units(int layer) const { return firstColumn(layer + 1) - firstColumn(layer); }
    void makeRuns();
    bool continuesRun(std::size_t pair) const;
    void addSquareTiles(int layer);
    void addTiles(Run& run);
    void multiplyTile(const Tile& tile, Index rows);

    std::vector<Index> m_firstColumns;
    std::vector<PlacePair> m_pairs;
    std::vector<Matrix> m_within;
    std::vector<Run> m_between;
    std::vector<Tile> m_tiles;
    std::vector<Index> m_tileOrder; ///< largest first
    Vector m_shift;
    Vector m_sums;    ///< of the shifted values
    Matrix m_shifted; ///< the block in double
    std::optional<SampleNorms> m_norms;
    bool m_hasShift = false;
    Index m_samples = 0;
};

} // namespace counterpart::core
