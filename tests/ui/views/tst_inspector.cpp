#include "ui/views/inspector.h"

#include "tests/support/network_files.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "ui/views/plot_widget.h"

#include <QImage>
#include <QLabel>

#include <algorithm>
#include <cmath>
#include <random>

using namespace counterpart;
using core::Side;
using test::WindowBench;

namespace {

constexpr int kUnits = 4;

/// The colour of all pixels of the picture of a unit: its own in each network.
QRgb colourOf(Side side, int unit)
{
    return qRgb(60 + 40 * unit, side == Side::A ? 30 : 150, 90);
}

/// The window on two networks of a layer "fc" whose units have pictures of one colour each.
struct Bench : WindowBench
{
    test::NetworkFiles files;
    core::SidePair<int> unitCount{kUnits, kUnits};
    core::SidePair<core::Matrix> values; ///< [inputs x units]

    bool open()
    {
        values = {write(Side::A, files.a(), 1), write(Side::B, files.b(), 2)};
        program->session().openFiles({files.a(), files.b()});
        return QTest::qWaitFor([this] {
                   return program->controller().state() ==
                          session::AnalysisController::State::Ready;
               }) &&
               settle();
    }
    core::Matrix write(Side side, const QString& path, unsigned seed) const
    {
        std::mt19937 random(seed);
        core::Matrix made(files.inputs, unitCount[side]);
        for (core::Index i = 0; i < made.rows(); ++i)
            for (core::Index j = 0; j < made.cols(); ++j)
                made(i, j) = double(random() % 256) / 64 + (j > 0 ? 0.5 * made(i, j - 1) : 0);
        const Eigen::Matrix<double, -1, -1, Eigen::RowMajor> rows = made;
        std::vector<int> pixels;
        for (int unit = 0; unit < unitCount[side]; ++unit) {
            const QRgb colour = colourOf(side, unit);
            for (int pixel = 0; pixel < 4; ++pixel)
                pixels.insert(pixels.end(), {qRed(colour), qGreen(colour), qBlue(colour)});
        }
        test::Hdf5Fixture file(path.toStdString(), true);
        file.setAttribute("/", "model", std::string(side == Side::A ? "net A" : "net B"));
        file.write("activations/fc", {files.inputs, unitCount[side]},
                   std::vector<double>(rows.data(), rows.data() + rows.size()));
        file.setAttribute("activations/fc", "axes", std::string("NC"));
        file.write("units/fc/image", {unitCount[side], 2, 2, 3}, pixels, test::Stored::UInt8);
        return made;
    }
    core::UnitRef unit(Side side, int place)
    {
        const core::LayerRef layer = (*program->session().pair())[side];
        return {layer.net, layer.layer, {place}};
    }
    bool choose(const session::Units& units)
    {
        const QString before = said();
        program->selection().setCurrent(units);
        return QTest::qWaitFor([&] { return said() != before; }, test::kLongMs) && settle();
    }
    QString said()
    {
        QString all;
        for (const QLabel* label : find<ui::Inspector>()->findChildren<QLabel*>())
            all += label->text() + u'\n';
        return all;
    }
    QStringList data(const char* widget)
    {
        plots::Plot& plot = find<ui::PlotWidget>(QString::fromLatin1(widget))->plot();
        return QString::fromStdString(plot.dataAsText()).split(u'\n', Qt::SkipEmptyParts);
    }
    QStringList pictures() { return data("Filters and top inputs of the current pair"); }
    QStringList histograms() { return data("Distribution of the activations of the current pair"); }
    QStringList joint() { return data("Joint histogram of the current pair"); }
    /// How many pixels of the unit's picture are shown.
    int shownPixels(Side side, int unit)
    {
        const QImage image =
            find<ui::PlotWidget>("Filters and top inputs of the current pair")->grab().toImage();
        int count = 0;
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                count += (image.pixel(x, y) & RGB_MASK) == (colourOf(side, unit) & RGB_MASK);
        return count;
    }
};

/// The correlation of two columns by its definition.
double correlation(const core::Vector& x, const core::Vector& y)
{
    const core::Vector dx = x.array() - x.mean();
    const core::Vector dy = y.array() - y.mean();
    return dx.dot(dy) / std::sqrt(dx.squaredNorm() * dy.squaredNorm());
}

QString fixed(double value)
{
    return QString::number(value, 'f', 3);
}

/// Whether the histogram of that name counts all of these values, about their mean.
void compareHistogram(const QStringList& rows, const QString& name, const core::Vector& values)
{
    int count = 0;
    double sum = 0;
    double widest = 0;
    for (const QString& row : rows) {
        const QStringList cells = row.split(u'\t');
        if (cells[0] != name)
            continue;
        const double from = cells[1].toDouble();
        const double to = cells[2].toDouble();
        count += cells[3].toInt();
        sum += cells[3].toInt() * (from + to) / 2;
        widest = std::max(widest, to - from);
    }
    QCOMPARE(count, values.size());
    QVERIFY2(std::abs(sum / count - values.mean()) <= widest / 2 && widest < 0.5, qPrintable(name));
}

} // namespace

class TestInspector : public QObject
{
    Q_OBJECT

private slots:
    void init() { test::failOnQtWarnings(); }

    void twoUnitsOfOneNetwork_data()
    {
        QTest::addColumn<bool>("isOfA");
        QTest::newRow("within A") << true;
        QTest::newRow("within B") << false;
    }

