#include "tests/support/ui_test.h"
#include "tests/ui/paint/painted_scene.h"

#include <vtkTextProperty.h>

#include <QBuffer>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QPdfWriter>
#include <QSvgGenerator>
#include <QTest>

#include <cmath>

using namespace counterpart::test;

namespace {

void useText(vtkContext2D& context, int size, int horizontal, int vertical, double rotation)
{
    vtkNew<vtkTextProperty> property;
    property->SetFontFamilyAsString("Inter");
    property->SetFontSize(size);
    property->SetColor(0, 0, 0);
    property->SetJustification(horizontal);
    property->SetVerticalJustification(vertical);
    property->SetOrientation(rotation);
    context.ApplyTextProp(property);
}

} // namespace

class TestPainterText : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { counterpart::paint::loadFigureFont(); }
    void init() { failOnQtWarnings(); }

    void textBoundsHoldInk_data();
    void textBoundsHoldInk();
    void breaksLines();
    void fontHasGreek();
    void embedsFontInPdf();
    void writesTextAsTextInSvg();
};

void TestPainterText::textBoundsHoldInk_data()
{
    QTest::addColumn<int>("horizontal");
    QTest::addColumn<int>("vertical");
    QTest::addColumn<double>("rotation");
    for (const int h : {VTK_TEXT_LEFT, VTK_TEXT_CENTERED, VTK_TEXT_RIGHT})
        for (const int v : {VTK_TEXT_BOTTOM, VTK_TEXT_CENTERED, VTK_TEXT_TOP})
            for (const double rotation : {0.0, 90.0, 270.0})
                QTest::addRow("%d %d %g", h, v, rotation) << h << v << rotation;
}

/// "Hg" fills its line from the top of the H to the tail of the g, and nearly all of its advance.
void TestPainterText::textBoundsHoldInk()
{
    QFETCH(int, horizontal);
    QFETCH(int, vertical);
    QFETCH(double, rotation);
    constexpr double kRatio = 4;
    float bounds[4]{};
    const QImage image = painted(kRatio, [&](vtkContext2D& context) {
        useText(context, 20, horizontal, vertical, rotation);
        context.ComputeJustifiedStringBounds("Hg", bounds);
        context.DrawString(100, 50, "Hg");
    });
    const QRect ink = inkBox(image);
    const QRectF inScene(ink.left() / kRatio - 100, 50 - (ink.bottom() + 1) / kRatio,
                         ink.width() / kRatio, ink.height() / kRatio);
    const QRectF box(bounds[0], bounds[1], bounds[2], bounds[3]);
    QVERIFY(box.adjusted(-0.5, -0.5, 0.5, 0.5).contains(inScene));
    const bool isTurned = rotation != 0;
    const double slackAlong =
        isTurned ? box.height() - inScene.height() : box.width() - inScene.width();
    const double slackAcross =
        isTurned ? box.width() - inScene.width() : box.height() - inScene.height();
    QVERIFY(slackAlong < 4);  // side bearings
    QVERIFY(slackAcross < 8); // room for accents
    // The anchor lies where the justification says, in the direction of the text.
    if (!isTurned) {
        const double share = horizontal == VTK_TEXT_LEFT    ? 0
                             : horizontal == VTK_TEXT_RIGHT ? 1
                                                            : 0.5;
        QVERIFY(std::abs(box.left() + share * box.width()) < 0.01);
    }
}

void TestPainterText::breaksLines()
{
    float one[4]{};
    float two[4]{};
    const QImage image = painted(1, [&](vtkContext2D& context) {
        useText(context, 12, VTK_TEXT_LEFT, VTK_TEXT_BOTTOM, 0);
        context.ComputeStringBounds("wide line", one);
        context.ComputeStringBounds("wide line\nnext", two);
        context.DrawString(10, 10, "wide line\nnext");
    });
    QCOMPARE(two[2], one[2]);
    QVERIFY(two[3] > 1.9F * one[3]);
    QVERIFY(inkBox(image).height() > 1.5 * one[3]);
}

void TestPainterText::fontHasGreek()
{
    const QFont font(QStringLiteral("Inter"));
    QCOMPARE(QFontInfo(font).family(), QStringLiteral("Inter"));
    for (const char16_t letter : u"αβγδεθλμπρστφχψωΓΔΘΛΣΦΨΩ−·×±≤≥≈→…")
        if (letter != 0)
            QVERIFY2(QFontMetricsF(font).inFont(QChar(letter)), qPrintable(QString(QChar(letter))));
}

void TestPainterText::embedsFontInPdf()
{
    QByteArray pdf;
    QBuffer buffer(&pdf);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    QPainter painter(&writer);
    paintWith(painter, QRectF(0, 0, kWidth, kHeight), [](vtkContext2D& context) {
        useText(context, 12, VTK_TEXT_LEFT, VTK_TEXT_BOTTOM, 0);
        context.DrawString(10, 10, "correlation ρ");
    });
    painter.end();
    QVERIFY(pdf.contains("/FontFile2") || pdf.contains("/FontFile3"));
    QVERIFY(pdf.contains("Inter-Regular"));
}

void TestPainterText::writesTextAsTextInSvg()
{
    QByteArray svg;
    QBuffer buffer(&svg);
    QSvgGenerator generator;
    generator.setOutputDevice(&buffer);
    QPainter painter(&generator);
    paintWith(painter, QRectF(0, 0, kWidth, kHeight), [](vtkContext2D& context) {
        useText(context, 12, VTK_TEXT_LEFT, VTK_TEXT_BOTTOM, 0);
        context.DrawString(10, 10, "correlation ρ");
    });
    painter.end();
    // Latin and Greek letters may be written as two texts.
    QVERIFY(svg.contains(">correlation "));
    QVERIFY(svg.contains("ρ</text>"));
    QVERIFY(svg.contains("font-family=\"Inter\" font-size=\"12\""));
}

QTEST_MAIN(TestPainterText)
#include "tst_painter_text.moc"
