#include "paint/painting.h"

#include <QImage>
#include <QPainter>
#include <QPainterPath>
#include <QTest>

#include <array>

using namespace counterpart;

namespace {

constexpr QSize kSize{60, 40};

QImage blank()
{
    QImage image(kSize, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::white);
    return image;
}

using Draw = void (*)(QPainter& painter);

QImage directly(Draw draw)
{
    QImage image = blank();
    QPainter painter(&image);
    draw(painter);
    return image;
}

QImage recorded(Draw draw)
{
    paint::PaintingRecorder recorder({.type = QPaintEngine::Raster, .size = kSize});
    QPainter painter(&recorder);
    draw(painter);
    painter.end();
    QImage image = blank();
    QPainter target(&image);
    recorder.painting().paint(target);
    return image;
}

void fillAll(QPainter& painter, Qt::GlobalColor colour)
{
    painter.fillRect(QRect(QPoint(), kSize), colour);
}

struct Case
{
    const char* name;
    Draw draw;
};

const std::array kCases{Case{"clip of a saved state",
                             [](QPainter& painter) {
                                 painter.save();
                                 painter.setClipRect(10, 10, 20, 20);
                                 fillAll(painter, Qt::red);
                                 painter.restore();
                                 painter.fillRect(0, 0, 5, 5, Qt::blue);
                             }},
                        Case{"clip that is switched off first",
                             [](QPainter& painter) {
                                 painter.save();
                                 painter.setClipRect(10, 10, 20, 20);
                                 fillAll(painter, Qt::red);
                                 painter.setClipping(false);
                                 painter.fillRect(40, 20, 5, 5, Qt::green);
                                 painter.restore();
                                 painter.fillRect(0, 0, 5, 5, Qt::blue);
                             }},
                        Case{"clip within a clip",
                             [](QPainter& painter) {
                                 painter.setClipRect(5, 5, 40, 30);
                                 painter.save();
                                 painter.setClipRect(20, 0, 40, 20, Qt::IntersectClip);
                                 fillAll(painter, Qt::red);
                                 painter.restore();
                                 painter.fillRect(0, 25, 60, 20, Qt::blue);
                             }},
                        Case{"path",
                             [](QPainter& painter) {
                                 QPainterPath path;
                                 path.addEllipse(QRect(10, 10, 20, 20));
                                 painter.save();
                                 painter.setClipPath(path);
                                 fillAll(painter, Qt::red);
                                 painter.restore();
                                 painter.fillRect(0, 0, 15, 15, Qt::blue);
                             }},
                        Case{"switched off and on", [](QPainter& painter) {
                                 painter.setClipRect(10, 10, 20, 20);
                                 painter.setClipping(false);
                                 painter.fillRect(0, 0, 15, 15, Qt::blue);
                                 painter.setClipping(true);
                                 fillAll(painter, Qt::red);
                             }}};

} // namespace

class TestPainting : public QObject
{
    Q_OBJECT

private slots:
    void clipsEndWhereTheyEnded_data();
    void clipsEndWhereTheyEnded();
};

void TestPainting::clipsEndWhereTheyEnded_data()
{
    QTest::addColumn<std::size_t>("place");
    for (std::size_t place = 0; place < kCases.size(); ++place)
        QTest::newRow(kCases.at(place).name) << place;
}

/// The oracle is the painter on an image.
void TestPainting::clipsEndWhereTheyEnded()
{
    QFETCH(std::size_t, place);
    const Draw draw = kCases.at(place).draw;
    const QImage expected = directly(draw);
    QVERIFY(expected != blank());
    QCOMPARE(recorded(draw), expected);
}

QTEST_MAIN(TestPainting)
#include "tst_painting.moc"
