#include "plots/density_plot.h"

#include "core/io/data_table.h"
#include "tests/ui/plots/painted.h"

#include <QTest>

#include <set>

using namespace counterpart;
using namespace counterpart::plots;
using test::painted;

namespace {

constexpr int kBins = 8;
constexpr Size kSize{360, 340};

core::UnitRef unit(int net, int index)
{
    return {{net}, {0}, {index}};
}

/// Counts 1, 10, 100 in the cells (0, 0), (7, 3) and (2, 7), and nothing elsewhere.
DensityContent content()
{
    DensityContent made;
    made.x = {"A conv1[17]", core::Side::A, -1, 3};
    made.y = {"B conv1[4]", core::Side::B, 0, 16};
    made.counts = DensityContent::Counts::Zero(kBins, kBins);
    made.counts(0, 0) = 1;
    made.counts(7, 3) = 10;
    made.counts(2, 7) = 100;
    made.saturation = 100;
    made.countName = "samples";
    return made;
}

/// Where the text of a hit speaks of this cell's count.
QRect hitBox(const DensityPlot& plot, const std::string& end)
{
    QRect box;
    for (int y = 0; y < kSize.height; ++y) {
        for (int x = 0; x < kSize.width; ++x) {
            const auto hit = plot.hitAt({x + 0.5, y + 0.5});
            if (hit && hit->text.ends_with(end))
                box |= QRect(x, y, 1, 1);
        }
    }
    return box;
}

} // namespace

class TestDensityPlot : public QObject
{
    Q_OBJECT

private slots:
    void cellsAreWholePixelsAndWhereTheyAreHit_data()
    {
        QTest::addColumn<double>("ratio");
        QTest::newRow("100 %") << 1.0;
        QTest::newRow("150 %") << 1.5;
        QTest::newRow("200 %") << 2.0;
    }

    /// Each cell with a count is a rectangle of one colour at the place where its text is shown.
    void cellsAreWholePixelsAndWhereTheyAreHit()
    {
        QFETCH(double, ratio);
        DensityPlot plot;
        plot.setContent(content());
        const QImage image = painted(plot, kSize, ratio);
        std::set<QRgb> colours;
        QSize size;
        for (const char* text : {":   1 samples", ":   10 samples", ":   100 samples"}) {
            const QRect hit = hitBox(plot, text);
            QVERIFY2(!hit.isNull(), text);
            const QPointF middle = QRectF(hit).center() * ratio;
            const QRgb colour = image.pixel(middle.toPoint());
            QVERIFY(!test::isNear(colour, test::rgb(lightTheme().background)));
            colours.insert(colour);
            QRect cell(middle.toPoint(), QSize(1, 1));
            const auto isOfCell = [&](int x, int y) { return image.pixel(x, y) == colour; };
            while (isOfCell(cell.left() - 1, cell.top()))
                cell.setLeft(cell.left() - 1);
            while (isOfCell(cell.right() + 1, cell.top()))
                cell.setRight(cell.right() + 1);
            while (isOfCell(cell.left(), cell.top() - 1))
                cell.setTop(cell.top() - 1);
            while (isOfCell(cell.left(), cell.bottom() + 1))
                cell.setBottom(cell.bottom() + 1);
            for (int y = cell.top(); y <= cell.bottom(); ++y) {
                for (int x = cell.left(); x <= cell.right(); ++x)
                    QCOMPARE(image.pixel(x, y), colour);
            }
            if (size.isValid()) { // every cell is as large, but for a pixel
                QVERIFY(std::abs(size.width() - cell.width()) <= 1);
                QVERIFY(std::abs(size.height() - cell.height()) <= 1);
            }
            size = cell.size();
            QVERIFY(std::abs(cell.width() - hit.width() * ratio) <= 2 * ratio);
            QVERIFY(std::abs(cell.height() - hit.height() * ratio) <= 2 * ratio);
        }
        QCOMPARE(colours.size(), std::size_t{3});
    }

    /// Columns from left to right, rows from below.
    void axesRunRightAndUp()
    {
        DensityPlot plot;
        plot.setContent(content());
        painted(plot, kSize);
        const QRect lowest = hitBox(plot, ":   1 samples");
        const QRect right = hitBox(plot, ":   10 samples");
        const QRect top = hitBox(plot, ":   100 samples");
        QVERIFY(lowest.right() < top.left() && top.right() < right.left());
        QVERIFY(top.bottom() < right.top() && right.bottom() < lowest.top());
        const auto hit = plot.hitAt({QRectF(right).center().x(), QRectF(right).center().y()});
        QVERIFY(hit->units.empty());
        QCOMPARE(hit->text, std::string("A conv1[17] 2.5 to 3.0, B conv1[4] 6 to 8:   10 samples"));
    }

