#pragma once

#include <QByteArray>
#include <QJsonArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

class QProcess;

namespace counterpart::test {

/// What one run of counterpart-cli gave.
struct CliRun
{
    int status = -1; ///< exit status; -1 if it crashed or did not end
    QByteArray output;
    QByteArray errors;
};

/// Runs counterpart-cli to its end; kills it after two minutes.
CliRun runCli(const QStringList& arguments);

/// Starts it without waiting for its end.
void startCli(QProcess& process, const QStringList& arguments);

/// The JSON on standard output. Empty, with a critical message, unless the run ended with status 0
/// and wrote one JSON object and nothing else.
QJsonObject jsonOf(const CliRun& run);

/// The only entry of "pairs" of `analyze <arguments> --json -`; empty if that failed.
QJsonObject analysedPair(const QStringList& arguments);

std::vector<double> numbers(const QJsonValue& array);
std::vector<int> integers(const QJsonValue& array);

/// An empty folder for the files of this test program.
QString freshFolder(const QString& name);

} // namespace counterpart::test
