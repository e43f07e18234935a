#include "plots/colour_map.h"

#include <QTest>

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

using namespace counterpart::plots;

Q_DECLARE_METATYPE(counterpart::plots::Colour)
Q_DECLARE_METATYPE(counterpart::plots::ColourMap)

namespace {

/// CIELAB under D65.
struct Lab
{
    double l = 0;
    double a = 0;
    double b = 0;
};

Lab toLab(Colour colour)
{
    const auto linear = [](int byte) {
        const double c = byte / 255.0;
        return c > 0.04045 ? std::pow((c + 0.055) / 1.055, 2.4) : c / 12.92;
    };
    const auto f = [](double t) { return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16.0 / 116; };
    const double r = linear(colour.r);
    const double g = linear(colour.g);
    const double b = linear(colour.b);
    const double x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
    const double y = f(0.2126729 * r + 0.7151522 * g + 0.0721750 * b);
    const double z = f((0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883);
    return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

double distance(Colour one, Colour two)
{
    const Lab p = toLab(one);
    const Lab q = toLab(two);
    return std::hypot(p.l - q.l, p.a - q.a, p.b - q.b);
}

} // namespace

class TestColourMap : public QObject
{
    Q_OBJECT

private slots:
    void hasPublishedColours_data();
    void hasPublishedColours();
    void sequentialMapsGrowLighter();
    void divergingMapHasItsMiddleInTheMiddle();
    void deadColourIsInNoMap();
    void marksAreDistinct();
    void textIsLegible();
};

/// Values of matplotlib 3.6, rounded to 8 bits.
void TestColourMap::hasPublishedColours_data()
{
    QTest::addColumn<ColourMap>("map");
    QTest::addColumn<int>("index");
    QTest::addColumn<Colour>("expected");
    const auto row = [](const char* name, ColourMap map, int index, std::uint8_t r, std::uint8_t g,
                        std::uint8_t b) {
        QTest::addRow("%s %d", name, index) << map << index << Colour{r, g, b};
    };
    row("gray", ColourMap::Gray, 0, 0, 0, 0);
    row("gray", ColourMap::Gray, 100, 100, 100, 100);
    row("gray", ColourMap::Gray, 255, 255, 255, 255);
    row("viridis", ColourMap::Viridis, 0, 68, 1, 84);
    row("viridis", ColourMap::Viridis, 64, 59, 82, 139);
    row("viridis", ColourMap::Viridis, 128, 33, 145, 140);
    row("viridis", ColourMap::Viridis, 192, 94, 201, 98);
    row("viridis", ColourMap::Viridis, 255, 253, 231, 37);
    row("cividis", ColourMap::Cividis, 0, 0, 34, 78);
    row("cividis", ColourMap::Cividis, 128, 125, 124, 120);
    row("cividis", ColourMap::Cividis, 255, 254, 232, 56);
    row("blue-red", ColourMap::BlueRed, 0, 5, 48, 97);
    row("blue-red", ColourMap::BlueRed, 26, 34, 103, 172);
    row("blue-red", ColourMap::BlueRed, 102, 209, 229, 240);
    row("blue-red", ColourMap::BlueRed, 204, 214, 96, 77);
    row("blue-red", ColourMap::BlueRed, 255, 103, 0, 31);
}

void TestColourMap::hasPublishedColours()
{
    QFETCH(ColourMap, map);
    QFETCH(int, index);
    QFETCH(Colour, expected);
    const Colour found = colours(map)[static_cast<std::size_t>(index)];
    QVERIFY(std::abs(found.r - expected.r) <= 1);
    QVERIFY(std::abs(found.g - expected.g) <= 1);
    QVERIFY(std::abs(found.b - expected.b) <= 1);
    QCOMPARE(int(found.a), 255);
}

void TestColourMap::sequentialMapsGrowLighter()
{
    for (const ColourMap map : {ColourMap::Gray, ColourMap::Viridis, ColourMap::Cividis}) {
        std::vector<double> lightness;
        for (const Colour& colour : colours(map))
            lightness.push_back(toLab(colour).l);
        for (std::size_t i = 1; i < lightness.size(); ++i)
            QVERIFY2(lightness[i] > lightness[i - 1] - 0.3, toString(map));
        QVERIFY(lightness.back() - lightness.front() > 70);
    }
}

void TestColourMap::divergingMapHasItsMiddleInTheMiddle()
{
    const auto table = colours(ColourMap::BlueRed);
    QVERIFY(toLab(table[127]).l > 95 && toLab(table[128]).l > 95);
    for (std::size_t i = 0; i < 128; ++i)
        QVERIFY(std::abs(toLab(table[i]).l - toLab(table[255 - i]).l) < 17);
    QVERIFY(table[0].b > table[0].r && table[255].r > table[255].b);
}

/// A distance of 30 is that between, say, red and orange.
void TestColourMap::deadColourIsInNoMap()
{
    for (const PlotTheme* theme : {&lightTheme(), &darkTheme()})
        for (const ColourMap map : kColourMaps)
            for (const Colour& colour : colours(map))
                QVERIFY2(distance(theme->dead, colour) > 30, toString(map));
}

void TestColourMap::marksAreDistinct()
{
    for (const PlotTheme* theme : {&lightTheme(), &darkTheme()}) {
        const std::array marks{theme->hover, theme->current, theme->selected, theme->dead};
        for (std::size_t i = 0; i < marks.size(); ++i)
            for (std::size_t j = 0; j < i; ++j)
                QVERIFY(distance(marks[i], marks[j]) > 35);
        QVERIFY(distance(theme->networkA, theme->networkB) > 60);
        QVERIFY(distance(theme->semi, theme->matching) > 20);
    }
}

/// Contrast ratios of WCAG 2.1: at least 4.5 for text.
void TestColourMap::textIsLegible()
{
    const auto luminance = [](Colour colour) {
        const double l = toLab(colour).l;
        return l > 8 ? std::pow((l + 16) / 116, 3) : l / 903.3;
    };
    for (const PlotTheme* theme : {&lightTheme(), &darkTheme()})
        for (const Colour& text :
             {theme->foreground, theme->faint, theme->networkA, theme->networkB}) {
            const double one = luminance(text) + 0.05;
            const double two = luminance(theme->background) + 0.05;
            QVERIFY(std::max(one, two) / std::min(one, two) > 4.5);
        }
}

QTEST_APPLESS_MAIN(TestColourMap)
#include "tst_colour_map.moc"