    void countsAboveTheSaturationHaveTheLastColour()
    {
        DensityContent more = content();
        more.saturation = 10;
        DensityPlot plot;
        plot.setContent(more);
        const QImage image = painted(plot, kSize);
        const auto colourOf = [&](const char* text) {
            return image.pixel(QRectF(hitBox(plot, text)).center().toPoint());
        };
        QCOMPARE(colourOf(":   10 samples"), colourOf(":   100 samples"));
        QVERIFY(colourOf(":   1 samples") != colourOf(":   10 samples"));
    }

    void markersAndCellsStandForUnits()
    {
        DensityContent marked = content();
        marked.markers = {{1.25, 5, {unit(0, 3), unit(1, 5)}, "the pair"}};
        marked.cellUnits.assign(kBins * kBins, {});
        marked.cellUnits[7 * kBins + 3] = {unit(0, 8), unit(1, 9)};
        DensityPlot plot;
        plot.setContent(marked);
        painted(plot, kSize);
        const QRect marker = hitBox(plot, "the pair");
        QVERIFY(!marker.isNull() && marker.width() <= 17);
        const auto onMarker =
            plot.hitAt({QRectF(marker).center().x(), QRectF(marker).center().y()});
        QCOMPARE(onMarker->units, marked.markers[0].units);
        const QRect cell = hitBox(plot, ":   10 samples");
        QCOMPARE(plot.hitAt({double(cell.center().x()), double(cell.center().y())})->units,
                 marked.cellUnits[7 * kBins + 3]);
        QVERIFY(!plot.hitAt({1, 1}));
    }

    /// The ring of the current pair lies where content.place says.
    void highlightIsPlaced()
    {
        DensityContent placed = content();
        placed.place = [](const std::vector<core::UnitRef>& units) -> std::optional<Point> {
            if (units.size() != 2)
                return std::nullopt;
            return Point{1, 8}; // the middle of the area
        };
        DensityPlot plot;
        plot.setContent(placed);
        const QImage before = painted(plot, kSize);
        plot.setHighlight({{}, {unit(0, 1)}, {}});
        QCOMPARE(painted(plot, kSize), before); // one unit alone has no place
        plot.setHighlight({{}, {unit(0, 1), unit(1, 1)}, {}});
        const QImage after = painted(plot, kSize);
        const QRect ring = test::boxOf(after, test::rgb(lightTheme().current));
        QVERIFY(!ring.isNull());
        const QRect all = hitBox(plot, "samples");
        QVERIFY((QRectF(ring).center() - QRectF(all).center()).manhattanLength() < 3);
    }

    void nothingIsCroppedAndNothingIsDrawnOfNothing()
    {
        DensityPlot plot;
        const QRgb paper = test::rgb(lightTheme().background);
        QCOMPARE(test::countOf(painted(plot, kSize), paper, 0),
                 static_cast<int>(kSize.width * kSize.height));
        QVERIFY(!plot.hitAt({100, 100}));
        DensityContent named = content();
        named.title = "A title that is much too long for a plot of this size and must be elided";
        named.notes = {"r = 0.971,  MI = 1.203 nats", "60000 samples"};
        named.x.title = "A a_very_long_name_of_a_layer/with/a/path[1234]";
        named.y.title = "B a_very_long_name_of_a_layer/with/a/path[1234] and still more of it";
        plot.setContent(named);
        for (const Size size : {plot.minimumSize(), plot.preferredSize(), Size{700, 200}}) {
            const QImage image = painted(plot, size);
            QVERIFY(!test::touchesBorder(image, paper));
        }
    }

    void dataListTheCellsThatAreNotEmpty()
    {
        DensityPlot plot;
        plot.setContent(content());
        QCOMPARE(plot.dataAsText(), std::string("A conv1[17]\tB conv1[4]\tsamples\n"
                                                "-0.75\t1\t1\n"
                                                "0.25\t15\t100\n"
                                                "2.75\t7\t10\n"));
    }

    /// Pairs that are marked are a table of their own.
    void markedPairsAreData()
    {
        DensityContent marked = content();
        marked.markers = {{1.25, 5.1, {unit(0, 3), unit(1, 5)}, "the pair"}};
        DensityPlot plot;
        plot.setContent(marked);
        const std::vector<core::DataTable> tables = plot.tables()();
        QCOMPARE(tables.size(), std::size_t{2});
        QCOMPARE(tables[0].name, std::string("marked"));
        QCOMPARE(tables[0].rows(), std::size_t{1});
        using Numbers = core::TableColumn::Numbers;
        QVERIFY(std::get<Numbers>(tables[0].columns[1].values) == Numbers{5.1});
        QCOMPARE(tables[1].name, std::string("cells"));
        QVERIFY(std::get<Numbers>(tables[1].columns[1].values) == (Numbers{1.0, 15.0, 7.0}));
        QVERIFY(QString::fromStdString(plot.dataAsText()).startsWith("marked\nA conv1[17]\t"));
    }
};

QTEST_MAIN(TestDensityPlot)
#include "tst_density_plot.moc"
