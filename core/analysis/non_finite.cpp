#include "core/analysis/non_finite.h"

#include "core/analysis/column_kernels.h"

#include <cmath>
#include <sstream>

namespace counterpart::core {

void NonFiniteCount::add(const NonFiniteCount& other)
{
    values += other.values;
    if (other.first && (!first || *other.first < *first))
        first = other.first;
}

NonFiniteCount countNonFinite(std::span<const float> values, std::span<const Index> samples,
                              Side side, Index unit)
{
    NonFiniteCount count;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isfinite(values[i]))
            continue;
        if (!count.first)
            count.first = NonFinitePlace{samples[i], side, unit};
        ++count.values;
    }
    return count;
}

Index dropNonFiniteRows(SampleBlock& block)
{
    const auto rows = static_cast<std::size_t>(block.rows());
    std::vector<bool> isBad(rows, false);
    bool isAnyBad = false;
    for (Index column = 0; column < block.values.cols() && rows > 0; ++column) {
        const std::span<const float> values(block.values.col(column).data(), rows);
        if (rangeOf(values).isFinite)
            continue;
        isAnyBad = true;
        for (std::size_t row = 0; row < rows; ++row)
            isBad[row] = isBad[row] || !std::isfinite(values[row]);
    }
    if (!isAnyBad)
        return 0;

    std::vector<Index> kept;
    for (std::size_t row = 0; row < rows; ++row) {
        if (!isBad[row])
            kept.push_back(static_cast<Index>(row));
    }
    for (Index column = 0; column < block.values.cols(); ++column) {
        float* values = block.values.col(column).data();
        for (std::size_t i = 0; i < kept.size(); ++i)
            values[i] = values[kept[i]];
    }
    for (std::size_t i = 0; i < kept.size(); ++i)
        block.samples[i] = block.samples[static_cast<std::size_t>(kept[i])];
    block.samples.resize(kept.size());
    return static_cast<Index>(rows - kept.size());
}

std::string nonFiniteMessage(const NonFiniteCount& found, const SourceNames& names,
                             const ActivationSource& a, const ActivationSource& b)
{
    const NonFinitePlace& first = found.first.value();
    const ActivationSource& source = first.side == Side::A ? a : b;
    const Index positions = source.positions();
    const InputIndex input{static_cast<int>(first.sample / positions)};
    std::ostringstream text;
    text << names[first.side] << " holds a NaN or an infinity at input "
         << source.storedInput(input).value;
    if (positions > 1) {
        const Index position = first.sample % positions;
        text << ", row " << position / source.columns() << ", column "
             << position % source.columns();
    }
    text << ", unit " << first.unit << "; in both layers together " << found.values
         << (found.values == 1 ? " value is" : " values are")
         << " not finite. Correct the file, or drop the samples that hold such values.";
    return text.str();
}

} // namespace counterpart::core
