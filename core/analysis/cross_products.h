#pragma once

#include "core/analysis/fold_dealer.h"
#include "core/analysis/moments.h"
#include "core/analysis/sample_block.h"
#include "core/base/progress.h"

#include <span>
#include <vector>

namespace counterpart::core {

/// Accumulates the moments of a layer pair block by block: the symmetric rank-k update
///
///     S += Z'Z,   Z = [A | B] - shift,
///
/// whose upper triangle is worked off in tiles by several threads. The shift is fixed by the first
/// block: the value that recurs there, else the mean. Single: a tile's product of one block is made
/// in float and added up in double. Double: blocks are converted, and everything is double.
///
/// With several folds of the samples each has products of its own, of the same shift.
///
/// A block is taken in three steps: startBlock(), centre() for each column (columns may be shared
/// out among threads), multiply().
class CrossProducts
{
public:
    CrossProducts(Index unitsA, Index unitsB, Precision precision, FoldDealer dealer = {});

    /// The first non-empty block fixes the shift. Deals the samples of the block to the folds.
    void startBlock(const SampleBlock& block, const Progress& progress);
    /// Subtracts the shift from column `column` of the block: in place (Single) or into a copy.
    /// With several folds it sorts the column by fold as well.
    void centre(SampleBlock& block, Index column);
    /// Adds the products of the centred block. Stops between two tiles, some milliseconds each.
    void multiply(const SampleBlock& block, const Progress& progress);

    /// What a value of a block takes in memory: two blocks of float, one of them being read, and in
    /// Double the converted copy.
    Index bytesOfAValue() const;
    Index samples() const { return m_samples; }
    /// The moments of each fold, of which there is at least one; leaves this object empty.
    std::vector<Moments> takeFolds(const Progress& progress);

private:
    /// Which matrix of the moments.
    enum class Part { WithinA, WithinB, Between };
    struct Tile
    {
        Part part;
        Index targetRow, targetColumn;
        Index row, rows; ///< columns of the block that make the tile's rows
        Index column, columns;
        bool isOnDiagonal;
    };
    struct Rows
    {
        Index first, count;
    };

    static Matrix& matrix(Moments& moments, Part part);
    void addTiles(Part part, Index firstRow, Index firstColumn);
    Rows rowsOf(std::size_t fold) const;
    void multiplySingle(const Tile& tile, std::size_t fold, const SampleBlock& block);
    void multiplyDouble(const Tile& tile, std::size_t fold);
    void centreMatrix(std::size_t fold, Part part, Index firstRow, Index firstColumn,
                      const Progress& progress);

    FoldDealer m_dealer;
    FoldRows m_rows; ///< of the block in work
    std::vector<Moments> m_folds;
    std::vector<Tile> m_tiles;
    bool m_hasShift = false;
    Vector m_shift;
    Matrix m_sums; ///< of the shifted values, [units x folds]
    Index m_samples = 0;
    Matrix m_doubles; ///< the centred block in double
};

} // namespace counterpart::core
