#pragma once

#include "core/io/pictures.h"

#include <vtkSmartPointer.h>

class vtkImageData;

namespace counterpart::plots {

/// The picture at exactly width x height pixels (>= 1), bottom row first as VTK keeps images, three
/// bytes a pixel. Enlarged by nearest neighbour, made smaller by area average, so that it is never
/// blurred. Null if the picture is empty.
vtkSmartPointer<vtkImageData> makeImage(const core::Picture& picture, int width, int height);

} // namespace counterpart::plots
