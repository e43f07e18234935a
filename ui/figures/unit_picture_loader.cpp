#include "ui/figures/unit_picture_loader.h"

#include "core/io/network_file.h"
#include "core/io/pictures.h"
#include "session/reference_order.h"

#include <algorithm>
#include <set>

namespace counterpart::ui {

UnitPictureLoader::UnitPictureLoader(const session::PairResult& result, core::Side side,
                                     const std::vector<core::UnitIndex>& units, int crops)
    : m_network(*result.networks[side]),
      m_layer(m_network.layer(result.pair[side].layer)),
      m_ref(result.pair[side]),
      m_side(side),
      m_reference(result.reference),
      m_positions(result.analysis->options.pass.policy.positions),
      m_profile(result.analysis->statistics.profile[side]),
      m_crops(crops)
{
    m_unitPictures = core::readUnitPictures(m_network, m_ref.layer);
    if (m_layer.unitNames)
        m_names = core::readStrings(m_network, *m_layer.unitNames);
    readInputs(units);
}

plots::UnitPictures UnitPictureLoader::load(core::UnitIndex unit) const
{
    plots::UnitPictures shown;
    if (!unit.isValid())
        return shown;
    const auto place = static_cast<std::size_t>(placeOf(unit).channel.value);
    shown.unit = {m_ref.net, m_ref.layer, unit};
    shown.name = std::to_string(unit.value);
    if (place < m_names.size())
        shown.name += " " + m_names[place];
    if (const auto counterpart =
            m_reference ? m_reference->counterpart(m_side, unit) : std::optional<core::UnitRef>())
        shown.note = "ref " + std::to_string(counterpart->unit.value);
    if (place < m_unitPictures.size())
        shown.filter = m_unitPictures[place];
    for (const core::TopSample& sample : topSamples(unit)) {
        const core::Picture& input = m_inputs.at(sample.input);
        const auto position = placeOf(unit, {sample.row, sample.column}).position;
        if (input.isEmpty())
            continue;
        if (!position)
            shown.crops.push_back(input);
        else
            shown.crops.push_back(
                core::cropReceptiveField(input, m_layer, position->row, position->column));
    }
    return shown;
}

core::UnitPlace UnitPictureLoader::placeOf(core::UnitIndex unit, core::MapPosition sampled) const
{
    return core::placeOf(m_layer, m_positions, unit, sampled);
}

std::span<const core::TopSample> UnitPictureLoader::topSamples(core::UnitIndex unit) const
{
    const auto& top = m_profile.units.at(static_cast<std::size_t>(unit.value)).top;
    return std::span(top).first(std::min(top.size(), static_cast<std::size_t>(m_crops)));
}

void UnitPictureLoader::readInputs(const std::vector<core::UnitIndex>& units)
{
    std::set<core::InputIndex> wanted;
    for (const core::UnitIndex unit : units) {
        if (!unit.isValid())
            continue;
        for (const core::TopSample& sample : topSamples(unit))
            wanted.insert(sample.input);
    }
    const std::vector<core::InputIndex> inputs(wanted.begin(), wanted.end());
    std::vector<core::Picture> pictures = core::readInputPictures(m_network, inputs);
    for (std::size_t i = 0; i < inputs.size(); ++i)
        m_inputs[inputs[i]] = i < pictures.size() ? std::move(pictures[i]) : core::Picture{};
}

} // namespace counterpart::ui
