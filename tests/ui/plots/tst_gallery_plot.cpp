#include "plots/gallery_plot.h"

#include "tests/support/picture_test.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <algorithm>
#include <map>

using namespace counterpart;
using namespace counterpart::plots;
using test::painted;

namespace {

/// A colour of its own for each kind, side and pair, and none of a theme's.
Colour ownColour(int kind, int side, int pair)
{
    return {static_cast<std::uint8_t>(40 + 12 * pair), static_cast<std::uint8_t>(10 + 90 * side),
            static_cast<std::uint8_t>(60 + 140 * kind)};
}

core::Picture plain(int width, int height, Colour colour)
{
    core::Picture picture{width, height, {}};
    for (int i = 0; i < width * height; ++i)
        picture.rgb.insert(picture.rgb.end(), {colour.r, colour.g, colour.b});
    return picture;
}

core::UnitRef unit(int side, int index)
{
    return {{side}, {0}, {index}};
}

constexpr int kFilterPixels = 7;
constexpr int kCropPixels = 9;

UnitPictures unitOf(int side, int index, int pair, bool hasFilter, int crops)
{
    UnitPictures pictures{unit(side, index), std::to_string(index), {}, {}, {}};
    if (hasFilter)
        pictures.filter = plain(kFilterPixels, kFilterPixels, ownColour(0, side, pair));
    for (int i = 0; i < crops; ++i)
        pictures.crops.push_back(plain(kCropPixels, kCropPixels, ownColour(1, side, pair)));
    return pictures;
}

/// Two sections; pair k joins unit 10 + k of A and 30 + k of B.
GalleryContent gallery(int best, int worst, bool hasFilter = true, int crops = 9)
{
    GalleryContent content;
    content.titleA = "Patches, seed 1 · conv1";
    content.titleB = "Patches, seed 2 · conv1";
    content.sections = {{"Best pairs", {}}, {"Worst pairs", {}}};
    for (int k = 0; k < best + worst; ++k)
        content.sections[k < best ? 0 : 1].pairs.push_back({unitOf(0, 10 + k, k, hasFilter, crops),
                                                            unitOf(1, 30 + k, k, hasFilter, crops),
                                                            0.97 - 0.05 * k});
    return content;
}

/// The part of the plot where each pair is hit, in logical pixels, and how much of it.
struct HitArea
{
    QRect box;
    int count = 0;
};

/// Found on a grid of points `step` apart, and so exact to that.
std::map<int, HitArea> hitAreas(const GalleryPlot& plot, Size size, int step = 1)
{
    std::map<int, HitArea> areas;
    for (int y = -8; y < size.height + 8; y += step)
        for (int x = -8; x < size.width + 8; x += step)
            if (const auto hit = plot.hitAt({x + 0.5, y + 0.5})) {
                auto& area = areas[hit->units.front().unit.value];
                area.box |= QRect(x, y, step, step);
                area.count += step * step;
            }
    return areas;
}

void addLayouts()
{
    QTest::addColumn<double>("width");
    QTest::addColumn<double>("ratio");
    for (const double width : {280.0, 430.0, 640.0, 900.0, 1237.0, 1800.0})
        for (const double ratio : {1.0, 1.5, 2.0})
            QTest::addRow("%g pixels at %g", width, ratio) << width << ratio;
}

} // namespace

class TestGalleryPlot : public QObject
{
    Q_OBJECT

private slots:
    void picturesStandInTheCellsOfTheirPairs_data() { addLayouts(); }
    void picturesStandInTheCellsOfTheirPairs();
    void cellsAreEqualAndApart_data() { addLayouts(); }
    void cellsAreEqualAndApart();
    void nothingIsCropped_data() { addLayouts(); }
    void nothingIsCropped();
    void picturesAreNotBlurred_data();
    void picturesAreNotBlurred();
    void allFitsIntoTheSmallestSize_data();
    void allFitsIntoTheSmallestSize();
    void narrowPlotsTakeMoreLines();
    void textOfAHit();
    void missingPartnersAndPictures();
    void oneUnitForTheInspector();
    void unitsApartAreHitAndFramedOneByOne();
    void walkStaysAtTheEnds();
    void walkGoesThroughAPairOnce();
    void walkOfNothing();
    void highlightFramesThePair();
    void contentAsText();
    void looksAsBefore();
};

