/// The man pages name every command, option and setting that the programs themselves list, and man
/// has nothing to say against them.
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTest>

namespace {

QString helpOf(const QString& program, const QStringList& command)
{
    QProcess process;
    process.start(QStringLiteral(COUNTERPART_BIN_DIR "/") + program,
                  command + QStringList{QStringLiteral("--help")});
    return process.waitForFinished() && process.exitCode() == 0
               ? QString::fromUtf8(process.readAllStandardOutput())
               : QString();
}

QString pathOf(const QString& program)
{
    return QStringLiteral(COUNTERPART_MAN_DIR "/%1.1").arg(program);
}

/// The source of the page as it reads: without the escapes of hyphens and fonts.
QString pageOf(const QString& program)
{
    QFile file(pathOf(program));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString text = QString::fromUtf8(file.readAll());
    text.replace(QStringLiteral("\\-"), QStringLiteral("-"));
    text.remove(QRegularExpression(QStringLiteral("\\\\f[A-Z]")));
    return text;
}

/// Every match of the first group.
QStringList found(const QString& text, const char* pattern)
{
    QStringList all;
    const QRegularExpression expression(QString::fromLatin1(pattern),
                                        QRegularExpression::MultilineOption);
    for (const QRegularExpressionMatch& match : expression.globalMatch(text))
        all += match.captured(1);
    return all;
}

/// What the page says of one command; all of it where there is none.
QString sectionOf(const QString& page, const QString& command)
{
    if (command.isEmpty())
        return page;
    const qsizetype begin = page.indexOf(QStringLiteral("\n.SS %1\n").arg(command));
    if (begin < 0)
        return {};
    const qsizetype end =
        page.indexOf(QRegularExpression(QStringLiteral("\n\\.S[SH] ")), begin + 1);
    return page.mid(begin, end < 0 ? -1 : end - begin);
}

} // namespace

class TestManPages : public QObject
{
    Q_OBJECT

private slots:
    void everyOptionIsThere_data()
    {
        QTest::addColumn<QString>("program");
        QTest::addColumn<QString>("command");
        QTest::newRow("counterpart") << "counterpart" << QString();
        QTest::newRow("counterpart-cli") << "counterpart-cli" << QString();
        const QString help = helpOf(QStringLiteral("counterpart-cli"), {});
        const QString list = help.mid(help.indexOf(QLatin1String("Subcommands:")));
        const QStringList commands = found(list, "^  ([a-z]+)  ");
        QVERIFY(commands.size() >= 6);
        for (const QString& command : commands)
            QTest::newRow(qPrintable(command)) << "counterpart-cli" << command;
    }

    void everyOptionIsThere()
    {
        QFETCH(const QString, program);
        QFETCH(const QString, command);
        const QString help =
            helpOf(program, command.isEmpty() ? QStringList() : QStringList{command});
        const QString page = sectionOf(pageOf(program), command);
        QVERIFY(!page.isEmpty());
        const QStringList options = found(help, "^  (?:-[a-z],)?(--[a-z-]+)");
        QVERIFY(options.contains(QStringLiteral("--help")));
        for (const QString& option : options) {
            const QRegularExpression entry(QStringLiteral("^\\.B (.*, )?%1(,| |$)").arg(option),
                                           QRegularExpression::MultilineOption);
            QVERIFY2(entry.match(page).hasMatch(), qPrintable(option));
        }
        for (const QString& setting : found(help, "^  ([a-z]+\\.[a-z-]+)=VALUE"))
            QVERIFY2(page.contains(QStringLiteral("\n.B %1\n").arg(setting)), qPrintable(setting));
    }

    void sectionsAreThere_data()
    {
        QTest::addColumn<QString>("program");
        QTest::newRow("counterpart") << "counterpart";
        QTest::newRow("counterpart-cli") << "counterpart-cli";
    }

    void sectionsAreThere()
    {
        QFETCH(const QString, program);
        const QString page = pageOf(program);
        for (const char* section : {"NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXIT STATUS",
                                    "FILES", "EXAMPLES", "SEE ALSO"})
            QVERIFY2(page.contains(QStringLiteral("\n.SH %1\n").arg(QLatin1String(section))),
                     section);
        QVERIFY(!page.contains(QLatin1Char('@')));
    }

    void manHasNothingToSay_data() { sectionsAreThere_data(); }

    void manHasNothingToSay()
    {
        QFETCH(const QString, program);
        if (QStandardPaths::findExecutable(QStringLiteral("man")).isEmpty())
            QSKIP("man is not there");
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("MANWIDTH"), QStringLiteral("80"));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral("man"),
                      {QStringLiteral("--warnings"), QStringLiteral("-E"), QStringLiteral("UTF-8"),
                       QStringLiteral("-l"), QStringLiteral("-Tutf8"), QStringLiteral("-Z"),
                       pathOf(program)});
        QVERIFY(process.waitForFinished());
        QCOMPARE(process.exitCode(), 0);
        QCOMPARE(QString::fromUtf8(process.readAllStandardError()), QString());
    }
};

QTEST_APPLESS_MAIN(TestManPages)
#include "tst_man_pages.moc"
