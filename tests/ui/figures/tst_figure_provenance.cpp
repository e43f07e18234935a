#include "ui/figures/figure_provenance.h"

#include "core/base/error.h"
#include "core/io/named_networks.h"
#include "paint/painter_device.h"
#include "tests/support/network_files.h"
#include "tests/support/thrown_message.h"
#include "tests/support/ui_test.h"
#include "tests/ui/plots/matrix_content.h"
#include "ui/figures/figure_catalogue.h"
#include "ui/figures/figure_origin.h"
#include "ui/figures/figure_writer.h"

#include <QImage>
#include <QPainter>
#include <QPdfWriter>
#include <QTemporaryDir>

using namespace counterpart;
using test::messageOf;
using ui::FigureFormat;

namespace {

core::Provenance awkwardProvenance()
{
    core::Provenance provenance;
    provenance.version = "0.1.0";
    provenance.kind = "figure";
    provenance.name = "a1-correlation-matrices";
    provenance.inputs = {{"/data/ρ < 1 & \"more\" ]]> --> .h5",
                          "/",
                          "Netz α",
                          {"conv1"},
                          {5, 7, 0xfedcba9876543210}}};
    provenance.options = {{"view.threshold", 0.1}, {"view.order", std::string("x\ty\nz\x7f")}};
    provenance.seeds = {{"positions", 18446744073709551615U}};
    return provenance;
}

QByteArray figureBytes(FigureFormat format, bool withProvenance = true)
{
    plots::MatrixPlot plot;
    plot.setContent(test::contentOf(test::chequered(6, 6)));
    ui::FigureSpec spec;
    spec.format = format;
    spec.sizeMm = {60, 55};
    spec.dpi = 72;
    spec.title = QStringLiteral("ρ & σ");
    if (withProvenance)
        spec.provenance = std::make_shared<const core::Provenance>(awkwardProvenance());
    return ui::renderFigure(plot, spec);
}

void addFormats()
{
    QTest::addColumn<FigureFormat>("format");
    for (const FigureFormat format : ui::kFigureFormats)
        QTest::newRow(qPrintable(ui::suffix(format))) << format;
}

} // namespace

class TestFigureProvenance : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    QString write(const QByteArray& bytes, const QString& name = QStringLiteral("figure"))
    {
        QString path = m_folder.filePath(name);
        ui::writeAtomically(path, bytes);
        return path;
    }
    static QString refusal(const QString& path)
    {
        return messageOf<core::InputError>([&] { ui::readFigureProvenance(path); });
    }