/// The oracle is the picture: each unit's own colours are found within the cell where its pair is
/// hit, A above B.
void TestGalleryPlot::picturesStandInTheCellsOfTheirPairs()
{
    QFETCH(double, width);
    QFETCH(double, ratio);
    GalleryPlot plot;
    plot.setContent(gallery(8, 8));
    plot.setPixelRatio(ratio);
    const Size size{width, plot.heightForWidth(width)};
    const auto boxes = test::boxesOf(painted(plot, size, ratio));
    for (int k = 0; k < 16; ++k) {
        std::array<QRectF, 2> units;
        for (const int side : {0, 1})
            for (const int kind : {0, 1}) {
                const QRect box = boxes.at(test::rgb(ownColour(kind, side, k)));
                QCOMPARE(box.width(), box.height());
                const int pixels = kind == 0 ? kFilterPixels : kCropPixels;
                const int gaps = kind == 0 ? 0 : 2 * static_cast<int>(std::lround(ratio));
                const int scaled = kind == 0 ? box.width() : (box.width() - gaps) / 3;
                QVERIFY(scaled * (kind == 0 ? 1 : 3) + gaps == box.width());
                QCOMPARE(scaled % pixels, 0);
                units[static_cast<std::size_t>(side)] |= QRectF(
                    box.x() / ratio, box.y() / ratio, box.width() / ratio, box.height() / ratio);
            }
        QVERIFY(units[0].bottom() + 12 < units[1].top()); // the name of B lies between
        QVERIFY(std::abs(units[0].center().x() - units[1].center().x()) < 0.01);
        const QRectF pictures = units[0] | units[1];
        for (const QPointF corner :
             {pictures.topLeft(), pictures.bottomRight(), pictures.center()}) {
            const auto hit = plot.hitAt({corner.x(), corner.y()});
            QVERIFY(hit);
            QCOMPARE(hit->units, (std::vector{unit(0, 10 + k), unit(1, 30 + k)}));
        }
    }
}

void TestGalleryPlot::cellsAreEqualAndApart()
{
    QFETCH(double, width);
    QFETCH(double, ratio);
    GalleryPlot plot;
    plot.setContent(gallery(8, 5));
    plot.setPixelRatio(ratio);
    const Size size{width, plot.heightForWidth(width)};
    plot.setSize(size);
    constexpr int kStep = 3;
    const auto areas = hitAreas(plot, size, kStep);
    QCOMPARE(areas.size(), std::size_t{13});
    const QSize cell = areas.begin()->second.box.size();
    for (const auto& [first, area] : areas) {
        QVERIFY(std::abs(area.box.width() - cell.width()) <= kStep);
        QVERIFY(std::abs(area.box.height() - cell.height()) <= kStep);
        QCOMPARE(area.count, area.box.width() * area.box.height());
        QVERIFY(QRectF(4, 4, size.width - 8, size.height - 8).contains(area.box));
        for (const auto& [other, box] : areas)
            QVERIFY(first == other || !area.box.intersects(box.box));
    }
}

void TestGalleryPlot::nothingIsCropped()
{
    QFETCH(double, width);
    QFETCH(double, ratio);
    auto content = gallery(6, 6, width<800, width> 500 ? 9 : 0);
    content.titleA = "A network with a long name, run of Tuesday, seed 17 · features.12.block.conv";
    content.sections[0].pairs[2].a.name = "2 a unit with a long name";
    content.sections[0].title = "The best pairs with a title that is too long for narrow plots";
    content.valueName = "|r|";
    GalleryPlot plot;
    plot.setContent(content);
    plot.setPixelRatio(ratio);
    const auto& theme = ratio == 1.0 ? lightTheme() : darkTheme();
    const QImage image = painted(plot, {width, plot.heightForWidth(width)}, ratio, theme);
    QVERIFY(test::countOf(image, test::rgb(theme.networkA), 20) > 50);
    QVERIFY(!test::touchesBorder(image, test::rgb(theme.background), 5));
}

