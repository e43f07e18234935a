#include "core/io/pictures.h"

#include "core/base/error.h"
#include "core/io/array_file.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace counterpart::core {

namespace {

constexpr std::uint8_t kMidGrey = 128;
constexpr int kRgb = 3;

/// Where the pixels of a stack of pictures are: (N,H,W), (N,H,W,channels) or (N,channels,H,W).
struct StackLayout
{
    int height = 0, width = 0, channels = 1;
    Index rowStride = 0, columnStride = 0, channelStride = 0;

    Index elements() const { return Index{height} * width * channels; }
};

StackLayout stackLayout(const std::vector<Index>& shape, const std::string& where)
{
    const auto isColour = [](Index extent) { return extent == 1 || extent == 3 || extent == 4; };
    const auto extent = [&](std::size_t axis) { return static_cast<int>(shape[axis]); };
    if (shape.size() == 3)
        return {extent(1), extent(2), 1, shape[2], 1, 0};
    if (shape.size() == 4 && isColour(shape[3]))
        return {extent(1), extent(2), extent(3), shape[2] * shape[3], shape[3], 1};
    if (shape.size() == 4 && isColour(shape[1]))
        return {extent(2), extent(3), extent(1), shape[3], 1, shape[2] * shape[3]};
    throw InputError(where + " has the shape " + shapeText(shape) +
                     "; pictures (N,H,W), (N,H,W,3) or (N,3,H,W) were expected.");
}

std::uint8_t toByte(float value)
{
    return std::isnan(value)
               ? kMidGrey
               : static_cast<std::uint8_t>(std::clamp(std::round(value), 0.0F, 255.0F));
}

/// How stored values become bytes: value * factor + offset.
struct ByteScale
{
    float factor = 1;
    float offset = 0;
};

/// Grey is repeated, and alpha is dropped.
Picture makePicture(const std::vector<float>& pixels, const StackLayout& layout, ByteScale scale)
{
    Picture picture{layout.width, layout.height, {}};
    picture.rgb.reserve(static_cast<std::size_t>(layout.elements()) / layout.channels * kRgb);
    for (int y = 0; y < layout.height; ++y) {
        for (int x = 0; x < layout.width; ++x) {
            for (int colour = 0; colour < kRgb; ++colour) {
                const int channel = layout.channels < kRgb ? 0 : colour;
                const auto place =
                    static_cast<std::size_t>(y * layout.rowStride + x * layout.columnStride +
                                             channel * layout.channelStride);
                picture.rgb.push_back(toByte(pixels[place] * scale.factor + scale.offset));
            }
        }
    }
    return picture;
}

/// Bytes are taken as they are. Other numbers may be 0..1, 0..255 or normalised: the range of the
/// first pictures tells.
ByteScale scaleOf(TensorReader& reader)
{
    if (reader.type() == ElementType::UInt8)
        return {};
    constexpr Index kLooked = 16;
    float low = 0, high = 0;
    std::vector<float> pixels;
    for (Index i = 0; i < std::min(kLooked, reader.extent()); ++i) {
        packAsFloats(reader, reader.read(i, 1), 1, pixels);
        for (const float value : pixels) {
            if (std::isfinite(value)) {
                low = std::min(low, value);
                high = std::max(high, value);
            }
        }
    }
    if (low < 0)
        return {255 / (high - low), -low * 255 / (high - low)};
    return {high <= 1 ? 255.0F : 1.0F, 0};
}

/// Pictures of a stack at the given places, read in rising order.
std::vector<Picture> readStack(const Network& network, const std::string& dataset,
                               std::span<const Index> places)
{
    const auto reader = openTensor(network.path, dataset, 0);
    const std::string where = network.path.string() + ": " + dataset;
    const StackLayout layout = stackLayout(reader->shape(), where);
    const ByteScale scale = scaleOf(*reader);

    std::vector<std::size_t> rising(places.size());
    std::iota(rising.begin(), rising.end(), std::size_t{0});
    std::ranges::sort(rising, {}, [&](std::size_t i) { return places[i]; });
    std::vector<Picture> pictures(places.size());
    std::vector<float> pixels;
    for (const std::size_t i : rising) {
        if (places[i] < 0 || places[i] >= reader->extent()) {
            throw InputError(where + " holds " + std::to_string(reader->extent()) +
                             " pictures; number " + std::to_string(places[i]) + " was asked for.");
        }
        packAsFloats(*reader, reader->read(places[i], 1), 1, pixels);
        pictures[i] = makePicture(pixels, layout, scale);
    }
    return pictures;
}

/// One filter, [channels x height x width], its largest weight at the end of the range of grey.
Picture filterPicture(const std::vector<float>& weights, int channels, int height, int width)
{
    const Index pixels = Index{height} * width;
    const bool colour = channels == kRgb;
    std::vector<float> shown(static_cast<std::size_t>(pixels) * (colour ? kRgb : 1), 0.0F);
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (colour)
            shown[i] = weights[i];
        else
            shown[i % static_cast<std::size_t>(pixels)] +=
                weights[i] / static_cast<float>(channels);
    }
    float largest = 0;
    for (const float weight : shown)
        largest = std::isfinite(weight) ? std::max(largest, std::abs(weight)) : largest;
    const float factor = largest > 0 ? 127.0F / largest : 0.0F;
    const StackLayout layout{height, width, colour ? kRgb : 1, width, 1, pixels};
    return makePicture(shown, layout, {factor, kMidGrey});
}

