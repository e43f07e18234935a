#include "plots/series_colours.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>

using namespace counterpart::plots;

namespace {

using Lab = std::array<double, 3>;

/// CIE 1976 L*a*b* of an sRGB colour under D65.
Lab labOf(const Colour& colour)
{
    const auto linear = [](double value) {
        const double c = value / 255;
        return c <= 0.04045 ? c / 12.92 : std::pow((c + 0.055) / 1.055, 2.4);
    };
    const double r = linear(colour.r);
    const double g = linear(colour.g);
    const double b = linear(colour.b);
    const auto f = [](double t) {
        return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116;
    };
    const double x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const double y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(const Colour& one, const Colour& two)
{
    const Lab a = labOf(one);
    const Lab b = labOf(two);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

} // namespace

class TestSeriesColours : public QObject
{
    Q_OBJECT

private slots:
    /// A just noticeable difference is about 2; marks of a few pixels need far more.
    void coloursAreToldApart()
    {
        constexpr double kFirstRound = 20;
        constexpr double kBothRounds = 10;
        constexpr double kBackground = 25;
        for (const PlotTheme* theme : {&lightTheme(), &darkTheme()}) {
            for (std::size_t i = 0; i < kDifferentColours; ++i) {
                const Colour one = seriesColour(*theme, i);
                QVERIFY(distance(one, theme->background) > kBackground);
                for (std::size_t j = 0; j < i; ++j) {
                    const double apart = distance(one, seriesColour(*theme, j));
                    QVERIFY2(apart > (i < kSeriesColours ? kFirstRound : kBothRounds),
                             qPrintable(QStringLiteral("%1 and %2: %3").arg(i).arg(j).arg(apart)));
                }
            }
            QCOMPARE(distance(seriesColour(*theme, 1), theme->networkB), 0.0);
            QCOMPARE(distance(seriesColour(*theme, kDifferentColours), theme->networkA), 0.0);
        }
    }
};

QTEST_APPLESS_MAIN(TestSeriesColours)
#include "tst_series_colours.moc"