void TestGalleryPlot::picturesAreNotBlurred_data()
{
    QTest::addColumn<double>("ratio");
    for (const double ratio : {1.0, 1.25, 1.5, 2.0, 3.0})
        QTest::addRow("%g", ratio) << ratio;
}

/// A checkerboard of two colours is drawn in these two colours and nothing between.
void TestGalleryPlot::picturesAreNotBlurred()
{
    QFETCH(double, ratio);
    const Colour dark{90, 0, 200};
    const Colour bright{250, 240, 10};
    core::Picture board{kFilterPixels, kFilterPixels, {}};
    for (int i = 0; i < kFilterPixels * kFilterPixels; ++i) {
        const Colour c = i % 2 == 0 ? dark : bright;
        board.rgb.insert(board.rgb.end(), {c.r, c.g, c.b});
    }
    auto content = gallery(4, 4);
    content.sections[1].pairs[2].b.filter = board;
    GalleryPlot plot;
    plot.setContent(content);
    plot.setPixelRatio(ratio);
    const QImage image = painted(plot, {933, plot.heightForWidth(933)}, ratio);
    const QRect box = test::boxOf(image, test::rgb(dark));
    QVERIFY(box.width() >= 2 * kFilterPixels);
    QCOMPARE(box.width() % kFilterPixels, 0);
    const int scale = box.width() / kFilterPixels;
    for (int y = 0; y < box.height(); ++y)
        for (int x = 0; x < box.width(); ++x) {
            const bool isDark = (y / scale * kFilterPixels + x / scale) % 2 == 0;
            QCOMPARE(image.pixel(box.x() + x, box.y() + y), test::rgb(isDark ? dark : bright));
        }
}

void TestGalleryPlot::allFitsIntoTheSmallestSize_data()
{
    QTest::addColumn<int>("pairs");
    QTest::addColumn<int>("crops");
    for (const int pairs : {1, 3, 8, 20})
        for (const int crops : {0, 1, 9})
            QTest::addRow("%d pairs, %d crops", pairs, crops) << pairs << crops;
}

void TestGalleryPlot::allFitsIntoTheSmallestSize()
{
    QFETCH(int, pairs);
    QFETCH(int, crops);
    GalleryPlot plot;
    plot.setContent(gallery(pairs, pairs == 1 ? 0 : pairs, crops != 1, crops));
    for (const Size size : {plot.minimumSize(), plot.preferredSize()}) {
        QVERIFY(size.width >= 100 && size.height >= 80);
        const QImage image = painted(plot, size);
        QVERIFY(!test::touchesBorder(image, test::rgb(lightTheme().background), 4));
        const auto areas = hitAreas(plot, size, 3);
        QCOMPARE(areas.size(), static_cast<std::size_t>(pairs == 1 ? 1 : 2 * pairs));
        for (const auto& [first, area] : areas)
            QVERIFY(QRectF(0, 0, size.width, size.height).contains(area.box));
    }
}

void TestGalleryPlot::narrowPlotsTakeMoreLines()
{
    GalleryPlot plot;
    plot.setContent(gallery(8, 8));
    QVERIFY(plot.heightForWidth(300) > plot.heightForWidth(600));
    QVERIFY(plot.heightForWidth(600) > plot.heightForWidth(1400));
    const Size wide{1400, plot.heightForWidth(1400)};
    plot.setSize(wide);
    const auto areas = hitAreas(plot, wide, 3);
    for (int k = 0; k < 8; ++k)
        QCOMPARE(areas.at(10 + k).box.top(), areas.at(10).box.top());
    QVERIFY(areas.at(18).box.top() > areas.at(10).box.bottom());
    // The same width with less height takes smaller pictures, not a second line.
    plot.setSize({1400, wide.height * 0.85});
    const auto lower = hitAreas(plot, wide, 3);
    QCOMPARE(lower.at(17).box.top(), lower.at(10).box.top());
    QVERIFY(lower.at(10).box.height() < areas.at(10).box.height());
}

