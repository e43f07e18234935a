#include "tests/app/cli_process.h"
#include "tests/support/hdf5_fixture.h"

#include <QDir>
#include <QElapsedTimer>
#include <QProcess>
#include <QTest>
#include <QThread>

#include <cstdlib>

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

using namespace counterpart::test;

namespace {

/// A terminal of which the test reads what programs write to it.
class Terminal
{
public:
    Terminal() : m_master(posix_openpt(O_RDWR | O_NOCTTY))
    {
        if (m_master < 0 || grantpt(m_master) != 0 || unlockpt(m_master) != 0)
            return;
        m_name = ptsname(m_master);
        m_slave = open(m_name.c_str(), O_RDWR | O_NOCTTY);
        fcntl(m_master, F_SETFL, O_NONBLOCK);
    }
    ~Terminal()
    {
        close(m_slave);
        close(m_master);
    }
    Terminal(const Terminal&) = delete;
    Terminal& operator=(const Terminal&) = delete;

    /// A bare container may have no pseudo terminals.
    bool isOpen() const { return m_slave >= 0; }
    QString name() const { return QString::fromStdString(m_name); }

    /// All that was written so far.
    const QByteArray& text()
    {
        char buffer[4096];
        for (ssize_t count = 0; (count = read(m_master, buffer, sizeof buffer)) > 0;)
            m_text.append(buffer, int(count));
        return m_text;
    }

private:
    int m_master = -1;
    int m_slave = -1;
    std::string m_name;
    QByteArray m_text;
};

/// Processor time of a process so far, and of all that ended and were waited for.
double secondsOf(pid_t process)
{
    clockid_t clock{};
    timespec time{};
    if (clock_getcpuclockid(process, &clock) != 0 || clock_gettime(clock, &time) != 0)
        qFatal("no processor time of the process");
    return double(time.tv_sec) + double(time.tv_nsec) * 1e-9;
}

double secondsOfChildren()
{
    rusage usage{};
    getrusage(RUSAGE_CHILDREN, &usage);
    return double(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
           double(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) * 1e-6;
}

} // namespace

/// Long work: its progress bar, and how it ends when it is told to stop.
class TestCliCancel : public QObject
{
    Q_OBJECT

private slots:
    void initTestCase();
    void stopsOnSignal_data();
    void stopsOnSignal();
    void progressBarIsClearedAtTheEnd();

private:
    QString m_folder;
};

void TestCliCancel::initTestCase()
{
    m_folder = freshFolder("cli_cancel");
    // Nothing is written to the dataset, so that it takes a minute to analyse and no room on disk.
    Hdf5Fixture(m_folder.toStdString() + "/long.h5")
        .write("/activations/fc", {8'000'000, 512}, std::vector<double>{});
    std::vector<double> values;
    for (int i = 0; i < 4000; ++i)
        values.push_back(i * 37 % 101);
    Hdf5Fixture(m_folder.toStdString() + "/short.h5").write("/activations/fc", {1000, 4}, values);
}

void TestCliCancel::stopsOnSignal_data()
{
    QTest::addColumn<int>("number");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void TestCliCancel::stopsOnSignal()
{
    QFETCH(int, number);
    Terminal terminal;
    if (!terminal.isOpen())
        QSKIP("there are no pseudo terminals here");
    QProcess process;
    process.setStandardErrorFile(terminal.name());
    const QString file = m_folder + "/long.h5";
    startCli(process, {"analyze", file, file, "--json", m_folder + "/never.json"});
    QVERIFY(process.waitForStarted());
    // The bar stands once work goes on, and with it the handler of signals.
    QTRY_VERIFY_WITH_TIMEOUT(terminal.text().contains(" %"), 60'000);
    QVERIFY(process.state() == QProcess::Running);

    const double before = secondsOfChildren() + secondsOf(pid_t(process.processId()));
    QElapsedTimer timer;
    timer.start();
    QCOMPARE(kill(pid_t(process.processId()), number), 0);
    QVERIFY(process.waitForFinished(60'000));
    const qint64 elapsed = timer.elapsed();
    // Told by the processor's clock: on a loaded machine the wall's says nothing of the program.
    const double computed = secondsOfChildren() - before;
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 130);
    qInfo("stopped %lld ms after the signal, computing for %.3f s of them",
          static_cast<long long>(elapsed), computed);
    QVERIFY(computed < QThread::idealThreadCount());

    QCOMPARE(process.readAllStandardOutput(), QByteArray());
    QVERIFY(terminal.text().contains("cancelled"));
    QCOMPARE(QDir(m_folder).entryList(QDir::Files | QDir::Hidden),
             (QStringList{"long.h5", "short.h5"}));
}

void TestCliCancel::progressBarIsClearedAtTheEnd()
{
    const QString file = m_folder + "/short.h5";
    Terminal terminal;
    if (!terminal.isOpen())
        QSKIP("there are no pseudo terminals here");
    QProcess process;
    process.setStandardErrorFile(terminal.name());
    startCli(process, {"analyze", file, file, "--json", "-"});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 0);
    const QByteArray text = terminal.text();
    QVERIFY2(text.contains(" %"), text.constData());
    QVERIFY2(text.lastIndexOf("\r\033[K") > text.lastIndexOf(" %"), text.constData());
    QVERIFY(!process.readAllStandardOutput().contains('\033'));

    QVERIFY(!runCli({"analyze", file, file}).errors.contains(" %"));
}

QTEST_GUILESS_MAIN(TestCliCancel)
#include "tst_cli_cancel.moc"
