#include "core/io/study_records.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace counterpart::core {

namespace {

constexpr std::array kSides{Side::A, Side::B};

std::string named(const std::string& group, const char* name, Side side)
{
    return group + '/' + name + (side == Side::A ? "_a" : "_b");
}

template <class T, class Values>
void writeNumbers(RecordWriter& writer, const std::string& dataset, const Values& values)
{
    const std::vector<T> numbers(values.begin(), values.end());
    writer.write(dataset, {static_cast<Index>(numbers.size())}, std::span<const T>(numbers));
}

/// One number of every unit.
template <class T, class Get>
void writeEach(RecordWriter& writer, const std::string& dataset,
               const std::vector<UnitProfile>& units, Get get)
{
    std::vector<T> values;
    values.reserve(units.size());
    for (const UnitProfile& unit : units)
        values.push_back(static_cast<T>(get(unit)));
    writeNumbers<T>(writer, dataset, values);
}

/// A number of every top sample of every unit, [units x most]; 0 where a unit has fewer.
template <class T, class Get>
void writeTop(RecordWriter& writer, const std::string& dataset,
              const std::vector<UnitProfile>& units, std::size_t most, Get get)
{
    std::vector<T> values(units.size() * most);
    for (std::size_t u = 0; u < units.size(); ++u) {
        for (std::size_t i = 0; i < units[u].top.size(); ++i)
            values[u * most + i] = static_cast<T>(get(units[u].top[i]));
    }
    writer.write(dataset, {static_cast<Index>(units.size()), static_cast<Index>(most)},
                 std::span<const T>(values));
}

template <class T>
void requireFinite(const RecordReader& reader, const std::string& dataset,
                   const std::vector<T>& values)
{
    if (!std::ranges::all_of(values, [](T value) { return std::isfinite(value); }))
        reader.refuse(dataset, "holds values that are not finite; expected finite numbers.");
}

/// Whole numbers from `low` to `high`.
std::vector<std::int32_t> readWhole(const RecordReader& reader, const std::string& dataset,
                                    const Extents& extents, Index low, Index high)
{
    auto values = reader.numbers<std::int32_t>(dataset, extents);
    for (const std::int32_t value : values) {
        if (value < low || value > high)
            reader.refuse(dataset, "holds " + std::to_string(value) + "; expected " +
                                       std::to_string(low) + " to " + std::to_string(high) + '.');
    }
    return values;
}

void readHistograms(const RecordReader& reader, const std::string& group, LayerProfile& profile)
{
    const auto units = static_cast<Index>(profile.units.size());
    const Vector low = reader.vector(group + "/histogram_low", units);
    const Vector high = reader.vector(group + "/histogram_high", units);
    Extents extents{units, kAnyExtent};
    const auto counts = reader.numbers<std::int64_t>(group + "/histogram", extents);
    const auto bins = static_cast<std::size_t>(extents[1]);
    for (std::size_t u = 0; u < profile.units.size(); ++u) {
        const auto first = counts.begin() + static_cast<std::ptrdiff_t>(u * bins);
        profile.units[u].histogram = {low[static_cast<Index>(u)],
                                      high[static_cast<Index>(u)],
                                      {first, first + static_cast<std::ptrdiff_t>(bins)}};
    }
}

void readTop(const RecordReader& reader, const std::string& group, LayerProfile& profile,
             Index inputs)
{
    constexpr Index kLargestMap = Index{1} << 24;
    const auto units = static_cast<Index>(profile.units.size());
    Extents extents{units, kAnyExtent};
    const auto values = reader.numbers<float>(group + "/top_value", extents);
    const auto most = static_cast<std::size_t>(extents[1]);
    const auto counts = readWhole(reader, group + "/top_count", {units}, 0, extents[1]);
    const auto input = readWhole(reader, group + "/top_input", extents, 0, inputs - 1);
    const auto row = readWhole(reader, group + "/top_row", extents, 0, kLargestMap);
    const auto column = readWhole(reader, group + "/top_column", extents, 0, kLargestMap);
    for (std::size_t u = 0; u < profile.units.size(); ++u) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(counts[u]); ++i) {
            const std::size_t at = u * most + i;
            profile.units[u].top.push_back({{input[at]}, row[at], column[at], values[at]});
        }
    }
}