std::vector<Picture> readFilters(const Network& network, const std::string& dataset)
{
    const auto reader = openTensor(network.path, dataset, 0);
    const std::vector<Index>& shape = reader->shape();
    if (shape.size() != 4) // the weights of a fully connected layer make no picture
        return {};
    std::vector<Picture> pictures;
    std::vector<float> weights;
    for (Index unit = 0; unit < shape[0]; ++unit) {
        packAsFloats(*reader, reader->read(unit, 1), 1, weights);
        pictures.push_back(filterPicture(weights, static_cast<int>(shape[1]),
                                         static_cast<int>(shape[2]), static_cast<int>(shape[3])));
    }
    return pictures;
}

} // namespace

std::vector<Picture> readInputPictures(const Network& network, std::span<const InputIndex> inputs)
{
    if (!network.inputs.images)
        return std::vector<Picture>(inputs.size());
    std::vector<Index> places;
    for (const InputIndex input : inputs)
        places.push_back(input.value);
    return readStack(network, *network.inputs.images, places);
}

std::vector<Picture> readUnitPictures(const Network& network, LayerIndex layer)
{
    const Layer& shown = network.layer(layer);
    if (shown.unitImages) {
        std::vector<Index> places(static_cast<std::size_t>(shown.units()));
        std::iota(places.begin(), places.end(), Index{0});
        return readStack(network, *shown.unitImages, places);
    }
    return shown.weights ? readFilters(network, *shown.weights) : std::vector<Picture>{};
}

Picture cropReceptiveField(const Picture& picture, const Layer& layer, int row, int column)
{
    constexpr double kLargestField = 4096;
    if (picture.isEmpty() || !layer.receptiveField || layer.receptiveField->size > kLargestField)
        return picture;
    const ReceptiveField& field = *layer.receptiveField;
    const int side = std::max(static_cast<int>(std::lround(field.size)), 1);
    const int top = static_cast<int>(std::lround(field.offset + field.stride * row));
    const int left = static_cast<int>(std::lround(field.offset + field.stride * column));
    Picture crop{side, side,
                 std::vector<std::uint8_t>(static_cast<std::size_t>(side) * side * kRgb, kMidGrey)};
    const int begin = std::max(left, 0);
    const int end = std::min(left + side, picture.width);
    for (int y = std::max(top, 0); y < std::min(top + side, picture.height) && begin < end; ++y) {
        const auto source =
            picture.rgb.begin() + (std::ptrdiff_t{y} * picture.width + begin) * kRgb;
        std::copy_n(source, (end - begin) * kRgb,
                    crop.rgb.begin() + (std::ptrdiff_t{y - top} * side + begin - left) * kRgb);
    }
    return crop;
}

} // namespace counterpart::core
