#include "plots/text_metrics.h"

#include "paint/painter_device.h"

#include <QFont>
#include <QFontMetricsF>
#include <QTest>

using namespace counterpart;
using namespace counterpart::plots;

namespace {

/// The bundled font as the painting device sets it.
QFontMetricsF metricsOf(TextRole role)
{
    QFont font(kFontFamily);
    const bool isTitle = role == TextRole::Title;
    font.setPixelSize(isTitle ? kTitleSize : role == TextRole::Label ? kLabelSize : kTickSize);
    font.setWeight(isTitle ? QFont::DemiBold : QFont::Normal);
    font.setHintingPreference(QFont::PreferNoHinting);
    return QFontMetricsF(font);
}

} // namespace

class TestTextMetrics : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase() { paint::loadFigureFont(); }
    void widthIsThatOfTheFont_data();
    void widthIsThatOfTheFont();
    void linesAreAsHighAsTheFont();
    void elidedTextFits_data();
    void elidedTextFits();
    void whatFitsIsLeftAlone();
    void wrappedTextKeepsItsWords();
    void tooLongTextIsElidedWhenWrapped();
};

void TestTextMetrics::widthIsThatOfTheFont_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("title") << "Patches, seed 1 · conv1  →  Patches, seed 2 · conv1";
    QTest::newRow("numbers") << "0.25 1234567890 −0.5";
    QTest::newRow("signs") << "A conv1[17] ~ B conv1[4] (r = 0.97) {x_1|y}^2 #%&@";
    QTest::newRow("capitals") << "THE QUICK BROWN FOX JUMPS OVER THE LAZY DOG";
    QTest::newRow("small") << "the quick brown fox jumps over the lazy dog…";
    QTest::newRow("accents") << "réseau entraîné, Größe ε = 0.1";
}

/// Qt's metrics are the oracle; kerning makes the drawn text a little narrower.
void TestTextMetrics::widthIsThatOfTheFont()
{
    QFETCH(QString, text);
    for (const auto role : {TextRole::Title, TextRole::Label, TextRole::Tick}) {
        const double drawn = metricsOf(role).horizontalAdvance(text);
        const double width = textWidth(text.toStdString(), role);
        QVERIFY2(width >= 0.985 * drawn && width <= 1.05 * drawn,
                 qPrintable(QString("%1 for %2").arg(width).arg(drawn)));
    }
}

void TestTextMetrics::linesAreAsHighAsTheFont()
{
    for (const auto role : {TextRole::Title, TextRole::Label, TextRole::Tick}) {
        QVERIFY(lineHeight(role) >= metricsOf(role).height() - 0.5);
        QVERIFY(lineHeight(role) <= metricsOf(role).height() + 1.5);
    }
}

void TestTextMetrics::elidedTextFits_data()
{
    QTest::addColumn<double>("width");
    for (const double width : {5.0, 20.0, 60.0, 133.0, 300.0})
        QTest::addRow("%g", width) << width;
}

void TestTextMetrics::elidedTextFits()
{
    QFETCH(double, width);
    const QString text = "Größe · réseau entraîné ・ 畳み込み層の名前 · features.12.block";
    for (const bool keepEnd : {false, true}) {
        const auto shown =
            QString::fromStdString(elided(text.toStdString(), TextRole::Label, width, keepEnd));
        QVERIFY(!shown.contains(QChar::ReplacementCharacter)); // no character was cut in two
        QVERIFY(textWidth(shown.toStdString(), TextRole::Label) <= width);
        if (shown.isEmpty() || shown == text)
            continue;
        QString part = shown;
        QVERIFY(keepEnd ? part.startsWith(u'…') : part.endsWith(u'…'));
        part.remove(u'…');
        QVERIFY(keepEnd ? text.endsWith(part) : text.startsWith(part));
    }
}

void TestTextMetrics::whatFitsIsLeftAlone()
{
    const std::string text = "conv1[17]";
    const double width = textWidth(text, TextRole::Tick);
    QCOMPARE(elided(text, TextRole::Tick, width), text);
    QVERIFY(elided(text, TextRole::Tick, width - 1) != text);
}

void TestTextMetrics::wrappedTextKeepsItsWords()
{
    const std::string text = "Patches of eleven photographs, seed 1";
    const auto lines = wrapped(text, TextRole::Label, 90, 5);
    QVERIFY(lines.size() >= 2);
    QString joined;
    for (const auto& line : lines) {
        QVERIFY(textWidth(line, TextRole::Label) <= 90);
        joined += (joined.isEmpty() ? "" : " ") + QString::fromStdString(line);
    }
    QCOMPARE(joined, QString::fromStdString(text));
    QVERIFY(wrapped("", TextRole::Label, 90, 5).empty());
}

void TestTextMetrics::tooLongTextIsElidedWhenWrapped()
{
    const auto lines = wrapped("one two three four five six seven", TextRole::Label, 50, 2);
    QCOMPARE(lines.size(), std::size_t{2});
    QVERIFY(QString::fromStdString(lines.back()).endsWith(u'…'));
    const auto word = wrapped("features.12.block.conv_with_a_long_name", TextRole::Label, 80, 3);
    QCOMPARE(word.size(), std::size_t{1});
    QVERIFY(textWidth(word.front(), TextRole::Label) <= 80);
}

QTEST_MAIN(TestTextMetrics)
#include "tst_text_metrics.moc"
