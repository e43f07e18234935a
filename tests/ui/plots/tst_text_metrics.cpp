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
    void everyNameOfATitleStays();
    void whatNamesShareAtTheirEndsGoesFirst();
    void whatFitsIsLeftAlone();
    void wrappedTextKeepsItsWords();
    void tooLongTextIsElidedWhenWrapped();
    void longWordsBreakAtTheirSigns();
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
    const auto shown = QString::fromStdString(elided(text.toStdString(), TextRole::Label, width));
    QVERIFY(!shown.contains(QChar::ReplacementCharacter)); // no character was cut in two
    QVERIFY(textWidth(shown.toStdString(), TextRole::Label) <= width);
    if (shown.isEmpty() || shown == text)
        return;
    QVERIFY(shown.contains(u'…'));
    QVERIFY(text.startsWith(shown.section(u'…', 0, 0)));
    QVERIFY(text.endsWith(shown.section(u'…', -1)));
}

/// Of a long title both networks and both layers stay, each with both its ends.
void TestTextMetrics::everyNameOfATitleStays()
{
    const std::string first = "ResNet-50 on ImageNet-1k, cosine schedule, seed 1";
    const std::string second = "ResNet-50 on ImageNet-1k, cosine schedule, seed 2";
    const std::string title = first + " · features.stage3.block12.relu  →  " + second + " · fc";
    for (const double width : {300.0, 420.0, 600.0}) {
        const auto shown = QString::fromStdString(elided(title, TextRole::Title, width));
        QVERIFY(textWidth(shown.toStdString(), TextRole::Title) <= width);
        const QStringList sides = shown.split(QStringLiteral("  →  "));
        QCOMPARE(sides.size(), 2);
        QVERIFY2(sides[0].contains(QStringLiteral("1 · ")), qPrintable(shown));
        QVERIFY2(sides[1].endsWith(QStringLiteral("2 · fc")), qPrintable(shown)); // short: whole
        QVERIFY(sides[0].startsWith(u'R') && sides[1].startsWith(u'R'));
    }
    // What is said of a layer is no part of its name.
    const std::string said = "119 clusters, 118 single units";
    QVERIFY(QString::fromStdString(
                elided("features.stage4.block02.convolution3.batchnorm.relu: " + said,
                       TextRole::Title, 480))
                .endsWith(QString::fromStdString(": " + said)));
    // Where there is no room for that: the ends of the whole.
    const auto narrow = QString::fromStdString(elided(title, TextRole::Title, 60));
    QVERIFY(narrow.startsWith(u'R') && narrow.endsWith(QStringLiteral("fc")));
    QCOMPARE(narrow.count(u'…'), 1);
}

void TestTextMetrics::whatNamesShareAtTheirEndsGoesFirst()
{
    const std::string a = "GRU 8, seed 1, step 4000";
    const std::string b = "GRU 16, seed 2, step 4000";
    const auto shown = [](const std::string& title) { // where it does not fit
        const double width = textWidth(title, TextRole::Title) - 20;
        return QString::fromStdString(elided(title, TextRole::Title, width));
    };
    QCOMPARE(shown(a + " ~ " + b), QStringLiteral("GRU 8, seed 1… ~ GRU 16, seed 2…"));
    QCOMPARE(shown(a + " · fc ~ " + b + " · fc"),
             QStringLiteral("GRU 8, seed 1… · fc ~ GRU 16, seed 2… · fc"));
    QVERIFY(shown(a + " ~ " + a).endsWith(QStringLiteral("4000"))); // nothing to tell apart
    QVERIFY(shown("seed 1, step 4000 ~ step 4000").endsWith(QStringLiteral("step 4000")));
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
    QVERIFY(QString::fromStdString(lines.back()).contains(u'…'));
    QVERIFY(QString::fromStdString(lines.back()).endsWith(u'n'));
    const auto word = wrapped("onewordthatisfarlongerthanaline", TextRole::Label, 80, 3);
    QCOMPARE(word.size(), std::size_t{1});
    QVERIFY(textWidth(word.front(), TextRole::Label) <= 80);
}

/// Names of layers are long words: they are broken at their signs, and nothing of them is lost.
void TestTextMetrics::longWordsBreakAtTheirSigns()
{
    const std::string name = "features.12.block.conv_with_a_long_name";
    const auto lines = wrapped("layer " + name, TextRole::Label, 80, 9);
    QVERIFY(lines.size() > 2);
    std::string joined;
    for (const auto& line : lines) {
        QVERIFY(textWidth(line, TextRole::Label) <= 80);
        joined += line;
    }
    QCOMPARE(QString::fromStdString(joined).remove(u' '), QString::fromStdString("layer" + name));
    QCOMPARE(wrapped("conv_1 fc.2", TextRole::Label, 200, 3).size(), std::size_t{1});
}

QTEST_MAIN(TestTextMetrics)
#include "tst_text_metrics.moc"
