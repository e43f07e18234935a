/// Google Benchmark of what the window paints while a matrix is moved about: one frame an
/// iteration, by the painter device into an image, as a PlotWidget does it on screen. `worst_ms` is
/// the longest frame; a screen shows one in 16.7 ms.
#include "plots/matrix_plot.h"
#include "plots/plot_grid.h"
#include "ui/figures/figure_writer.h"

#include "paint/painter_device.h"

#include <QGuiApplication>
#include <QImage>
#include <QPainter>
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <memory>

using namespace counterpart;
using namespace counterpart::plots;

namespace {

constexpr core::Index kUnits = 8192;
constexpr Size kSize{1000, 800};
constexpr int kFrames = 120;

/// Correlations of two layers with groups of like units: no two neighbouring cells are equal.
std::shared_ptr<const MatrixPyramid> largeMatrix()
{
    static const auto pyramid = [] {
        const auto cell = [](core::Index i, core::Index j) {
            const double group = i / 300 == j / 300 ? 0.4 : 0.0;
            return group +
                   0.5 * std::sin(0.37 * double(i * i % 8191) + 0.11 * double(j * 7 % 8191));
        };
        const core::Order order = core::originalOrder(kUnits);
        return std::make_shared<const MatrixPyramid>(
            core::Matrix::NullaryExpr(kUnits, kUnits, cell), order, order);
    }();
    return pyramid;
}

std::unique_ptr<MatrixPlot> matrixPlot()
{
    auto plot = std::make_unique<MatrixPlot>();
    MatrixContent content;
    content.title = "between A and B";
    const core::Order order = core::originalOrder(kUnits);
    content.rows = {{{0}, {0}}, core::Side::A, "netA · fc6 unit", order, {}};
    content.columns = {{{1}, {0}}, core::Side::B, "netB · fc6 unit", order, {}};
    content.values = largeMatrix();
    plot->setContent(std::move(content));
    plot->setColourBarShown(true);
    return plot;
}

std::unique_ptr<Plot> oneMatrix()
{
    return matrixPlot();
}

/// As in the workspace of the correlations.
std::unique_ptr<Plot> fourMatrices()
{
    auto grid = std::make_unique<PlotGrid>(2);
    for (int panel = 0; panel < 4; ++panel)
        grid->add(matrixPlot());
    return grid;
}

constexpr Point kCentre{260, 220}; // within the matrix, or within the first of four

/// Ten pixels to and fro, so that every frame shows other cells.
void pan(Plot& plot, int frame)
{
    const double step = frame % 20 < 10 ? 10 : -10;
    plot.pan(kCentre, {kCentre.x + step, kCentre.y + step});
}

/// From the whole matrix down to single cells and back.
void zoom(Plot& plot, int frame)
{
    plot.zoomAt(kCentre, frame % 60 < 30 ? 1.25 : 0.8);
}

void frames(benchmark::State& state, std::unique_ptr<Plot> (*make)(), double startZoom,
            void (*move)(Plot&, int))
{
    const auto ratio = static_cast<double>(state.range(0));
    const std::unique_ptr<Plot> plot = make();
    plot->setTheme(darkTheme());
    plot->setPixelRatio(ratio);
    plot->setSize(kSize);
    plot->zoomAt(kCentre, startZoom);
    QImage screen(int(kSize.width * ratio), int(kSize.height * ratio), QImage::Format_RGB32);
    screen.setDevicePixelRatio(ratio);
    int frame = 0;
    double worst = 0;
    for ([[maybe_unused]] const auto iteration : state) {
        const auto start = std::chrono::steady_clock::now();
        move(*plot, frame++);
        QPainter painter(&screen);
        ui::paintPlot(painter, *plot, {0, 0, kSize.width, kSize.height}, darkTheme().background);
        painter.end();
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - start;
        worst = std::max(worst, took.count());
    }
    state.counters["worst_ms"] = worst;
}

void add(const char* name, std::unique_ptr<Plot> (*make)(), double startZoom,
         void (*move)(Plot&, int))
{
    benchmark::RegisterBenchmark(name, frames, make, startZoom, move)
        ->ArgName("ratio")
        ->Arg(1)
        ->Arg(2)
        ->Iterations(kFrames)
        ->Unit(benchmark::kMillisecond);
}

} // namespace

int main(int argc, char** argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    const QGuiApplication application(argc, argv);
    paint::loadFigureFont();
    benchmark::Initialize(&argc, argv);
    add("pan_several_cells_a_pixel", oneMatrix, 2, pan);
    add("pan_several_pixels_a_cell", oneMatrix, 100, pan);
    add("zoom", oneMatrix, 1, zoom);
    add("pan_four_matrices", fourMatrices, 2, pan);
    add("zoom_four_matrices", fourMatrices, 1, zoom);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