void TestGalleryPlot::textOfAHit()
{
    auto content = gallery(1, 1);
    content.sections[1].pairs[0].value = -0.034;
    GalleryPlot plot;
    plot.setContent(content);
    const Size size = plot.preferredSize();
    plot.setSize(size);
    const auto areas = hitAreas(plot, size);
    const QPointF first = areas.at(10).box.center();
    const auto hit = plot.hitAt({first.x(), first.y()});
    QCOMPARE(hit->units, (std::vector{unit(0, 10), unit(1, 30)}));
    QCOMPARE(QString::fromStdString(hit->text), "conv1[10] ~ conv1[30]   r = 0.97");
    const QPointF second = areas.at(11).box.center();
    QCOMPARE(QString::fromStdString(plot.hitAt({second.x(), second.y()})->text),
             QString::fromUtf8("conv1[11] ~ conv1[31]   r = −0.03"));
    QVERIFY(!plot.hitAt({1, 1}));
}

void TestGalleryPlot::missingPartnersAndPictures()
{
    auto content = gallery(3, 0);
    auto& pairs = content.sections[0].pairs;
    pairs[0].b = {};
    pairs[0].hasPartner = false;
    pairs[1].b.filter = {};
    pairs[1].b.crops.clear();
    GalleryPlot plot;
    plot.setContent(content);
    const Size size = plot.preferredSize();
    const QImage image = painted(plot, size);
    const auto areas = hitAreas(plot, size);
    const QPointF alone = areas.at(10).box.center();
    const auto hit = plot.hitAt({alone.x(), alone.y()});
    QCOMPARE(hit->units, std::vector{unit(0, 10)});
    QCOMPARE(QString::fromStdString(hit->text), "conv1[10]");
    // A neat box stands where the pictures would: its frame is as wide as the pictures of A.
    const QRect ofA = test::boxOf(image, test::rgb(ownColour(1, 0, 1)));
    const QRect cell = areas.at(11).box;
    const QImage lower = image.copy(cell.x() + 3, ofA.bottom() + 20, cell.width() - 6,
                                    cell.bottom() - ofA.bottom() - 20);
    const QRect frame = test::boxOf(lower, test::rgb(lightTheme().grid));
    QVERIFY(std::abs(frame.center().x() + cell.x() + 3 - cell.center().x()) <= 1);
    QVERIFY(frame.width() >= 60);
    QVERIFY(test::countOf(lower, test::rgb(lightTheme().faint), 40) > 5);
}

void TestGalleryPlot::oneUnitForTheInspector()
{
    GalleryContent content;
    content.titleA = "Patches, seed 1 · conv1";
    content.sections = {{"", {{unitOf(0, 17, 0, true, 9), {}, 0, false}}}};
    GalleryPlot plot;
    plot.setContent(content);
    const double height = plot.heightForWidth(280);
    QVERIFY(height < 220);
    const QImage image = painted(plot, {280, height});
    const QRect filter = test::boxOf(image, test::rgb(ownColour(0, 0, 0)));
    const QRect crops = test::boxOf(image, test::rgb(ownColour(1, 0, 0)));
    QVERIFY(filter.width() >= 90 && crops.width() >= 80);
    QVERIFY(filter.right() < crops.left());
    QVERIFY(std::abs((filter | crops).center().x() - 140) <= 2);
    QVERIFY(!test::touchesBorder(image, test::rgb(lightTheme().background), 6));
    content.titleB = "Patches, seed 2 · conv1";
    plot.setContent(content);
    QVERIFY(plot.heightForWidth(280) > height + 100);
}