std::string summaryOf(const std::string& group)
{
    return group + "/summary";
}

/// Absent numbers are NaN in the file, where they are no result.
double orNan(const std::optional<double>& value)
{
    return value.value_or(std::nan(""));
}

std::optional<double> orNone(double value)
{
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

} // namespace

void writeMoments(RecordWriter& writer, const std::string& group, const Moments& moments)
{
    for (const Side side : kSides) {
        writer.write(named(group, "mean", side), moments.mean[side]);
        writer.write(named(group, "cross", side), moments.cross[side]);
    }
    writer.write(group + "/cross_between", moments.crossBetween);
    writeNumbers<std::int64_t>(writer, group + "/samples", std::array{moments.samples});
    writer.write(group + "/precision",
                 std::string(moments.precision == Precision::Double ? "double" : "single"));
}

Moments readMoments(const RecordReader& reader, const std::string& group,
                    const SidePair<Index>& units)
{
    Moments moments;
    for (const Side side : kSides) {
        moments.mean[side] = reader.vector(named(group, "mean", side), units[side]);
        moments.cross[side] = reader.matrix(named(group, "cross", side), units[side], units[side]);
        if ((moments.cross[side].diagonal().array() < 0).any())
            reader.refuse(named(group, "cross", side), "has a negative diagonal.");
    }
    moments.crossBetween = reader.matrix(group + "/cross_between", units.a, units.b);
    moments.samples = reader.numbers<std::int64_t>(group + "/samples", Extents{1}).front();
    if (moments.samples < 0)
        reader.refuse(group + "/samples", "is negative.");
    const std::string precision = reader.text(group + "/precision");
    if (precision != "single" && precision != "double")
        reader.refuse(group + "/precision", "is \"" + precision + "\"; expected single or double.");
    moments.precision = precision == "double" ? Precision::Double : Precision::Single;
    return moments;
}

void writeProfile(RecordWriter& writer, const std::string& group, const LayerProfile& profile)
{
    const std::vector<UnitProfile>& units = profile.units;
    std::size_t most = 0;
    std::size_t bins = 0;
    for (const UnitProfile& unit : units) {
        most = std::max(most, unit.top.size());
        bins = std::max(bins, unit.histogram.counts.size());
    }
    writeEach<float>(writer, group + "/minimum", units, [](const auto& u) { return u.minimum; });
    writeEach<float>(writer, group + "/maximum", units, [](const auto& u) { return u.maximum; });
    writeEach<double>(writer, group + "/histogram_low", units,
                      [](const auto& u) { return u.histogram.low; });
    writeEach<double>(writer, group + "/histogram_high", units,
                      [](const auto& u) { return u.histogram.high; });
    std::vector<std::int64_t> counts(units.size() * bins);
    for (std::size_t u = 0; u < units.size(); ++u)
        std::ranges::copy(units[u].histogram.counts,
                          counts.begin() + static_cast<std::ptrdiff_t>(u * bins));
    writer.write(group + "/histogram", {static_cast<Index>(units.size()), static_cast<Index>(bins)},
                 std::span<const std::int64_t>(counts));
    writeEach<std::int32_t>(writer, group + "/top_count", units,
                            [](const auto& u) { return u.top.size(); });
    writeTop<float>(writer, group + "/top_value", units, most, [](auto& t) { return t.value; });
    writeTop<std::int32_t>(writer, group + "/top_input", units, most,
                           [](const auto& t) { return t.input.value; });
    writeTop<std::int32_t>(writer, group + "/top_row", units, most, [](auto& t) { return t.row; });
    writeTop<std::int32_t>(writer, group + "/top_column", units, most,
                           [](const auto& t) { return t.column; });
    writeUnits(writer, group + "/dead", profile.dead);
}

LayerProfile readProfile(const RecordReader& reader, const std::string& group, Index units,
                         Index inputs)
{
    LayerProfile profile;
    profile.units.resize(static_cast<std::size_t>(units));
    const auto minimum = reader.numbers<float>(group + "/minimum", Extents{units});
    const auto maximum = reader.numbers<float>(group + "/maximum", Extents{units});
    requireFinite(reader, group + "/minimum", minimum);
    requireFinite(reader, group + "/maximum", maximum);
    for (std::size_t u = 0; u < profile.units.size(); ++u) {
        profile.units[u].minimum = minimum[u];
        profile.units[u].maximum = maximum[u];
    }
    readHistograms(reader, group, profile);
    readTop(reader, group, profile, inputs);
    profile.dead = readUnits(reader, group + "/dead", units);
    return profile;
}

