#include "tests/app/cli_process.h"

#include <QDir>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

namespace counterpart::test {

namespace {
constexpr int kLongestRun = 120'000; // milliseconds
}

CliRun runCli(const QStringList& arguments)
{
    QProcess process;
    startCli(process, arguments);
    CliRun run;
    if (!process.waitForFinished(kLongestRun)) {
        process.kill();
        process.waitForFinished();
    } else if (process.exitStatus() == QProcess::NormalExit) {
        run.status = process.exitCode();
    }
    run.output = process.readAllStandardOutput();
    run.errors = process.readAllStandardError();
    return run;
}

void startCli(QProcess& process, const QStringList& arguments)
{
    process.start(QStringLiteral(COUNTERPART_CLI), arguments);
}

QJsonObject jsonOf(const CliRun& run)
{
    if (run.status != 0) {
        qCritical("counterpart-cli ended with %d: %s", run.status, run.errors.constData());
        return {};
    }
    QJsonParseError error{};
    const QJsonDocument document = QJsonDocument::fromJson(run.output, &error);
    if (!document.isObject())
        qCritical("not a JSON object: %s", qPrintable(error.errorString()));
    return document.object();
}

QJsonObject analysedPair(const QStringList& arguments)
{
    const QJsonObject document =
        jsonOf(runCli(QStringList{"analyze"} + arguments + QStringList{"--json", "-"}));
    const QJsonArray pairs = document["pairs"].toArray();
    if (pairs.size() != 1)
        qCritical("%d pairs where one was expected", int(pairs.size()));
    return pairs.isEmpty() ? QJsonObject() : pairs.first().toObject();
}

std::vector<double> numbers(const QJsonValue& array)
{
    std::vector<double> values;
    for (const QJsonValue value : array.toArray())
        values.push_back(value.toDouble(qQNaN()));
    return values;
}

std::vector<int> integers(const QJsonValue& array)
{
    std::vector<int> values;
    for (const QJsonValue value : array.toArray())
        values.push_back(value.toInt(-1000));
    return values;
}

QString freshFolder(const QString& name)
{
    QDir folder(QStringLiteral(COUNTERPART_TEST_OUTPUT_DIR) + '/' + name);
    folder.removeRecursively();
    folder.mkpath(QStringLiteral("."));
    return folder.path();
}

} // namespace counterpart::test
