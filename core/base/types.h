#pragma once

#include <Eigen/Core>

#include <compare>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

namespace counterpart::core {

/// Counts of samples, units and positions.
using Index = Eigen::Index;

/// A block of activations, [samples x units], column-major.
using ActivationBlock = Eigen::MatrixXf;
/// Cross-products, correlations and everything computed from them.
using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// An index that does not mix with the indices of other things. -1 stands for none.
template <class Tag>
struct StrongIndex
{
    int value = -1;

    constexpr bool isValid() const { return value >= 0; }
    constexpr auto operator<=>(const StrongIndex&) const = default;
};

/// Place of a network in the data set.
using NetId = StrongIndex<struct NetTag>;
/// Place of a layer in its network, in depth order.
using LayerIndex = StrongIndex<struct LayerTag>;
/// A neuron of a fully connected layer, a channel of a convolutional one.
using UnitIndex = StrongIndex<struct UnitTag>;
/// A probe input (a picture, a sequence), counted from 0 in file order.
using InputIndex = StrongIndex<struct InputTag>;

struct LayerRef
{
    NetId net;
    LayerIndex layer;

    auto operator<=>(const LayerRef&) const = default;
};

struct UnitRef
{
    NetId net;
    LayerIndex layer;
    UnitIndex unit;

    LayerRef layerRef() const { return {net, layer}; }
    auto operator<=>(const UnitRef&) const = default;
};

/// Which of the two compared networks something belongs to.
enum class Side { A, B };

constexpr Side other(Side side)
{
    return side == Side::A ? Side::B : Side::A;
}

/// One value for each of the two compared networks.
template <class T>
struct SidePair
{
    T a{};
    T b{};

    T& operator[](Side side) { return side == Side::A ? a : b; }
    const T& operator[](Side side) const { return side == Side::A ? a : b; }
    bool operator==(const SidePair&) const = default;
};

/// For every unit of one side its partner on the other, or none.
using Partners = std::vector<UnitIndex>;

} // namespace counterpart::core

template <class Tag>
struct std::hash<counterpart::core::StrongIndex<Tag>>
{
    std::size_t operator()(counterpart::core::StrongIndex<Tag> index) const noexcept
    {
        return std::hash<int>{}(index.value);
    }
};

template <>
struct std::hash<counterpart::core::UnitRef>
{
    std::size_t operator()(const counterpart::core::UnitRef& ref) const noexcept
    {
        const auto key =
            (static_cast<std::uint64_t>(static_cast<std::uint32_t>(ref.net.value)) << 48) ^
            (static_cast<std::uint64_t>(static_cast<std::uint32_t>(ref.layer.value)) << 32) ^
            static_cast<std::uint32_t>(ref.unit.value);
        return std::hash<std::uint64_t>{}(key);
    }
};