private slots:
    void initTestCase() { paint::loadFigureFont(); }
    void init() { test::failOnQtWarnings(); }

    void roundTrip_data() { addFormats(); }

    /// Whatever the file is called.
    void roundTrip()
    {
        QFETCH(FigureFormat, format);
        const QString path = write(figureBytes(format));
        QCOMPARE(ui::pictureFormat(path), std::optional(format));
        QVERIFY(ui::readFigureProvenance(path) == awkwardProvenance());
    }

    void foreignPictures_data() { addFormats(); }

    void foreignPictures()
    {
        QFETCH(FigureFormat, format);
        const QString path = write(figureBytes(format, false));
        const QString message = refusal(path);
        QVERIFY2(message.startsWith(path) && message.contains("where it comes from"),
                 qPrintable(message));
    }

    void damagedFiles_data() { addFormats(); }

    /// Cut anywhere: read as before, or refused with a sentence; never more.
    void damagedFiles()
    {
        QFETCH(FigureFormat, format);
        const QByteArray bytes = figureBytes(format);
        int refused = 0;
        for (int cut = 0; cut < 40; ++cut) {
            const QString path = write(bytes.left(bytes.size() * cut / 40));
            const QString message = messageOf<core::InputError>([&] {
                if (!(ui::readFigureProvenance(path) == awkwardProvenance()))
                    throw core::UsageError("something else was read");
            });
            refused += message.startsWith(path);
        }
        QVERIFY(refused >= 2);
        for (qsizetype at = 0; at < bytes.size(); at += std::max<qsizetype>(1, bytes.size() / 60)) {
            QByteArray flipped = bytes;
            flipped[at] = static_cast<char>(~flipped[at]);
            refusal(write(flipped)); // may be read or refused
        }
    }

    void noPictures()
    {
        QVERIFY(refusal(write("unit\tpartner\n")).contains("is no figure"));
        QVERIFY(refusal(write({})).contains("is no figure"));
        QVERIFY(refusal(m_folder.filePath("absent.svg")).contains("cannot be opened"));
        QVERIFY(refusal(write("<svg><a></svg>")).contains("damaged: line 1"));
    }

    void tiffHasResolutionAndPixels()
    {
        plots::MatrixPlot plot;
        plot.setContent(test::contentOf(test::chequered(6, 6)));
        ui::FigureSpec spec;
        spec.format = FigureFormat::Tiff;
        spec.sizeMm = {60, 55};
        for (const ui::PageBackground background :
             {ui::PageBackground::White, ui::PageBackground::Transparent}) {
            spec.background = background;
            spec.format = FigureFormat::Tiff;
            const QByteArray tiff = ui::renderFigure(plot, spec);
            QVERIFY(tiff.startsWith(QByteArray("II*\0", 4)) ||
                    tiff.startsWith(QByteArray("MM\0*", 4)));
            QVERIFY(tiff.size() < 400'000); // compressed: 709 x 650 pixels
        }
    }

    void originComesBack()
    {
        test::NetworkFiles files;
        files.write();
        ui::FigureOrigin origin;
        for (const QString& file : {files.a(), files.b()})
            origin.networks.push_back(std::make_shared<const core::Network>(
                core::describeNamed(file.toStdString()).networks.front()));
        origin.layers = {origin.networks[0]->findLayer("conv"),
                         origin.networks[1]->findLayer("fc")};
        ui::FigureSettings& settings = origin.settings;
        settings.figure = "a3-matching-curves";
        settings.options.pass.policy = {core::Positions::Max, 17, 99};
        settings.options.pass.nonFinite = core::NonFinite::Drop;
        settings.options.pass.inputOrder = core::InputOrder::ById;
        settings.options.matching.isSigned = false;
        settings.information = {123, core::Binning::Percentile20, false};
        settings.measure = session::Measure::Information;
        settings.matchKind = session::MatchKind::Semi;
        settings.look.order = core::OrderKind::Cycle;
        settings.look.map = session::MapChoice::Cividis;
        settings.look.limits = session::LimitsKind::Manual;
        settings.look.manualLow = -0.25;
        settings.look.manualHigh = 0.75;
        settings.look.reference = core::NetId{1};
        settings.threshold = 0.375;

        const core::Provenance provenance = ui::provenanceOf(origin);
        QCOMPARE(provenance.inputs.size(), std::size_t{2});
        QVERIFY(provenance.inputs[0].fingerprint.size > 0);
        const ui::FigureRequest request = ui::requestOf(provenance, "x");
        QVERIFY(request.inputs == provenance.inputs);
        QCOMPARE(request.sides.a.input, std::size_t{0});
        QCOMPARE(request.sides.a.layer, std::string("conv"));
        QCOMPARE(request.sides.b.input, std::size_t{1});
        QCOMPARE(request.sides.b.layer, std::string("fc"));
        QVERIFY(request.sides.b.axes == std::optional(core::AxisOrder::NC));
        const ui::FigureSettings& read = request.settings;
        QCOMPARE(read.figure, settings.figure);
        QVERIFY(read.options.pass.policy == settings.options.pass.policy);
        QVERIFY(read.options.pass.nonFinite == core::NonFinite::Drop);
        QVERIFY(read.options.pass.inputOrder == core::InputOrder::ById);
        QVERIFY(!read.options.matching.isSigned);
        QVERIFY(read.information == settings.information);
        QVERIFY(read.measure == settings.measure);
        QVERIFY(read.matchKind == settings.matchKind);
        QVERIFY(read.look == settings.look);
        QCOMPARE(read.threshold, settings.threshold);
    }

    void originWithoutLayers()
    {
        core::Provenance provenance = awkwardProvenance();
        QVERIFY(messageOf<core::InputError>([&] {
                    ui::requestOf(provenance, "fig.svg");
                }).startsWith("fig.svg does not name"));
        provenance.inputs[0].layers = {"conv1", "conv2"}; // a network with itself
        const ui::FigureRequest request = ui::requestOf(provenance, "fig.svg");
        QCOMPARE(request.sides.b.input, std::size_t{0});
        QCOMPARE(request.sides.b.layer, std::string("conv2"));
    }

    void workspaces()
    {
        QCOMPARE(ui::workspaceOf("a1-correlation-matrices"), std::string("correlations"));
        QCOMPARE(ui::workspaceOf("a11-mutual-information"), std::string("gallery"));
        QCOMPARE(ui::workspaceOf("a12-clusters"), std::string("clusters"));
        QCOMPARE(ui::workspaceOf("s4-checkpoint-map"), std::string("dynamics"));
        for (const ui::FigureEntry& figure : ui::figureCatalogue())
            if (!figure.name.starts_with("a8-")) // of the inspector
                QVERIFY2(!ui::workspaceOf(figure.name).empty(), figure.name.c_str());
        QCOMPARE(ui::workspaceOf("pair"), std::string());
    }
};

QTEST_MAIN(TestFigureProvenance)
#include "tst_figure_provenance.moc"
