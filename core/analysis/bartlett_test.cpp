#include "core/analysis/bartlett_test.h"

#include <unsupported/Eigen/SpecialFunctions>

#include <cmath>
#include <limits>

namespace counterpart::core {

namespace {

/// The chance of a chi-square of so many degrees of freedom above `value`.
double chiSquareTail(double value, double freedom)
{
    return std::isinf(value) ? 0.0 : Eigen::numext::igammac(freedom / 2, value / 2);
}

} // namespace

BartlettTest bartlettTest(const Cca& cca, double level)
{
    const Vector squares = cca.coefficients.cwiseAbs2();
    const Index count = squares.size();
    const double a = static_cast<double>(cca.layer.a.rank());
    const double b = static_cast<double>(cca.layer.b.rank());
    const double n = static_cast<double>(cca.samples);

    // ln prod over i > k (1 - rho_i²), from the last k to the first.
    Vector logarithms = Vector::Zero(count + 1);
    for (Index k = count - 1; k >= 0; --k)
        logarithms[k] = logarithms[k + 1] + std::log1p(-squares[k]);

    BartlettTest test;
    double inverseSquares = 0;
    for (Index k = 0; k < count; ++k) {
        const double order = static_cast<double>(k);
        const double factor = n - order - (a + b + 1) / 2 + inverseSquares;
        // Too few samples for the test to say anything: nothing is significant by it.
        const double p =
            factor > 0 ? chiSquareTail(-factor * logarithms[k], (a - order) * (b - order)) : 1.0;
        test.pValues.push_back(p);
        if (p > level)
            break;
        inverseSquares += 1 / squares[k];
        ++test.significant;
    }
    return test;
}

} // namespace counterpart::core