/// Columns that hold a unit of A and one of B which have nothing to do with one another.
void TestGalleryPlot::unitsApartAreHitAndFramedOneByOne()
{
    auto content = gallery(3, 3);
    for (auto& section : content.sections) {
        for (auto& pair : section.pairs) {
            pair.hasPartner = false;
            pair.a.note = "98.4";
            pair.b.note = "0.1";
        }
    }
    GalleryPlot plot;
    plot.setContent(content);
    const Size size{800, plot.heightForWidth(800)};
    const QImage before = painted(plot, size);
    const auto boxes = test::boxesOf(before);
    for (int k = 0; k < 6; ++k) {
        for (const int side : {0, 1}) {
            const QPointF middle = QRectF(boxes.at(test::rgb(ownColour(1, side, k)))).center();
            const auto hit = plot.hitAt({middle.x(), middle.y()});
            QVERIFY(hit);
            QCOMPARE(hit->units, std::vector{unit(side, (side == 0 ? 10 : 30) + k)});
            QVERIFY(hit->text.find(side == 0 ? "98.4" : "0.1") != std::string::npos);
            const QRect box = boxes.at(test::rgb(ownColour(1, side, k)));
            const auto name = plot.hitAt({middle.x(), box.top() - 6.0}); // stands above
            QVERIFY(name && name->units == hit->units);
        }
    }
    const QRgb frame = test::rgb(lightTheme().current);
    QCOMPARE(test::countOf(before, frame), 0);
    plot.setHighlight({{}, {unit(0, 11), unit(1, 34)}, {}});
    const QImage after = painted(plot, size);
    const QRect ofA = boxes.at(test::rgb(ownColour(1, 0, 1)));
    const QRect ofB = boxes.at(test::rgb(ownColour(1, 1, 4)));
    const QRect framed = test::boxOf(after, frame);
    QVERIFY(framed.contains(ofA) && framed.contains(ofB));
    for (int k = 0; k < 6; ++k) { // around the one of A and the one of B, and none other
        for (const int side : {0, 1}) {
            const QRect inside = boxes.at(test::rgb(ownColour(1, side, k)));
            const QRect around = inside.adjusted(-12, -12, 12, 12);
            const bool isFramed = test::countOf(after.copy(around), frame) > 0;
            QCOMPARE(isFramed, (side == 0 && k == 1) || (side == 1 && k == 4));
        }
    }
    QCOMPARE(plot.neighbour(unit(0, 11), 1), std::vector{unit(0, 12)});
    QVERIFY(plot.dataAsText().find("98.4 | 0.1") != std::string::npos);
}

void TestGalleryPlot::walkStaysAtTheEnds()
{
    GalleryPlot plot;
    plot.setContent(gallery(2, 2));
    const auto pair = [](int k) { return std::vector{unit(0, 10 + k), unit(1, 30 + k)}; };
    QCOMPARE(*plot.neighbour(unit(0, 10), 1), pair(1));
    QCOMPARE(*plot.neighbour(unit(0, 11), 1), pair(2));
    QCOMPARE(*plot.neighbour(unit(1, 32), 1), pair(3));
    QCOMPARE(*plot.neighbour(unit(0, 13), 1), pair(3));
    QCOMPARE(*plot.neighbour(unit(0, 12), -1), pair(1));
    QCOMPARE(*plot.neighbour(unit(0, 10), -1), pair(0));
    QCOMPARE(*plot.neighbour(unit(0, 99), 1), pair(0));
    QCOMPARE(*plot.neighbour({}, -1), pair(0));
}

