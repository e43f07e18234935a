#include "core/io/axes_guess.h"

#include <QtTest>

using namespace counterpart::core;

class TestAxesGuess : public QObject
{
    Q_OBJECT

private slots:
    void stated_data();
    void stated();
    void notUnderstood_data();
    void notUnderstood();
    void guessed_data();
    void guessed();
};

void TestAxesGuess::stated_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("axisCount");
    QTest::addColumn<QString>("expected");
    QTest::newRow("CN") << "CN" << 2 << "CN";
    QTest::newRow("lower case") << "nhwc" << 4 << "NHWC";
    QTest::newRow("commas") << "N, C, H, W" << 4 << "NCHW";
    QTest::newRow("NTC") << "NTC" << 3 << "NTD";
    QTest::newRow("NCT") << "NCT" << 3 << "NDT";
    QTest::newRow("BSD") << "BSD" << 3 << "NTD";
    QTest::newRow("words") << "batch,height,width,channels" << 4 << "NHWC";
    QTest::newRow("plain words") << "samples,units" << 2 << "NC";
    QTest::newRow("turned words") << "unit,sample" << 2 << "CN";
    QTest::newRow("tokens") << "input,token,feature" << 3 << "NTD";
}

/// As an attribute of one text, of a list of texts, and as HDF5 dimension labels.
void TestAxesGuess::stated()
{
    QFETCH(QString, text);
    QFETCH(int, axisCount);
    QFETCH(QString, expected);
    std::vector<std::string> list;
    for (const QString& name : text.split(','))
        list.push_back(name.trimmed().toStdString());
    DatasetEntry entry;
    entry.shape.assign(static_cast<std::size_t>(axisCount), 6);
    const Attributes ways[]{
        {{"axes", text.toStdString()}}, {{"axes", list}}, {{"DIMENSION_LABELS", list}}};
    for (const Attributes& attributes : ways) {
        entry.attributes = attributes;
        const auto axes = statedAxes(entry);
        QVERIFY(axes);
        QCOMPARE(QString(toString(*axes)), expected);
    }
}

void TestAxesGuess::notUnderstood_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("nothing") << "";
    QTest::newRow("a word") << "banana";
    QTest::newRow("too many") << "NCHW";
    QTest::newRow("no inputs") << "HW";
}

void TestAxesGuess::notUnderstood()
{
    QFETCH(QString, text);
    DatasetEntry entry;
    entry.shape = {6, 4};
    QVERIFY(!statedAxes(entry));
    entry.attributes = {{"axes", text.toStdString()}};
    QVERIFY(!statedAxes(entry));
}

void TestAxesGuess::guessed_data()
{
    QTest::addColumn<QList<int>>("shape");
    QTest::addColumn<QString>("expected");
    QTest::addColumn<bool>("ambiguous");
    QTest::newRow("matrix") << QList<int>{50, 8} << "NC" << false;
    QTest::newRow("transposed") << QList<int>{8, 50} << "CN" << false;
    QTest::newRow("square matrix") << QList<int>{50, 50} << "NC" << false;
    QTest::newRow("channels first") << QList<int>{50, 8, 4, 4} << "NCHW" << false;
    QTest::newRow("channels last") << QList<int>{50, 4, 4, 8} << "NHWC" << false;
    QTest::newRow("all equal") << QList<int>{50, 4, 4, 4} << "NCHW" << true;
    QTest::newRow("none equal") << QList<int>{50, 8, 5, 4} << "NCHW" << true;
    QTest::newRow("sequence") << QList<int>{50, 12, 8} << "NTD" << true;
}

void TestAxesGuess::guessed()
{
    QFETCH(QList<int>, shape);
    QFETCH(QString, expected);
    QFETCH(bool, ambiguous);
    const AxesGuess guess = guessAxes({shape.begin(), shape.end()}, 50);
    QCOMPARE(QString(toString(guess.axes)), expected);
    QCOMPARE(guess.ambiguous, ambiguous);
    QVERIFY(!guess.reason.empty());
}

QTEST_APPLESS_MAIN(TestAxesGuess)
#include "tst_axes_guess.moc"
