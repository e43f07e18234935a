#include "core/base/progress.h"

#include "core/base/error.h"

#include <QtTest>

#include <atomic>
#include <chrono>
#include <cmath>
#include <thread>
#include <vector>

using namespace counterpart::core;

namespace {

/// What a sink was told.
struct Heard
{
    double fraction;
    std::string stage;
};

Progress::Sink appendTo(std::vector<Heard>& heard)
{
    return [&](double fraction, std::string_view stage) {
        heard.push_back({fraction, std::string(stage)});
    };
}

} // namespace

class TestProgress : public QObject
{
    Q_OBJECT

private slots:
    void defaultReportsToNobody();
    void partsOfParts();
    void neverFalls();
    void stagesAreAlwaysHeard();
    void notTooOften();
    void checkpointThrowsOnceStopped();
    void fromSeveralThreads();
};

void TestProgress::defaultReportsToNobody()
{
    const Progress progress;
    progress.report(0.5);
    progress.stage("reading");
    progress.checkpoint();
    progress.part(0, 0.5).report(1);
    QVERIFY(!progress.stopRequested());
}

/// A part of a part is a share of a share; what is out of range is taken as its end.
void TestProgress::partsOfParts()
{
    std::vector<Heard> heard;
    const Progress progress({}, appendTo(heard));
    const Progress second = progress.part(0.5, 1);
    const auto last = [&] {
        progress.stage("now"); // heard at once, unlike fractions
        return heard.back().fraction;
    };
    second.part(0.2, 0.6).report(0.5);
    QCOMPARE(last(), 0.5 + 0.5 * 0.4);
    second.part(0.2, 0.6).report(1);
    QCOMPARE(last(), 0.5 + 0.5 * 0.6);
    second.report(-3);
    QCOMPARE(last(), 0.5 + 0.5 * 0.6);
    second.report(7);
    QCOMPARE(last(), 1.0);
}

void TestProgress::neverFalls()
{
    std::vector<Heard> heard;
    const Progress progress({}, appendTo(heard));
    for (const double fraction : {0.1, 0.4, 0.2, 0.9, 0.3, 1.0, 0.0}) {
        progress.report(fraction);
        progress.stage("step");
    }
    QVERIFY(heard.size() >= 7);
    for (std::size_t i = 1; i < heard.size(); ++i)
        QVERIFY(heard[i].fraction >= heard[i - 1].fraction);
    QCOMPARE(heard.back().fraction, 1.0);
}

void TestProgress::stagesAreAlwaysHeard()
{
    std::vector<Heard> heard;
    const Progress progress({}, appendTo(heard));
    for (int i = 0; i < 100; ++i)
        progress.part(0, 0.5).stage("stage " + std::to_string(i));
    QCOMPARE(heard.size(), std::size_t{100});
    QCOMPARE(heard[99].stage, std::string("stage 99"));
}

void TestProgress::notTooOften()
{
    std::vector<Heard> heard;
    const Progress progress({}, appendTo(heard));
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < 100000; ++i)
        progress.report(i / 100000.0);
    progress.report(1);
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
    const auto allowed = static_cast<std::size_t>(std::ceil(seconds.count() / 0.02)) + 2;
    QVERIFY2(heard.size() <= allowed, qPrintable(QString::number(heard.size())));
    QCOMPARE(heard.back().fraction, 1.0); // the end is always heard
}

void TestProgress::checkpointThrowsOnceStopped()
{
    std::stop_source stop;
    const Progress progress(stop.get_token(), {});
    const Progress part = progress.part(0.25, 0.5);
    part.checkpoint();
    QVERIFY(!part.stopRequested());
    stop.request_stop();
    QVERIFY(part.stopRequested());
    QVERIFY_EXCEPTION_THROWN(part.checkpoint(), Cancelled);
    QVERIFY_EXCEPTION_THROWN(progress.checkpoint(), Cancelled);
}

/// One call of the sink at a time, never falling, whatever thread it comes from.
void TestProgress::fromSeveralThreads()
{
    std::atomic<int> inside{0};
    std::atomic<bool> overlapped{false}, fell{false};
    double last = 0;
    const Progress progress({}, [&](double fraction, std::string_view) {
        if (++inside > 1)
            overlapped = true;
        if (fraction < last)
            fell = true;
        last = fraction;
        --inside;
    });
    {
        std::vector<std::jthread> threads;
        for (int thread = 0; thread < 4; ++thread) {
            threads.emplace_back(
                [part = progress.part(thread * 0.25, thread * 0.25 + 0.25), thread] {
                    for (int i = 1; i <= 2000; ++i) {
                        part.report(i / 2000.0);
                        if (i % 20 == 0)
                            part.stage("thread " + std::to_string(thread));
                    }
                });
        }
    }
    QVERIFY(!overlapped);
    QVERIFY(!fell);
    QCOMPARE(last, 1.0);
}

QTEST_APPLESS_MAIN(TestProgress)
#include "tst_progress.moc"
