#pragma once

#include <QPaintDevice>
#include <QPaintEngine>
#include <QSize>

#include <functional>
#include <memory>
#include <vector>

class QPainter;

namespace counterpart::paint {

/// How texts go out when a painting is painted.
enum class TextAs {
    Text,    ///< as text, which the reader's program sets in the font that it finds
    Outlines ///< as filled shapes, the same everywhere, no longer to be searched or edited
};

/// What was painted, as a list of steps that can be painted again on any thread: scenes belong to
/// the GUI thread, while writing a picture of them may take seconds. Immutable and cheap to copy.
class Painting
{
public:
    using Step = std::function<void(QPainter& painter, TextAs text)>;
    /// Is told the share that is done, 0..1; may throw to stop.
    using Report = std::function<void(double share)>;

    Painting() = default;
    explicit Painting(std::vector<Step> steps);

    bool isEmpty() const { return !m_steps || m_steps->empty(); }
    /// Paints in device pixels: on a target like the one the painting was made for, which itself
    /// adds no ratio of pixels.
    void paint(QPainter& painter, TextAs text = TextAs::Text, const Report& report = {}) const;

private:
    std::shared_ptr<const std::vector<Step>> m_steps;
};

/// The target that a painting is made for: what is drawn may depend on it (lines are set on whole
/// pixels of an image, clipped by hand in SVG).
struct PaintingTarget
{
    QPaintEngine::Type type = QPaintEngine::Raster; ///< or SVG, Pdf
    QSize size;                                     ///< in device pixels
    int dpi = 96;
    double ratio = 1; ///< device pixels a logical pixel
};

/// A device that paints nothing and takes down what a QPainter does on it.
class PaintingRecorder : public QPaintDevice
{
public:
    explicit PaintingRecorder(const PaintingTarget& target);
    ~PaintingRecorder() override;

    /// After the painter's end.
    Painting painting() const;
    QPaintEngine* paintEngine() const override;

protected:
    int metric(PaintDeviceMetric metric) const override;

private:
    class Engine;
    PaintingTarget m_target;
    std::unique_ptr<Engine> m_engine;
};

} // namespace counterpart::paint