    /// Values, histograms, pictures and joint histogram are those of the two, and of no unit of the
    /// other network that has the same number.
    void twoUnitsOfOneNetwork()
    {
        QFETCH(bool, isOfA);
        const Side side = isOfA ? Side::A : Side::B;
        const QString name = isOfA ? QStringLiteral("A") : QStringLiteral("B");
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.choose({bench.unit(side, 2), bench.unit(side, 1)}));
        const core::Vector x = bench.values[side].col(2);
        const core::Vector y = bench.values[side].col(1);
        const QString said = bench.said();
        QVERIFY2(said.contains(QStringLiteral("net %1/fc[2]<br>~ net %1/fc[1]").arg(name)),
                 qPrintable(said));
        QVERIFY2(said.contains(u'>' + fixed(correlation(x, y)) + u'<'), qPrintable(said));
        for (const auto& [unit, values] : {std::pair{2, x}, {1, y}})
            QVERIFY2(said.contains(QStringLiteral("%1[%2]: activation</td><td>mean %3")
                                       .arg(name)
                                       .arg(unit)
                                       .arg(fixed(values.mean()))),
                     qPrintable(said));
        compareHistogram(bench.histograms(), name + " fc[2]", x);
        compareHistogram(bench.histograms(), name + " fc[1]", y);
        QCOMPARE(bench.pictures()[0],
                 QStringLiteral("section\tnet %1 · fc\tnet %1 · fc\tr").arg(name));
        QVERIFY(bench.pictures()[1].startsWith(QStringLiteral("\tfc[2]\tfc[1]\t")));
        QVERIFY(std::abs(bench.pictures()[1].section(u'\t', 3).toDouble() - correlation(x, y)) <
                1e-5);
        for (int unit = 0; unit < kUnits; ++unit) {
            QCOMPARE(bench.shownPixels(side, unit) > 100, unit == 1 || unit == 2);
            QCOMPARE(bench.shownPixels(core::other(side), unit), 0);
        }
        QCOMPARE(bench.joint()[0], QStringLiteral("%1 fc[2]\t%1 fc[1]\tsamples").arg(name));
        int counted = 0;
        for (const QString& row : bench.joint().mid(1))
            counted += row.section(u'\t', -1).toInt();
        QCOMPARE(counted, bench.files.inputs);
    }

    /// A's unit stands first, whichever was clicked first.
    void unitsOfBothNetworks()
    {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.choose({bench.unit(Side::B, 3), bench.unit(Side::A, 0)}));
        const double r = correlation(bench.values.a.col(0), bench.values.b.col(3));
        QVERIFY(bench.said().contains(QStringLiteral("net A/fc[0]<br>~ net B/fc[3]")));
        QVERIFY(bench.said().contains(u'>' + fixed(r) + u'<'));
        compareHistogram(bench.histograms(), QStringLiteral("A fc[0]"), bench.values.a.col(0));
        compareHistogram(bench.histograms(), QStringLiteral("B fc[3]"), bench.values.b.col(3));
        QVERIFY(bench.shownPixels(Side::A, 0) > 100 && bench.shownPixels(Side::B, 3) > 100);
        QCOMPARE(bench.joint()[0], QStringLiteral("A fc[0]\tB fc[3]\tsamples"));
    }

    /// Of five units one has no partner among four; that is said, and it stands alone.
    void aUnitWithoutAPartnerSaysSo()
    {
        Bench bench;
        bench.unitCount.a = 5;
        QVERIFY(bench.open());
        const auto& matches = bench.program->controller().current().matching->units.a;
        const auto lone = std::ranges::find_if(
            matches, [](const core::UnitMatch& match) { return !match.partner.isValid(); });
        QVERIFY(lone != matches.end());
        QVERIFY(bench.choose({bench.unit(Side::A, int(lone - matches.begin()))}));
        QVERIFY(bench.said().contains(QStringLiteral("A: partner</td><td>none<")));
        QCOMPARE(bench.pictures()[0].count(u'\t'), 1);
    }

    /// A cell of the diagonal of a network's own matrix.
    void aUnitWithItselfIsOneUnit()
    {
        Bench bench;
        QVERIFY(bench.open());
        QVERIFY(bench.choose({bench.unit(Side::B, 3), bench.unit(Side::B, 3)}));
        QVERIFY(bench.said().contains(QStringLiteral("<b>net B/fc[3]</b>")));
        compareHistogram(bench.histograms(), QStringLiteral("B fc[3]"), bench.values.b.col(3));
        QVERIFY(bench.shownPixels(Side::B, 3) > 100);
        // Alone: no empty place says that it has no partner.
        QCOMPARE(bench.pictures()[0].count(u'\t'), 1);
        QVERIFY(!bench.find<ui::PlotWidget>("Joint histogram of the current pair")->isVisible());
    }

    /// The mutual information within a network, where it is the measure.
    void informationWithinANetwork()
    {
        Bench bench;
        QVERIFY(bench.open());
        bench.program->session().setMeasure(session::Measure::Information);
        QVERIFY(bench.settle());
        QVERIFY(bench.choose({bench.unit(Side::B, 0), bench.unit(Side::B, 1)}));
        const auto& result = bench.program->controller().current();
        QCOMPARE(result.measure, session::Measure::Information);
        const double information = result.information->values.within.b(0, 1);
        const double r = correlation(bench.values.b.col(0), bench.values.b.col(1));
        QVERIFY(bench.said().contains(u'>' + fixed(information) + " nats<"));
        QVERIFY(bench.said().contains(u'>' + fixed(r) + u'<'));
    }
};

QTEST_MAIN(TestInspector)
#include "tst_inspector.moc"
