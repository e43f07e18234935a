#include "ui/figures/pair_titles.h"

namespace counterpart::ui {

std::string PairTitles::full(core::Side side) const
{
    return network[side] + " · " + layer[side];
}

std::string PairTitles::layers() const
{
    return layer.a == layer.b ? layer.a : layer.a + " ~ " + layer.b;
}

PairTitles pairTitles(const session::PairResult& result)
{
    PairTitles titles;
    for (const core::Side side : {core::Side::A, core::Side::B}) {
        titles.network[side] = result.networks[side]->name;
        titles.layer[side] = result.networks[side]->layer(result.pair[side].layer).name;
    }
    return titles;
}

} // namespace counterpart::ui
