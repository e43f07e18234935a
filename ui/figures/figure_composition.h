#pragma once

#include "plots/figure_parts.h"
#include "plots/matrix_plot.h"
#include "plots/plot.h"
#include "plots/vector_target.h"

#include <memory>
#include <optional>
#include <vector>

namespace counterpart::ui {

/// The plots that a figure consists of, row by row: those of a grid, of each figure of a
/// composition, or the plot itself.
std::vector<const plots::Plot*> panelsOf(const plots::Plot& plot);

/// Several figures as one picture: a grid whose columns are as wide and whose rows are as high as
/// their figures prefer, with letters. Where every plot in it is a matrix of the same colours and
/// limits, one colour bar at the right stands for all.
///
/// The figures are not owned and must outlive it; after drawing, those that are on the screen must
/// be given their size, ratio and theme back.
class FigureComposition : public plots::Plot, public plots::VectorTarget, public plots::PartedPlot
{
public:
    /// `columns` >= 1; at least one figure.
    FigureComposition(std::vector<plots::Plot*> figures, int columns);
    ~FigureComposition() override;

    const std::vector<plots::Plot*>& figures() const { return m_figures; }
    /// What the shared colour bar says; none if each figure keeps its own.
    const std::optional<plots::MatrixScale>& sharedScale() const { return m_shared; }

    void setTheme(const plots::PlotTheme& theme) override;
    void setPixelRatio(double ratio) override;
    void setVectorTarget(bool isVector) override;
    void setParts(const plots::FigureParts& parts) override;
    void setSize(plots::Size size) override;
    plots::Size minimumSize() const override;
    plots::Size preferredSize() const override;
    bool isEmpty() const override;
    std::vector<plots::ScenePlacement> placements() const override;
    /// Those of all figures, by their letters where there are several: "b"; of a grid in it by the
    /// panels' numbers, row by row: "b/1", "b/2".
    plots::TableMaker tables() const override;

private:
    struct Overlay;
    /// Widths of the columns and heights of the rows.
    struct Tracks
    {
        std::vector<double> columns;
        std::vector<double> rows;
    };
    Tracks tracksOf(plots::Size (plots::Plot::*wanted)() const) const;
    plots::Size sizeOf(const Tracks& tracks) const;
    double barRoom() const;
    void layOut();

    std::vector<plots::Plot*> m_figures;
    std::size_t m_columns;
    std::optional<plots::MatrixScale> m_shared;
    plots::FigureParts m_parts;
    double m_ratio = 1;
    plots::Size m_size;
    std::vector<plots::Rect> m_rects;
    std::unique_ptr<Overlay> m_overlay; ///< letters and the shared bar
};

} // namespace counterpart::ui
