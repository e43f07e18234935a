/// The help: every page is built in and reached from the contents, every link leads to a page, and
/// the window follows them.
#include "tests/support/ui_test.h"

#include "ui/commands/help_dialog.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTest>
#include <QTextBlock>
#include <QTextBrowser>

using namespace counterpart;

namespace {

const QString kFolder = QStringLiteral(COUNTERPART_SOURCE_DIR "/resources/help/");

QString textOf(const QString& path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// The pages under resources/help, as paths from there.
QStringList pages()
{
    QStringList found;
    QDirIterator files(kFolder, {QStringLiteral("*.md")}, QDir::Files,
                       QDirIterator::Subdirectories);
    while (files.hasNext())
        found += files.next().mid(kFolder.size());
    found.sort();
    return found;
}

/// The targets of the links of a page within the help, as paths from its root.
QStringList linksOf(const QString& page)
{
    static const QRegularExpression kLink(QStringLiteral("\\[[^\\]]+\\]\\(([^)]+)\\)"));
    const QString folder = page.contains(QLatin1Char('/'))
                               ? page.section(QLatin1Char('/'), 0, -2) + QLatin1Char('/')
                               : QString();
    QStringList links;
    for (const QRegularExpressionMatch& match : kLink.globalMatch(textOf(kFolder + page))) {
        if (!match.captured(1).contains(QLatin1String("://")))
            links += QDir::cleanPath(folder + match.captured(1));
    }
    return links;
}

QString titleOf(const QString& page)
{
    return textOf(kFolder + page).section(QLatin1Char('\n'), 0, 0).mid(2);
}

/// The addresses of all links as the browser holds them.
QSet<QUrl> anchorsOf(const QTextBrowser& browser)
{
    QSet<QUrl> anchors;
    for (QTextBlock block = browser.document()->begin(); block.isValid(); block = block.next()) {
        for (auto part = block.begin(); !part.atEnd(); ++part) {
            const QTextCharFormat format = part.fragment().charFormat();
            if (format.isAnchor())
                anchors += browser.source().resolved(QUrl(format.anchorHref()));
        }
    }
    return anchors;
}

} // namespace

class TestHelp : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void everyPageIsBuiltIn()
    {
        QStringList listed;
        static const QRegularExpression kFile(QStringLiteral("<file>([^<]+)</file>"));
        for (const auto& match : kFile.globalMatch(textOf(kFolder + QStringLiteral("help.qrc"))))
            listed += match.captured(1);
        listed.sort();
        QCOMPARE(listed, pages());
        QVERIFY(listed.size() >= 38);
    }

    void everyPageIsReachedFromTheContents()
    {
        QStringList open{QStringLiteral("help.md")};
        QSet<QString> reached(open.begin(), open.end());
        while (!open.isEmpty()) {
            const QString page = open.takeFirst();
            for (const QString& link : linksOf(page)) {
                QVERIFY2(pages().contains(link), qPrintable(page + ": " + link));
                if (!reached.contains(link))
                    open += link;
                reached += link;
            }
        }
        for (const QString& page : pages())
            QVERIFY2(reached.contains(page), qPrintable(page));
    }

    void everyMethodSaysWhatAReaderMustKnow()
    {
        for (const QString& page : pages()) {
            const QString text = textOf(kFolder + page);
            QVERIFY2(text.startsWith(QLatin1String("# ")), qPrintable(page));
            if (page.startsWith(QLatin1String("methods/"))) {
                for (const char* part :
                     {"**Formula.**", "**Options.**", "**Misleads when**", "**Source.**"})
                    QVERIFY2(text.contains(QLatin1String(part)),
                             qPrintable(page + QLatin1Char(' ') + QLatin1String(part)));
            }
            if (page.startsWith(QLatin1String("measures/")))
                QVERIFY2(text.contains(QLatin1String("**Formula.**")), qPrintable(page));
        }
    }

    void theWindowShowsEveryPageAndFollowsItsLinks()
    {
        ui::HelpDialog dialog;
        dialog.show();
        QTextBrowser& browser = dialog.browser();
        QVERIFY(browser.toPlainText().startsWith(QLatin1String("Counterpart\n")));
        const QSet<QUrl> chapters = anchorsOf(browser);
        QCOMPARE(chapters.size(), QSet<QString>([] {
                                      const QStringList links = linksOf(QStringLiteral("help.md"));
                                      return QSet<QString>(links.begin(), links.end());
                                  }())
                                      .size());
        for (const QString& page : pages()) {
            dialog.showPage(page.chopped(3));
            QVERIFY2(browser.toPlainText().startsWith(titleOf(page) + QLatin1Char('\n')),
                     qPrintable(page));
            for (const QUrl& link : anchorsOf(browser)) {
                if (link.scheme() != QLatin1String("qrc"))
                    continue;
                browser.setSource(link);
                QVERIFY2(browser.toPlainText().startsWith(
                             titleOf(link.path().mid(QStringLiteral("/help/").size()))),
                         qPrintable(page + ": " + link.toString()));
                browser.backward();
            }
        }
    }

    void tablesAndCodeAreShown()
    {
        ui::HelpDialog dialog;
        dialog.showPage(QStringLiteral("activations"));
        QVERIFY(dialog.browser().toPlainText().contains(QLatin1String("h5py.File")));
        QVERIFY(!dialog.browser().toPlainText().contains(QLatin1String("|---|")));
    }
};

QTEST_MAIN(TestHelp)
#include "tst_help.moc"
