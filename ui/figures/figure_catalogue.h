#pragma once

#include "plots/plot.h"
#include "plots/plot_grid.h"
#include "session/analysis_controller.h"
#include "session/matrix_settings.h"
#include "ui/figures/mapping_figure.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace counterpart::ui {

/// What figures are drawn from.
struct FigureInputs
{
    session::PairResult result;              ///< of the chosen layer pair
    std::vector<session::PairResult> layers; ///< of every layer pair, in depth order
    session::MatrixLook look;
    double threshold = 0.5;
    std::shared_ptr<const MappingSteps> mapping{}; ///< from A to B; fitted where it is null
    std::vector<session::NetworkPtr> networks{};   ///< all that are open, the compared ones first
};

struct LayerOfNetwork
{
    session::NetworkPtr network;
    std::string name;
};

/// A figure with everything that it consists of.
class FigureSheet
{
public:
    explicit FigureSheet(int columns) : m_grid(columns) {}

    /// Takes a panel and adds it to the grid.
    void add(std::unique_ptr<plots::Plot> panel);
    /// The whole figure: the grid, or the only panel.
    plots::Plot& plot();
    /// Says that it is of this layer, not of the chosen pair.
    void setLayer(LayerOfNetwork layer) { m_layer = std::move(layer); }
    const std::optional<LayerOfNetwork>& layer() const { return m_layer; }

private:
    std::optional<LayerOfNetwork> m_layer;
    std::vector<plots::Plot*> m_panels; ///< of the grid
    plots::PlotGrid m_grid;
};

/// One figure that the program can draw, by the name of formats.md.
struct FigureEntry
{
    std::string name;  ///< "a1-correlation-matrices"
    std::string title; ///< for the file's metadata and the help
    std::unique_ptr<FigureSheet> (*make)(const FigureInputs& inputs);
    bool showsAllLayers = false;    ///< whether it needs FigureInputs::layers
    bool needsInformation = false;  ///< whether it needs that of FigureInputs::result
    bool showsMapping = false;      ///< whether FigureInputs::mapping spares it work
    std::size_t fewestNetworks = 2; ///< that it can be drawn of
    /// Why it cannot be drawn of these inputs, a sentence, or empty; null where it always can.
    std::string (*whyNot)(const FigureInputs& inputs) = nullptr;
};

/// Every figure, in the order of the paper.
const std::vector<FigureEntry>& figureCatalogue();

/// The entry of that name, or nullptr.
const FigureEntry* findFigure(const std::string& name);

} // namespace counterpart::ui
