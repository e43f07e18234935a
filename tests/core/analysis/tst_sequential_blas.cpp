#include "core/analysis/sequential_blas.h"

#include "core/base/parallel.h"

#include <QTest>
#include <cblas.h>

using namespace counterpart::core;

class SequentialBlasTest : public QObject
{
    Q_OBJECT

private slots:
    void holdsWhileAnyLives();
};

void SequentialBlasTest::holdsWhileAnyLives()
{
    setThreadCount(2);
    QCOMPARE(openblas_get_num_threads(), 2);
    {
        const SequentialBlas outer;
        QCOMPARE(openblas_get_num_threads(), 1);
        {
            const SequentialBlas inner;
            QCOMPARE(openblas_get_num_threads(), 1);
        }
        QCOMPARE(openblas_get_num_threads(), 1);
    }
    QCOMPARE(openblas_get_num_threads(), 2);
}

QTEST_APPLESS_MAIN(SequentialBlasTest)
#include "tst_sequential_blas.moc"
