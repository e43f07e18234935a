#include "tests/support/example_files.h"
#include "tests/support/picture_test.h"
#include "tests/support/ui_test.h"
#include "tests/support/window_bench.h"

#include "core/io/data_table.h"
#include "ui/figures/figure_catalogue.h"
#include "ui/figures/figure_writer.h"
#include "ui/views/plot_widget.h"

#include <QPainter>
#include <QSvgRenderer>

#include <cmath>

using namespace counterpart;
using State = session::AnalysisController::State;
using test::WindowBench;

namespace {

constexpr int kPixelDifference = 64;
constexpr int kCoarse = 24; ///< blocks a side in which exported and shown figures are compared

/// Share of the pixels that differ clearly from the background.
double inkShare(const QImage& picture, const QColor& background)
{
    constexpr int kClear = 40;
    qint64 ink = 0;
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x)
            ink += std::abs(picture.pixelColor(x, y).lightness() - background.lightness()) > kClear;
    }
    return double(ink) / (double(picture.width()) * picture.height());
}

} // namespace

/// The window and the figures on the bundled example.
class TestViews : public QObject
{
    Q_OBJECT

    /// The window on the example, with its first pair shown.
    static std::unique_ptr<WindowBench> openExample(session::ThemeChoice theme,
                                                    const QStringList& others = {})
    {
        auto bench = std::make_unique<WindowBench>();
        bench->program->settings().setTheme(theme);
        bench->program->session().openFiles(test::exampleFiles() + others);
        const bool isReady = QTest::qWaitFor(
            [&] { return bench->program->controller().state() == State::Ready; }, test::kLongMs);
        return isReady && bench->settle() ? std::move(bench) : nullptr;
    }

    /// Shows every workspace, and waits until it is drawn.
    static bool visitWorkspaces(WindowBench& bench)
    {
        for (int tab = 0; tab < bench.tabCount(); ++tab) {
            bench.window().workspaces().showTab(tab);
            if (!bench.settle())
                return false;
        }
        return true;
    }

private slots:
    void init() { test::failOnQtWarnings(); }

    void windowInBothThemes_data()
    {
        QTest::addColumn<session::ThemeChoice>("theme");
        QTest::addColumn<int>("lightness"); // of the window's background
        QTest::newRow("light") << session::ThemeChoice::Light << 255;
        QTest::newRow("dark") << session::ThemeChoice::Dark << 0;
    }

    void windowInBothThemes()
    {
        QFETCH(session::ThemeChoice, theme);
        QFETCH(int, lightness);
        const auto bench = openExample(theme);
        QVERIFY(bench);
        QCOMPARE(bench->program->session().networks().size(), 4);
        for (const int tab : {0, 1, 2, 5}) { // Measures draws when asked to
            bench->window().workspaces().showTab(tab);
            QVERIFY(bench->settle());
            const QImage picture = bench->window().grab().toImage();
            const QString name =
                QStringLiteral("window_%1_%2.png").arg(QTest::currentDataTag()).arg(tab);
            QVERIFY(picture.save(QStringLiteral(COUNTERPART_TEST_OUTPUT_DIR) + QLatin1Char('/') +
                                 name));
            // The margin of the plot is the theme's background, and something is drawn on it.
            const QImage plot = bench->view()->plotWidget()->grab().toImage();
            const QColor margin = plot.pixelColor(2, 2);
            QVERIFY2(std::abs(margin.lightness() - lightness) < 64, qPrintable(margin.name()));
            QVERIFY(inkShare(plot, margin) > 0.02);
        }
    }

    void arrowKeysWalkThroughTheGallery()
    {
        const auto bench = openExample(session::ThemeChoice::Light);
        QVERIFY(bench);
        bench->window().workspaces().showTab(2);
        QVERIFY(bench->settle());
        session::Selection& selection = bench->program->selection();
        ui::PlotWidget* gallery = bench->view()->plotWidget();
        gallery->setFocus();
        std::vector<session::Units> walked;
        for (const Qt::Key key : {Qt::Key_Right, Qt::Key_Right, Qt::Key_Left}) {
            QTest::keyClick(gallery, key);
            walked.push_back(selection.current());
            QCOMPARE(walked.back().size(), std::size_t{2});
        }
        QVERIFY(walked[0] != walked[1]);
        QCOMPARE(walked[2], walked[0]);
    }

