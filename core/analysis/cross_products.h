#pragma once

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
/// A block is taken in three steps: startBlock(), centre() for each column (columns may be shared
/// out among threads), multiply().
class CrossProducts
{
public:
    CrossProducts(Index unitsA, Index unitsB, Precision precision);

    /// The first non-empty block fixes the shift.
    void startBlock(const SampleBlock& block, const Progress& progress);
    /// Subtracts the shift from column `column` of the block: in place (Single) or into a copy.
    void centre(SampleBlock& block, Index column);
    /// Adds the products of the centred block. Stops between two tiles, some milliseconds each.
    void multiply(const SampleBlock& block, const Progress& progress);

    /// What a value of a block takes in memory: two blocks of float, one of them being read, and in
    /// Double the converted copy.
    Index bytesOfAValue() const;
    Index samples() const { return m_samples; }
    /// The moments of all blocks; leaves this object empty.
    Moments takeMoments(const Progress& progress);

private:
    struct Tile
    {
        double* target; ///< in one of the matrices of m_moments
        Index stride;
        Index row, rows; ///< columns of the block that make the tile's rows
        Index column, columns;
        bool isOnDiagonal;
    };

    void addTiles(Matrix& target, Index firstRow, Index firstColumn, bool isSymmetric);
    void multiplySingle(const Tile& tile, const SampleBlock& block) const;
    void multiplyDouble(const Tile& tile, Index rows) const;
    void centreMatrix(Matrix& matrix, Index firstRow, Index firstColumn, bool isSymmetric,
                      const Progress& progress) const;

    Moments m_moments;
    std::vector<Tile> m_tiles;
    bool m_hasShift = false;
    Vector m_shift;
    Vector m_sums; ///< of the shifted values
    Index m_samples = 0;
    Matrix m_doubles; ///< the centred block in double
};

} // namespace counterpart::core
