/// Every measure has its page of help, with all that a reader must know before believing a value.
#include "core/similarity/measure.h"

#include <QDir>
#include <QFile>
#include <QTest>

using namespace counterpart::core;

namespace {

const QString kPages = QStringLiteral(COUNTERPART_SOURCE_DIR "/resources/help/measures");

QString textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

} // namespace

class MeasurePagesTest : public QObject
{
    Q_OBJECT

private slots:
    void everyMeasureHasOne();
    void everyPageSaysAll_data();
    void everyPageSaysAll();
};

void MeasurePagesTest::everyMeasureHasOne()
{
    for (const MeasureCard& card : measureCards())
        QVERIFY2(QFile::exists(kPages + '/' + card.id + ".md"), card.id);
    for (const QString name : {"mi", "rsa", "subspace", "cka-debiased"})
        QVERIFY2(QFile::exists(kPages + '/' + name + ".md"), qPrintable(name));
}

void MeasurePagesTest::everyPageSaysAll_data()
{
    QTest::addColumn<QString>("name");
    for (const QString& name : QDir(kPages).entryList({"*.md"}))
        QTest::newRow(qPrintable(name)) << name;
}

void MeasurePagesTest::everyPageSaysAll()
{
    QFETCH(const QString, name);
    const QString text = textOf(kPages + '/' + name);
    QVERIFY(text.startsWith("# "));
    qsizetype last = 0;
    for (const QString heading : {"**Range.**", "**Direction.**", "**Does not change with**",
                                  "**Needs.**", "**Misleads when**", "**Here.**", "**Source.**"}) {
        const qsizetype place = text.indexOf(heading);
        QVERIFY2(place > last, qPrintable(heading));
        last = place;
    }
    const QString listed =
        textOf(QStringLiteral(COUNTERPART_SOURCE_DIR "/resources/help/help.qrc"));
    QVERIFY(listed.contains("measures/" + name));
}

QTEST_APPLESS_MAIN(MeasurePagesTest)
#include "tst_measure_pages.moc"
