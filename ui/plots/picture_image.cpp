#include "plots/picture_image.h"

#include <vtkImageData.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstdint>
#include <vector>

namespace counterpart::plots {

namespace {

/// Source pixels [first, last) of one target pixel, and the share of the outer ones.
struct Span
{
    int first = 0;
    int last = 0;
    double firstShare = 1;
    double lastShare = 1;

    double share(int i) const { return i == first ? firstShare : i == last - 1 ? lastShare : 1.0; }
};

std::vector<Span> spans(int source, int target)
{
    std::vector<Span> result(static_cast<std::size_t>(target));
    for (int i = 0; i < target; ++i) {
        auto& span = result[static_cast<std::size_t>(i)];
        if (target >= source) {
            span.first = static_cast<int>(std::int64_t{i} * source / target);
            span.last = span.first + 1;
            continue;
        }
        const double low = double(i) * source / target;
        const double high = double(i + 1) * source / target;
        span.first = static_cast<int>(low);
        span.last = std::min(source, static_cast<int>(std::ceil(high - 1e-9)));
        span.firstShare = span.first + 1 - low;
        span.lastShare = high - (span.last - 1);
    }
    return result;
}

std::array<std::uint8_t, 3> average(const core::Picture& picture, const Span& rows,
                                    const Span& columns)
{
    std::array<double, 3> sum{};
    double weight = 0;
    for (int row = rows.first; row < rows.last; ++row)
        for (int column = columns.first; column < columns.last; ++column) {
            const double share = rows.share(row) * columns.share(column);
            const auto pixel = 3 * (static_cast<std::size_t>(row) * picture.width + column);
            for (std::size_t c = 0; c < 3; ++c)
                sum[c] += share * picture.rgb[pixel + c];
            weight += share;
        }
    std::array<std::uint8_t, 3> result{};
    for (std::size_t c = 0; c < 3; ++c)
        result[c] = static_cast<std::uint8_t>(std::lround(sum[c] / weight));
    return result;
}

} // namespace

vtkSmartPointer<vtkImageData> makeImage(const core::Picture& picture, int width, int height)
{
    if (picture.isEmpty())
        return nullptr;
    assert(picture.rgb.size() == std::size_t{3} * picture.width * picture.height);
    const auto columns = spans(picture.width, width);
    const auto rows = spans(picture.height, height);
    auto image = vtkSmartPointer<vtkImageData>::New();
    image->SetDimensions(width, height, 1);
    image->AllocateScalars(VTK_UNSIGNED_CHAR, 3);
    auto* out = static_cast<std::uint8_t*>(image->GetScalarPointer());
    for (int y = height - 1; y >= 0; --y)
        for (int x = 0; x < width; ++x) {
            const auto pixel = average(picture, rows[static_cast<std::size_t>(y)],
                                       columns[static_cast<std::size_t>(x)]);
            out = std::copy(pixel.begin(), pixel.end(), out);
        }
    return image;
}

} // namespace counterpart::plots
