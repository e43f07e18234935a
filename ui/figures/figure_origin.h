#pragma once

#include "core/data/provenance.h"
#include "session/analysis_controller.h"
#include "session/matrix_settings.h"

#include <QString>

#include <optional>
#include <string>
#include <vector>

namespace counterpart::ui {

/// How the window shows something, apart from the files: what a figure remembers of it.
struct FigureSettings
{
    std::string figure; ///< name in the catalogue; several joined by "+"
    core::AnalysisOptions options;
    core::MutualInformationOptions information;
    session::Measure measure = session::Measure::Correlation;
    session::MatchKind matchKind = session::MatchKind::OneToOne;
    session::MatrixLook look;        ///< its reference is a place among the inputs
    std::optional<double> threshold; ///< where one is shown
    std::string controls;            ///< of its view (control_state.h) as JSON, or empty
};

/// What a figure is drawn from.
struct FigureOrigin
{
    FigureSettings settings;
    std::vector<session::NetworkPtr> networks;  ///< the compared ones first
    core::SidePair<std::size_t> compared{0, 1}; ///< among them; {0, 0}: one with itself
    core::SidePair<core::LayerIndex> layers;
};

/// Takes the fingerprints of the files: some milliseconds a file, on any thread; those of a study
/// are known. Throws InputError if another file has vanished.
core::Provenance provenanceOf(const FigureOrigin& origin);

/// The network and layer of one side, as a figure remembers them.
struct RememberedLayer
{
    std::size_t input = 0; ///< among Provenance::inputs
    std::string layer;
    std::optional<core::AxisOrder> axes;
};

/// What must be opened and set to see a figure's view again.
struct FigureRequest
{
    FigureSettings settings;
    std::vector<core::ProvenanceInput> inputs;
    core::SidePair<RememberedLayer> sides;
};

/// Settings that are missing or unknown keep their defaults. Throws InputError, beginning with
/// `where`, if the figure does not name two networks and their layers.
FigureRequest requestOf(const core::Provenance& provenance, const std::string& where);

/// The name of the workspace that shows a figure of the catalogue: "correlations", "matches",
/// "gallery", "measures", "clusters", "mapping", "subspaces", "similarity", "group", "dynamics";
/// empty for what the inspector shows.
std::string workspaceOf(const std::string& figure);

} // namespace counterpart::ui
