#pragma once

namespace counterpart::plots {

/// A plot that draws its images differently where the target has no pixels of its own (SVG, PDF):
/// there an image need not be cut to device pixels.
class VectorTarget
{
public:
    virtual void setVectorTarget(bool isVector) = 0;

protected:
    ~VectorTarget() = default;
};

} // namespace counterpart::plots
