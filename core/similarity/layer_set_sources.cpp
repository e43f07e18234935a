#include "core/similarity/layer_set_sources.h"

#include "core/base/error.h"
#include "core/base/random.h"
#include "core/io/input_identity.h"
#include "core/io/network_file.h"
#include "core/io/reordered_source.h"
#include "core/io/resized_source.h"

#include <algorithm>
#include <map>
#include <sstream>

namespace counterpart::core {

namespace {

/// In which order the inputs of a network are read; empty: as stored.
using Order = std::vector<InputIndex>;

std::vector<InputIndex> shuffledOrder(Index inputs, std::uint64_t seed)
{
    Order order;
    for (Index input = 0; input < inputs; ++input)
        order.push_back(InputIndex{static_cast<int>(input)});
    std::mt19937_64 random(seed);
    randomShuffle(random, order);
    return order;
}

/// A seed that another one and a text make (FNV-1a), the same on every machine.
std::uint64_t mixed(std::uint64_t seed, const std::string& text)
{
    std::uint64_t hash = 14695981039346656037ULL ^ seed;
    for (const char letter : text)
        hash = (hash ^ static_cast<unsigned char>(letter)) * 1099511628211ULL;
    return hash;
}

/// How every network's inputs are brought into the order of the first one's.
class InputOrders
{
public:
    InputOrders(const Network& reference, const LayerSetOptions& options)
        : m_reference(reference),
          m_options(options)
    {
    }

    const Order& of(const Network& network)
    {
        const auto [place, isNew] = m_orders.try_emplace(&network);
        if (isNew && &network != &m_reference)
            place->second = find(network);
        return place->second;
    }
    std::vector<std::string> takeWarnings() { return std::move(m_warnings); }

private:
    Order find(const Network& network)
    {
        const InputIdentity identity = compareInputs(m_reference, network);
        using Kind = InputIdentity::Kind;
        if (identity.kind == Kind::Different)
            throw InputError(identity.message);
        if (identity.kind == Kind::Reordered && m_options.inputOrder == InputOrder::AsStored)
            throw InputError(identity.message, Remedy::ReorderInputs);
        if (identity.kind == Kind::Assumed)
            m_warnings.push_back(identity.message);
        if (m_options.shuffleSeed)
            return shuffledOrder(network.inputs.count, seedOf(network));
        if (identity.kind != Kind::Reordered)
            return {};
        m_warnings.push_back("The inputs stand in another order in " +
                             network.path.filename().string() + " than in " +
                             m_reference.path.filename().string() +
                             " and were paired by their "
                             "ids.");
        return inputOrder(m_reference, network);
    }

    /// From the names and not from the place, so that a pair has the same null in any pass.
    std::uint64_t seedOf(const Network& network)
    {
        const std::string names = network.path.filename().string() + '\0' + network.name;
        const int others = m_named[names]++;
        return mixed(mixed(*m_options.shuffleSeed, names), std::to_string(others));
    }

    const Network& m_reference;
    const LayerSetOptions& m_options;
    std::map<std::string, int> m_named; ///< how many networks were called so
    std::map<const Network*, Order> m_orders;
    std::vector<std::string> m_warnings;
};

void requireEqualMaps(std::span<const LayerPick> picks, const LayerSetOptions& options)
{
    if (options.policy.positions != Positions::All)
        return;
    const Layer& first = picks.front().description();
    for (const LayerPick& pick : picks) {
        const Layer& layer = pick.description();
        const bool isAlike = layer.rows() == first.rows() && layer.columns() == first.columns();
        if (isAlike)
            continue;
        throw InputError(nameOf(picks.front()) + " has maps of " + mapText(first) +
                         " positions and " + nameOf(pick) + " of " + mapText(layer) +
                         ", which cannot be paired position by position; choose positions "
                         "mean, max, centre or resize.");
    }
}

struct MapSize
{
    Index rows = 1;
    Index columns = 1;
};

MapSize smallestMap(std::span<const LayerPick> picks)
{
    MapSize size{picks.front().description().rows(), picks.front().description().columns()};
    for (const LayerPick& pick : picks)
        size = {std::min(size.rows, pick.description().rows()),
                std::min(size.columns, pick.description().columns())};
    return size;
}

void requireUnits(const LayerPick& pick, const ActivationSource& source)
{
    for (const Index unit : pick.units) {
        if (unit < 0 || unit >= source.units())
            throw InputError(nameOf(pick) + " has " + std::to_string(source.units()) +
                             " units; unit " + std::to_string(unit) + " was asked for.");
    }
}

void requireComparable(std::span<const LayerPick> picks, const StackedSource& stack)
{
    std::ostringstream text;
    for (std::size_t place = 0; place < stack.size(); ++place) {
        if (stack.source(place).inputs() == stack.inputs())
            continue;
        text << nameOf(picks.front()) << " holds " << stack.inputs() << " inputs, but "
             << nameOf(picks[place]) << " holds " << stack.source(place).inputs()
             << "; all layers must have seen the same inputs.";
        throw InputError(text.str());
    }
    if (stack.samples() >= 2)
        return;
    text << nameOf(picks.front()) << " holds " << stack.samples()
         << (stack.samples() == 1 ? " sample" : " samples") << "; a comparison needs at least 2.";
    throw InputError(text.str());
}

} // namespace

LayerSetSources openLayerSet(std::span<const LayerPick> picks, const LayerSetOptions& options,
                             const Progress& progress)
{
    const Positions positions = options.policy.positions;
    requireEqualMaps(picks, options);
    const bool isResized = positions == Positions::Resize;
    const MapSize smallest = isResized ? smallestMap(picks) : MapSize{};
    InputOrders orders(*picks.front().network, options);
    std::vector<std::unique_ptr<ActivationSource>> sources;
    for (const LayerPick& pick : picks) {
        progress.checkpoint();
        const Order& order = orders.of(*pick.network);
        auto source = openActivations(*pick.network, pick.layer, positions);
        requireUnits(pick, *source);
        if (isResized)
            source = resizedMaps(std::move(source), smallest.rows, smallest.columns);
        if (!pick.units.empty())
            source = withUnits(std::move(source), pick.units);
        if (!order.empty())
            source = reordered(std::move(source), order, progress, kReorderBytes);
        sources.push_back(std::move(source));
    }
    LayerSetSources result{
        std::make_unique<StackedSource>(std::move(sources)), {}, orders.takeWarnings()};
    for (const LayerPick& pick : picks) {
        result.names.push_back(nameOf(pick));
        result.units.push_back(pick.units);
    }
    requireComparable(picks, *result.stack);
    return result;
}

} // namespace counterpart::core
