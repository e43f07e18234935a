#include "app/batch_figures.h"

#include "core/analysis/non_finite.h"
#include "core/base/error.h"
#include "paint/painter_device.h"
#include "tests/support/example_files.h"
#include "tests/support/hdf5_fixture.h"
#include "tests/support/permuted_networks.h"
#include "tests/support/random_activations.h"
#include "tests/support/thrown_message.h"
#include "tests/support/ui_test.h"
#include "ui/figures/figure_catalogue.h"
#include "ui/figures/figure_origin.h"
#include "ui/figures/figure_provenance.h"

#include <QDir>
#include <QFile>
#include <QImage>
#include <QTest>

#include <filesystem>
#include <limits>

using namespace counterpart;

/// Figures that are drawn without a window.
class TestBatchFigures : public QObject
{
    Q_OBJECT

    test::PermutedNetworks m_files;
    QStringList m_paths = m_files.write();

    app::BatchRequest request(const QStringList& figures) const
    {
        app::BatchRequest wanted;
        wanted.figures = figures;
        wanted.formats = QStringList{"csv"};
        wanted.folder = m_files.folder.filePath("out");
        wanted.files = QStringList{m_paths[1] + "::low", m_paths[2], m_paths[0]};
        return wanted;
    }
    QStringList linesOf(const QString& figure) const
    {
        QFile file(m_files.folder.filePath("out/" + figure + ".csv"));
        return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()).split('\n')
                                              : QStringList{};
    }

    /// Which unit of the first network a unit is.
    int planted(int network, int unit) const
    {
        return m_files.permutations[std::size_t(network)][0][std::size_t(unit)];
    }

private slots:
    void initTestCase() { paint::loadFigureFont(); }
    void init() { test::failOnQtWarnings(); }

    void unitsStandInTheOrderOfTheReference();
    void unknownReferencesAreRefused();
    void readingHasItsSettings();
    void everyFigureComesFromTheExamples();
    void galleriesFitTheirPage_data();
    void galleriesFitTheirPage();
};

void TestBatchFigures::unitsStandInTheOrderOfTheReference()
{
    app::BatchRequest wanted = request({"a1-correlation-matrices+a12-clusters"});
    app::writeFigures(wanted);
    const QStringList plain = linesOf(wanted.figures[0]);
    wanted.reference = "first";
    app::writeFigures(wanted);
    const QStringList ordered = linesOf(wanted.figures[0]);
    QCOMPARE(ordered.size(), plain.size());
    // Of the panels within A, within B, between in the order of the file, and between by reference.
    const std::vector<core::SidePair<int>> networks{{1, 1}, {2, 2}, {1, 2}, {1, 2}};
    const auto rows = static_cast<qsizetype>(test::PermutedNetworks::kUnits);
    std::size_t panel = 0;
    for (qsizetype line = 0; line < ordered.size() && panel < networks.size(); ++line) {
        if (!ordered[line].section(',', 0, 0).endsWith(" unit"))
            continue;
        const bool isByReference = panel != 2;
        const QStringList columns = ordered[line].trimmed().split(',').mid(1);
        QCOMPARE(columns.size(), rows);
        for (int place = 0; place < rows; ++place) {
            const int row = ordered[line + 1 + place].section(',', 0, 0).toInt();
            const int column = columns[place].toInt();
            const auto& [a, b] = networks[panel];
            QCOMPARE(isByReference ? planted(a, row) : row, place);
            QCOMPARE(isByReference ? planted(b, column) : column, place);
        }
        ++panel;
    }
    QCOMPARE(panel, networks.size());
}

void TestBatchFigures::unknownReferencesAreRefused()
{
    app::BatchRequest wanted = request({"a1-correlation-matrices"});
    wanted.reference = "fifth";
    const QString message = test::messageOf<core::UsageError>([&] { app::writeFigures(wanted); });
    QVERIFY2(message.contains("fifth") && message.contains(R"("second", "third", "first")"),
             qPrintable(message));
}

