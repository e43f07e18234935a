#include "core/analysis/map_frequencies.h"

#include <unsupported/Eigen/FFT>

#include <algorithm>
#include <optional>

namespace counterpart::core {

namespace {

using Complex = std::complex<double>;

/// -count/2 <= frequency < count/2.
Index lowest(Index count)
{
    return -(count / 2);
}

/// The opposite frequency among `count` common ones; none if it is not. In maps that have no more
/// than these the lowest one of an even count is its own opposite.
std::optional<Index> opposite(Index frequency, Index count, bool areAll)
{
    if (-frequency < lowest(count) + count)
        return -frequency;
    return areAll ? std::optional(frequency) : std::nullopt;
}

/// One value is its own transform, which Eigen's FFT does not take.
void transform(Eigen::FFT<double>& fft, const Complex* from, Complex* to, Index count)
{
    if (count == 1)
        *to = *from;
    else
        fft.fwd(to, from, count);
}

Index place(Index frequency, Index size)
{
    return frequency < 0 ? frequency + size : frequency;
}

} // namespace

std::vector<MapFrequency> commonFrequencies(const MapSize& a, const MapSize& b)
{
    const MapSize common{std::min(a.rows, b.rows), std::min(a.columns, b.columns)};
    std::vector<MapFrequency> frequencies;
    for (Index row = lowest(common.rows); row < lowest(common.rows) + common.rows; ++row) {
        for (Index column = lowest(common.columns);
             column < lowest(common.columns) + common.columns; ++column) {
            const auto otherRow = opposite(row, common.rows, a.rows == b.rows);
            const auto otherColumn = opposite(column, common.columns, a.columns == b.columns);
            const bool hasOther = otherRow && otherColumn;
            const bool isItself = hasOther && *otherRow == row && *otherColumn == column;
            if (hasOther && std::pair(*otherRow, *otherColumn) < std::pair(row, column))
                continue; // listed as the other's opposite
            frequencies.push_back({row, column, hasOther && !isItself});
        }
    }
    return frequencies;
}

ComplexMatrix fourierCoefficients(const Eigen::Ref<const Eigen::MatrixXf>& maps,
                                  const MapSize& size, const std::vector<MapFrequency>& frequencies)
{
    Eigen::FFT<double> fft; // keeps its plans
    ComplexMatrix result(maps.cols(), static_cast<Index>(frequencies.size()));
    ComplexMatrix alongRows(size.rows, size.columns);
    ComplexMatrix transformed(size.rows, size.columns);
    std::vector<Complex> line(static_cast<std::size_t>(size.columns));
    std::vector<Complex> lineOut(line.size());
    for (Index input = 0; input < maps.cols(); ++input) {
        for (Index row = 0; row < size.rows; ++row) {
            for (Index column = 0; column < size.columns; ++column)
                line[static_cast<std::size_t>(column)] =
                    static_cast<double>(maps(row * size.columns + column, input));
            transform(fft, line.data(), lineOut.data(), size.columns);
            alongRows.row(row) =
                Eigen::Map<const Eigen::RowVectorXcd>(lineOut.data(), size.columns);
        }
        for (Index column = 0; column < size.columns; ++column)
            transform(fft, alongRows.col(column).data(), transformed.col(column).data(), size.rows);
        for (std::size_t i = 0; i < frequencies.size(); ++i)
            result(input, static_cast<Index>(i)) = transformed(
                place(frequencies[i].row, size.rows), place(frequencies[i].column, size.columns));
    }
    return result;
}

} // namespace counterpart::core