void writeMatching(RecordWriter& writer, const std::string& group, const Matching& matching)
{
    for (const Side side : kSides) {
        const std::vector<UnitMatch>& units = matching.units[side];
        std::vector<std::int32_t> semi, partner, mutual;
        std::vector<double> values;
        for (const UnitMatch& unit : units) {
            semi.push_back(unit.semi.value);
            partner.push_back(unit.partner.value);
            mutual.push_back(unit.isMutualBest ? 1 : 0);
            values.insert(values.end(), {unit.semiValue, unit.gap, unit.partnerValue});
        }
        writeNumbers<std::int32_t>(writer, named(group, "semi", side), semi);
        writeNumbers<std::int32_t>(writer, named(group, "matching", side), partner);
        writeNumbers<std::int32_t>(writer, named(group, "mutual_best", side), mutual);
        writer.write(named(group, "values", side), {static_cast<Index>(units.size()), 3},
                     std::span<const double>(values));
    }
    const std::array summary{orNan(matching.semiMean), orNan(matching.matchingMean),
                             orNan(matching.overlap), matching.total};
    writeNumbers<double>(writer, summaryOf(group), summary);
}

Matching readMatching(const RecordReader& reader, const std::string& group,
                      const SidePair<Index>& units)
{
    Matching matching;
    for (const Side side : kSides) {
        const Index count = units[side];
        const Index last = units[other(side)] - 1;
        const auto semi = readWhole(reader, named(group, "semi", side), {count}, -1, last);
        const auto partner = readWhole(reader, named(group, "matching", side), {count}, -1, last);
        const auto mutual = readWhole(reader, named(group, "mutual_best", side), {count}, 0, 1);
        const auto values = reader.numbers<double>(named(group, "values", side), Extents{count, 3});
        requireFinite(reader, named(group, "values", side), values);
        for (std::size_t u = 0; u < static_cast<std::size_t>(count); ++u)
            matching.units[side].push_back({{semi[u]},
                                            values[3 * u],
                                            values[3 * u + 1],
                                            {partner[u]},
                                            values[3 * u + 2],
                                            mutual[u] == 1});
    }
    const auto summary = reader.numbers<double>(summaryOf(group), Extents{4});
    matching.semiMean = orNone(summary[0]);
    matching.matchingMean = orNone(summary[1]);
    matching.overlap = orNone(summary[2]);
    matching.total = orNone(summary[3]).value_or(0);
    return matching;
}

void writeUnits(RecordWriter& writer, const std::string& dataset,
                const std::vector<UnitIndex>& units)
{
    std::vector<std::int32_t> numbers;
    for (const UnitIndex unit : units)
        numbers.push_back(unit.value);
    writeNumbers<std::int32_t>(writer, dataset, numbers);
}

std::vector<UnitIndex> readUnits(const RecordReader& reader, const std::string& dataset,
                                 Index count)
{
    std::vector<UnitIndex> units;
    for (const std::int32_t unit : readWhole(reader, dataset, {kAnyExtent}, 0, count - 1)) {
        if (!units.empty() && unit <= units.back().value)
            reader.refuse(dataset, "holds units that do not rise.");
        units.push_back({unit});
    }
    return units;
}

void writePairMatrices(RecordWriter& writer, const std::string& group, const PairMatrices& values)
{
    for (const Side side : kSides) {
        if (values.within[side].size() > 0)
            writer.write(named(group, "within", side), values.within[side]);
    }
    writer.write(group + "/between", values.between);
}

PairMatrices readPairMatrices(const RecordReader& reader, const std::string& group,
                              const SidePair<Index>& units)
{
    PairMatrices values;
    for (const Side side : kSides) {
        const std::string dataset = named(group, "within", side);
        if (reader.has(dataset))
            values.within[side] = reader.matrix(dataset, units[side], units[side]);
    }
    values.between = reader.matrix(group + "/between", units.a, units.b);
    return values;
}

} // namespace counterpart::core
