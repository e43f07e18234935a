#pragma once

#include "core/similarity/class_sensitivity.h"
#include "plots/map_plot.h"
#include "session/session.h"

#include <memory>
#include <string>

namespace counterpart::ui {

/// How much each layer of a network knows of each class.
struct ClassRequest
{
    session::NetworkPtr network;
    core::NetId net;    ///< its place in the session
    std::string logits; ///< layer of one unit a class
    core::PassOptions pass;

    bool operator==(const ClassRequest& other) const;
};

/// Why the layer cannot hold one unit a class, before the others; empty if it can.
std::string whyNoClasses(const core::Network& network, const std::string& logits);

/// For a worker thread.
std::shared_ptr<const core::ClassSensitivity> compareClasses(const ClassRequest& request,
                                                             const core::Progress& progress);

/// Layers against classes (Raghu et al. 2017, fig. 6).
plots::MapContent makeClassMap(const ClassRequest& request, const core::ClassSensitivity& classes);

} // namespace counterpart::ui
