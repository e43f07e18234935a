#pragma once

#include "ui/views/view_context.h"

namespace counterpart::ui {

/// Arrow keys walk like a cursor in the matrix of A (rows) against B (columns): up and down move
/// the current unit of A by one, left and right that of B. Returns false for any other key, or
/// where there is no result.
bool walkUnits(const ViewContext& context, int key);

} // namespace counterpart::ui