/// Best and worst of a small layer overlap: 10 11 12 and 11 12 13.
void TestGalleryPlot::walkGoesThroughAPairOnce()
{
    auto content = gallery(3, 1);
    auto& worst = content.sections[1].pairs;
    worst.insert(worst.begin(), content.sections[0].pairs.begin() + 1,
                 content.sections[0].pairs.end());
    GalleryPlot plot;
    plot.setContent(content);
    std::vector<int> walked{10};
    for (int step = 0; step < 6; ++step)
        walked.push_back(plot.neighbour(unit(0, walked.back()), 1)->front().unit.value);
    QCOMPARE(walked, (std::vector{10, 11, 12, 13, 13, 13, 13}));
}

void TestGalleryPlot::walkOfNothing()
{
    GalleryPlot plot;
    QVERIFY(!plot.neighbour(unit(0, 1), 1));
    painted(plot, plot.preferredSize());
    QVERIFY(!plot.hitAt({100, 100}));
    GalleryContent content;
    content.sections = {{"Best pairs", {}}};
    plot.setContent(content);
    QVERIFY(!plot.neighbour(unit(0, 1), 1));
    painted(plot, plot.preferredSize());
}

void TestGalleryPlot::highlightFramesThePair()
{
    GalleryPlot plot;
    auto content = gallery(4, 4);
    content.sections[0].pairs[3].b.unit = content.sections[0].pairs[0].b.unit;
    plot.setContent(content);
    const Size size = plot.preferredSize();
    const QRgb current = test::rgb(lightTheme().current);
    QCOMPARE(test::countOf(painted(plot, size), current), 0);
    const auto areas = hitAreas(plot, size);

    plot.setHighlight({{unit(0, 12)}, {unit(0, 10), unit(1, 30)}, {unit(1, 35)}});
    QImage image = painted(plot, size);
    QCOMPARE(test::boxOf(image, current), areas.at(10).box);
    QCOMPARE(test::boxOf(image, test::rgb(lightTheme().selected)), areas.at(15).box);
    QVERIFY(areas.at(12).box.contains(test::boxOf(image, test::rgb(lightTheme().hover))));

    // A unit of B alone frames every pair that it is in.
    plot.setHighlight({{}, {unit(1, 30)}, {}});
    image = painted(plot, size);
    QCOMPARE(test::boxOf(image, current), areas.at(10).box | areas.at(13).box);
}

void TestGalleryPlot::contentAsText()
{
    auto content = gallery(1, 2);
    content.sections[1].pairs[0].b = {};
    content.sections[1].pairs[0].hasPartner = false;
    content.sections[1].pairs[1].value = 0.125;
    GalleryPlot plot;
    plot.setContent(content);
    QCOMPARE(QString::fromStdString(plot.dataAsText()),
             QString::fromUtf8("section\tPatches, seed 1 · conv1\tPatches, seed 2 · conv1\tr\n"
                               "Best pairs\tconv1[10]\tconv1[30]\t0.97\n"
                               "Worst pairs\tconv1[11]\t\t\n"
                               "Worst pairs\tconv1[12]\tconv1[32]\t0.125\n"));
}

void TestGalleryPlot::looksAsBefore()
{
    GalleryPlot plot;
    auto content = gallery(8, 8);
    content.sections[1].pairs[1].b = {};
    content.sections[1].pairs[1].hasPartner = false;
    content.sections[1].pairs[3].a.crops.resize(5);
    content.sections[1].pairs[5].b.filter = {};
    content.sections[1].pairs[5].b.crops.clear();
    plot.setContent(content);
    plot.setHighlight({{unit(0, 12)}, {unit(0, 10)}, {unit(0, 20)}});
    COMPARE_PICTURE(painted(plot, plot.preferredSize()), "gallery_plot");

    plot.setHighlight({});
    plot.setContent(gallery(6, 6, false, 0));
    COMPARE_PICTURE(painted(plot, {430, plot.heightForWidth(430)}, 1, darkTheme()),
                    "gallery_plot_names_dark");

    plot.setContent(gallery(1, 0));
    COMPARE_PICTURE(painted(plot, {280, plot.heightForWidth(280)}, 2), "gallery_plot_one_pair");
}

QTEST_MAIN(TestGalleryPlot)
#include "tst_gallery_plot.moc"
