#include "ui/figures/measure_names.h"

#include <cmath>

namespace counterpart::ui {

using session::Measure;

namespace {
constexpr double kMostBins = 21; // of 5 %, and one of the zeros
}

std::string measureSymbol(Measure measure)
{
    switch (measure) {
    case Measure::AbsoluteCorrelation:
        return "|r|";
    case Measure::Information:
        return "MI";
    case Measure::Correlation:
        break;
    }
    return "r";
}

std::string measureName(Measure measure)
{
    switch (measure) {
    case Measure::AbsoluteCorrelation:
        return "|correlation|";
    case Measure::Information:
        return "mutual information";
    case Measure::Correlation:
        break;
    }
    return "correlation";
}

std::string measureTitle(Measure measure)
{
    return measureName(measure) + (measure == Measure::Information ? " (nats)" : "");
}

double highestOf(Measure measure)
{
    return measure == Measure::Information ? std::ceil(std::log(kMostBins) * 100) / 100 : 1;
}

} // namespace counterpart::ui
