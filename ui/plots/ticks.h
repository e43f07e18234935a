#pragma once

#include <string>
#include <vector>

namespace counterpart::plots {

/// Places on an axis and what is written there.
struct Ticks
{
    std::vector<double> positions;
    std::vector<std::string> labels;
};

/// Whether numbers from `low` to `high` differ by more than rounding, so that a scale can run over
/// them.
bool isRange(double low, double high);

/// None where low..high is no range. Multiples of 1, 2 or 5 times a power of ten (4, where 5 would
/// leave one only) within [low, high]: as many as there may be, `maxCount` (>= 3). All labels with
/// the same number of decimals. No closer than `leastStep`, as 1 where only whole numbers have a
/// meaning; then there may be one tick or none.
Ticks niceTicks(double low, double high, int maxCount, double leastStep = 0);

/// Whole numbers of ranks 1..count: the first, even steps (that end at the last if possible).
Ticks rankTicks(int count, int maxCount);

/// Counts 0 and powers of ten up to `highest` at log10(1 + count), no closer than `gap` (in those
/// units).
Ticks logCountTicks(double highest, double gap);

/// Powers of ten within [low, high], which are their exponents, every one or every few of them;
/// with 2 and 5 between them where that leaves fewer than three.
Ticks powerTicks(double low, double high, int maxCount);

/// The value with this many decimals, with a true minus sign.
std::string fixed(double value, int decimals);

} // namespace counterpart::plots