    void windowFitsASmallScreen()
    {
        const auto bench = openExample(session::ThemeChoice::Light);
        QVERIFY(bench);
        QVERIFY(visitWorkspaces(*bench));
        const QSize smallest = bench->window().minimumSizeHint();
        QVERIFY2(
            smallest.width() <= 1280 && smallest.height() <= 720,
            qPrintable(QStringLiteral("%1 x %2").arg(smallest.width()).arg(smallest.height())));
    }

    /// A workspace that was looked at, but in which nothing was asked for, offers no empty axes.
    void figuresOfferedForExportHaveData()
    {
        const auto bench = openExample(session::ThemeChoice::Light);
        QVERIFY(bench);
        QVERIFY(visitWorkspaces(*bench));
        QStringList offered;
        for (const ui::LinkedView* view : bench->window().workspaces().views()) {
            for (const ui::ShownFigure& figure : view->readyFigures()) {
                offered += figure.name;
                const std::vector<core::DataTable> tables = figure.widget->plot().tables()();
                const bool hasData = std::ranges::any_of(
                    tables, [](const core::DataTable& table) { return table.rows() > 0; });
                QVERIFY2(hasData, qPrintable(figure.name));
            }
        }
        QVERIFY(offered.contains(QStringLiteral("a1-correlation-matrices")));
        QVERIFY2(offered.size() >= 5, qPrintable(offered.join(QLatin1Char(' '))));
    }

    void figuresOfTheExample_data()
    {
        QTest::addColumn<QString>("figure");
        for (const ui::FigureEntry& entry : ui::figureCatalogue())
            QTest::newRow(entry.name.c_str()) << QString::fromStdString(entry.name);
    }

    /// Every figure can be drawn from what is bundled, and the exported SVG looks like what is on
    /// screen.
    void figuresOfTheExample()
    {
        QFETCH(QString, figure);
        const auto bench = openExample(session::ThemeChoice::Light,
                                       test::exampleFiles(QStringLiteral("/training")));
        QVERIFY(bench);
        session::AnalysisController& controller = bench->program->controller();
        controller.analyseAllLayers();
        QTRY_COMPARE(controller.layers().size(), controller.commonLayerCount());
        controller.requestInformation();
        QTRY_VERIFY(controller.current().information);
        const ui::FigureInputs inputs{controller.current(),
                                      controller.layers(),
                                      {},
                                      0.5,
                                      {},
                                      bench->program->session().networks()};
        const ui::FigureEntry* entry = ui::findFigure(figure.toStdString());
        if (entry->whyNot)
            QCOMPARE(entry->whyNot(inputs), std::string());
        const auto sheet = entry->make(inputs);

        const plots::Size size = sheet->plot().preferredSize();
        const QImage onScreen = ui::renderImage(sheet->plot(), size, 2, plots::lightTheme());
        ui::FigureSpec spec;
        spec.sizeMm = QSizeF(size.width, size.height) * 25.4 / 96;
        // Cells are whole pixels of the screen or of the figure's images: at another resolution a
        // matrix of 64 places is up to a tenth larger or smaller.
        spec.dpi = 2 * 96;
        const QByteArray svg = ui::renderFigure(sheet->plot(), spec);
        QSvgRenderer renderer(svg);
        QVERIFY(renderer.isValid());
        QImage exported(onScreen.size(), QImage::Format_RGB32);
        exported.fill(Qt::white);
        QPainter painter(&exported);
        renderer.render(&painter);
        painter.end();
        const QString base =
            QStringLiteral(COUNTERPART_TEST_OUTPUT_DIR) + QLatin1Char('/') + figure;
        QVERIFY(exported.save(base + "-svg.png") && onScreen.save(base + "-screen.png"));
        // On paper cells need not end at pixels, so that places differ by a few; what is where does
        // not.
        const auto coarse = [](const QImage& picture) {
            return picture.scaled(kCoarse, kCoarse, Qt::IgnoreAspectRatio,
                                  Qt::SmoothTransformation);
        };
        const test::PictureComparison comparison =
            test::comparePictures(coarse(exported), coarse(onScreen), kPixelDifference);
        QVERIFY2(comparison.meanDifference < 14 && comparison.differingShare < 0.02,
                 qPrintable(QStringLiteral("mean %1, share %2")
                                .arg(comparison.meanDifference)
                                .arg(comparison.differingShare)));

        spec.format = ui::FigureFormat::Pdf;
        const QByteArray pdf = ui::renderFigure(sheet->plot(), spec);
        QVERIFY(pdf.startsWith("%PDF-"));
        QVERIFY2(pdf.contains("/FontFile"), "no font is embedded");
    }
};

QTEST_MAIN(TestViews)
#include "tst_views.moc"