/// What is not finite, or in another order, is refused with the setting that reads it all the same.
void TestBatchFigures::readingHasItsSettings()
{
    const auto write = [&](const char* name, const core::ActivationBlock& fc, bool isTurned) {
        const QString path = m_files.folder.filePath(QLatin1String(name));
        std::vector<std::string> ids;
        for (core::Index i = 0; i < fc.rows(); ++i)
            ids.push_back(std::to_string(isTurned ? fc.rows() - 1 - i : i));
        const core::ActivationBlock rows = (isTurned ? fc.colwise().reverse() : fc).transpose();
        test::Hdf5Fixture file(path.toStdString());
        file.write("/activations/fc", {fc.rows(), fc.cols()},
                   std::vector<float>(rows.data(), rows.data() + rows.size()));
        file.writeStrings("/inputs/id", ids);
        return path;
    };
    core::ActivationBlock fc = test::normalActivations(40, 3, 5);
    const QString good = write("good.h5", fc, false);
    const QString twin = write("twin.h5", fc, false);
    const QString turned = write("turned.h5", fc, true);
    fc(7, 1) = std::numeric_limits<float>::quiet_NaN();
    const QString broken = write("broken.h5", fc, false);
    app::BatchRequest wanted = request({"a1-correlation-matrices"});
    wanted.files = {good, twin};
    app::writeFigures(wanted);
    const QStringList plain = linesOf(wanted.figures[0]);

    wanted.files = {good, turned};
    QVERIFY(test::messageOf<core::InputError>([&] {
                app::writeFigures(wanted);
            }).contains("another order"));
    wanted.settings = {"moments.order=by-id"};
    app::writeFigures(wanted);
    QCOMPARE(linesOf(wanted.figures[0]).replaceInStrings("turned", "twin"), plain);

    wanted.files = {broken, good};
    QVERIFY_EXCEPTION_THROWN(app::writeFigures(wanted), core::NonFiniteError);
    wanted.settings = {"moments.nonfinite=drop"};
    app::writeFigures(wanted);
    QCOMPARE(linesOf(wanted.figures[0]).size(), plain.size());
    wanted.settings = {"moments.nonfinite=ignore"};
    QVERIFY(test::messageOf<core::UsageError>([&] {
                app::writeFigures(wanted);
            }).contains("moments.nonfinite=refuse or drop"));
}

/// Of networks without a layer in common: each figure is of those that have what it needs.
void TestBatchFigures::everyFigureComesFromTheExamples()
{
    app::BatchRequest wanted = request({"all"});
    wanted.formats = {"csv"};
    wanted.folder = m_files.folder.filePath("all");
    wanted.files = test::exampleFiles() + test::exampleFiles("/training");
    app::writeFigures(wanted);
    QStringList expected;
    for (const ui::FigureEntry& figure : ui::figureCatalogue())
        expected += QString::fromStdString(figure.name) + ".csv";
    expected.sort();
    QStringList written = QDir(wanted.folder).entryList({"*.csv"}, QDir::Files);
    written.sort();
    QCOMPARE(written, expected);
    wanted.figures = {"c4-width"};
    wanted.formats = {"svg"};
    for (QString& file : wanted.files)
        file = QDir::current().relativeFilePath(file);
    app::writeFigures(wanted); // which remembers the layer that it is of
    const QString figure = QDir(wanted.folder).filePath("c4-width.svg");
    const ui::FigureRequest again =
        ui::requestOf(ui::readFigureProvenance(figure), figure.toStdString());
    QCOMPARE(again.sides.a.layer, std::string("recurrent"));
    QVERIFY(std::filesystem::exists(again.inputs[0].path) && again.inputs[0].path[0] == '/');
    QVERIFY(
        again.inputs.at(again.sides.b.input).path.ends_with("reader_width08_seed1_step4000.h5"));
    QFile widths(QDir(wanted.folder).filePath("c4-width.csv"));
    QVERIFY(widths.open(QIODevice::ReadOnly));
    QStringList points;
    for (const QString& line : QString::fromUtf8(widths.readAll()).split('\n'))
        points += line.section(',', -3, -3);
    for (const char* width : {"8", "16", "32"})
        QVERIFY(points.contains(width));
}

void TestBatchFigures::galleriesFitTheirPage_data()
{
    QTest::addColumn<double>("width"); // mm
    for (const double width : {60.0, 89.0, 120.0, 150.0, 183.0, 210.0})
        QTest::addRow("%g mm", width) << width;
}

/// Nothing is cut off at the lower edge.
void TestBatchFigures::galleriesFitTheirPage()
{
    QFETCH(double, width);
    app::BatchRequest wanted = request({"a18-most-least-active"});
    wanted.formats = {"png"};
    wanted.widthMm = width;
    wanted.dpi = 150;
    wanted.files = test::exampleFiles().first(2);
    app::writeFigures(wanted);
    const QImage page(QDir(wanted.folder).filePath("a18-most-least-active.png"));
    QVERIFY(!page.isNull());
    for (int y = page.height() - 4; y < page.height(); ++y)
        for (int x = 0; x < page.width(); ++x)
            QCOMPARE(page.pixelColor(x, y), QColor(Qt::white));
}

QTEST_MAIN(TestBatchFigures)
#include "tst_batch_figures.moc"
