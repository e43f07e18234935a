#include "ui/figures/colour_vision.h"

#include <algorithm>
#include <cmath>

namespace counterpart::ui {

namespace {

using Matrix = std::array<float, 9>;

constexpr Matrix kDeuteranopia{0.367322F, 0.860646F,  -0.227968F, 0.280085F, 0.672501F,
                               0.047413F, -0.011820F, 0.042940F,  0.968881F};
constexpr Matrix kProtanopia{0.152286F, 1.052583F,  -0.204868F, 0.114503F, 0.786281F,
                             0.099216F, -0.003882F, -0.048116F, 1.051998F};
constexpr Matrix kTritanopia{1.255528F, -0.076749F, -0.178779F, -0.078411F, 0.930809F,
                             0.147602F, 0.004733F,  0.691367F,  0.303900F};
/// Luminance (ITU-R BT.709).
constexpr Matrix kGreyscale{0.2126F, 0.7152F, 0.0722F, 0.2126F, 0.7152F,
                            0.0722F, 0.2126F, 0.7152F, 0.0722F};

const Matrix& matrixOf(ColourVision vision)
{
    switch (vision) {
    case ColourVision::Deuteranopia:
        return kDeuteranopia;
    case ColourVision::Protanopia:
        return kProtanopia;
    case ColourVision::Tritanopia:
        return kTritanopia;
    default:
        return kGreyscale;
    }
}

/// sRGB bytes as linear light, and back with rounding.
class Gamma
{
public:
    Gamma()
    {
        for (std::size_t i = 0; i < m_linear.size(); ++i) {
            const float c = static_cast<float>(i) / 255;
            m_linear[i] = c <= 0.04045F ? c / 12.92F : std::pow((c + 0.055F) / 1.055F, 2.4F);
        }
        for (std::size_t i = 0; i < m_bytes.size(); ++i) {
            const float c = static_cast<float>(i) / static_cast<float>(m_bytes.size() - 1);
            const float s = c <= 0.0031308F ? 12.92F * c : 1.055F * std::pow(c, 1 / 2.4F) - 0.055F;
            m_bytes[i] = static_cast<unsigned char>(std::lround(s * 255));
        }
    }
    float linear(int byte) const { return m_linear[static_cast<std::size_t>(byte)]; }
    int byte(float light) const
    {
        const float last = static_cast<float>(m_bytes.size() - 1);
        return m_bytes[static_cast<std::size_t>(std::lround(std::clamp(light, 0.0F, 1.0F) * last))];
    }

private:
    std::array<float, 256> m_linear{};
    std::array<unsigned char, 16384> m_bytes{};
};

QRgb seen(QRgb pixel, const Matrix& m, const Gamma& gamma)
{
    const float r = gamma.linear(qRed(pixel));
    const float g = gamma.linear(qGreen(pixel));
    const float b = gamma.linear(qBlue(pixel));
    return qRgba(gamma.byte(m[0] * r + m[1] * g + m[2] * b),
                 gamma.byte(m[3] * r + m[4] * g + m[5] * b),
                 gamma.byte(m[6] * r + m[7] * g + m[8] * b), qAlpha(pixel));
}

} // namespace

QImage asSeenWith(ColourVision vision, const QImage& picture)
{
    if (vision == ColourVision::Full)
        return picture;
    static const Gamma gamma;
    const Matrix& matrix = matrixOf(vision);
    QImage result = picture.convertToFormat(QImage::Format_ARGB32);
    QRgb before = qRgba(0, 0, 0, 0);
    QRgb answer = seen(before, matrix, gamma);
    for (int y = 0; y < result.height(); ++y) {
        auto* row = reinterpret_cast<QRgb*>(result.scanLine(y));
        for (int x = 0; x < result.width(); ++x) {
            if (row[x] != before) { // runs of one colour are the rule
                before = row[x];
                answer = seen(before, matrix, gamma);
            }
            row[x] = answer;
        }
    }
    return result;
}

} // namespace counterpart::ui
