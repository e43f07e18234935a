#include "paint/line_clipping.h"

#include <QTest>

#include <random>

using counterpart::paint::clippedPolyline;
using counterpart::paint::clipSegment;

namespace {
constexpr QRectF kClip(10, 20, 30, 40);
}

class TestLineClipping : public QObject
{
    Q_OBJECT

private slots:
    void keepsWhatIsInside();
    void dropsWhatIsOutside();
    /// Points sampled along random segments: those inside the rectangle, and only those, lie on the
    /// clipped segment.
    void agreesWithSampledPoints();
    void cutsPolylineIntoPieces();
};

void TestLineClipping::keepsWhatIsInside()
{
    QLineF segment(11, 21, 39, 59);
    QVERIFY(clipSegment(segment, kClip));
    QCOMPARE(segment, QLineF(11, 21, 39, 59));
}

void TestLineClipping::dropsWhatIsOutside()
{
    for (QLineF segment : {QLineF(0, 0, 9, 100), QLineF(0, 70, 100, 70), QLineF(0, 25, 35, -10)})
        QVERIFY(!clipSegment(segment, kClip));
}

void TestLineClipping::agreesWithSampledPoints()
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-20, 90);
    constexpr int kSamples = 500;
    for (int n = 0; n < 200; ++n) {
        const QLineF line(place(random), place(random), place(random), place(random));
        QLineF clipped = line;
        const bool isVisible = clipSegment(clipped, kClip);
        double inside = 0;
        for (int i = 0; i < kSamples; ++i)
            inside += kClip.contains(line.pointAt((i + 0.5) / kSamples)) ? 1 : 0;
        const double length = isVisible ? clipped.length() / line.length() : 0;
        QVERIFY(std::abs(length - inside / kSamples) < 2.5 / kSamples);
        if (isVisible)
            QVERIFY(kClip.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(clipped.center()));
    }
}

void TestLineClipping::cutsPolylineIntoPieces()
{
    // In, out over the right edge, back in.
    const QPolygonF line{{15, 30}, {60, 30}, {60, 50}, {15, 50}};
    const std::vector<QPolygonF> pieces = clippedPolyline(line, kClip);
    QCOMPARE(pieces.size(), std::size_t{2});
    QCOMPARE(pieces[0], (QPolygonF{{15, 30}, {40, 30}}));
    QCOMPARE(pieces[1], (QPolygonF{{40, 50}, {15, 50}}));
}

QTEST_APPLESS_MAIN(TestLineClipping)
#include "tst_line_clipping.moc"
