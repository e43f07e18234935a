#include "ui/figures/tiff_picture.h"

#include "core/base/error.h"
#include "ui/figures/figure_metadata.h"

#include <QBuffer>
#include <QFile>

#include <tiffio.h>

#include <memory>

namespace counterpart::ui {

namespace {

/// libtiff reads from and writes to a QIODevice.
tmsize_t readDevice(thandle_t device, void* data, tmsize_t size)
{
    return static_cast<QIODevice*>(device)->read(static_cast<char*>(data), size);
}

tmsize_t writeDevice(thandle_t device, void* data, tmsize_t size)
{
    return static_cast<QIODevice*>(device)->write(static_cast<const char*>(data), size);
}

toff_t seekDevice(thandle_t handle, toff_t offset, int whence)
{
    auto* device = static_cast<QIODevice*>(handle);
    qint64 from = 0;
    if (whence == SEEK_CUR)
        from = device->pos();
    else if (whence == SEEK_END)
        from = device->size();
    const bool isThere = device->seek(from + static_cast<qint64>(offset));
    return isThere ? static_cast<toff_t>(device->pos()) : static_cast<toff_t>(-1);
}

int closeDevice(thandle_t)
{
    return 0;
}

toff_t sizeOfDevice(thandle_t device)
{
    return static_cast<toff_t>(static_cast<QIODevice*>(device)->size());
}

/// What is wrong with a file is said by the caller, not by libtiff on standard error.
int beSilent(TIFF*, void*, const char*, const char*, va_list)
{
    return 1;
}

struct Closer
{
    void operator()(TIFF* tiff) const { TIFFClose(tiff); }
};
using TiffPtr = std::unique_ptr<TIFF, Closer>;

TiffPtr openTiff(QIODevice& device, const char* mode)
{
    TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
    TIFFOpenOptionsSetErrorHandlerExtR(options, &beSilent, nullptr);
    TIFFOpenOptionsSetWarningHandlerExtR(options, &beSilent, nullptr);
    TIFF* tiff = TIFFClientOpenExt("figure", mode, &device, &readDevice, &writeDevice, &seekDevice,
                                   &closeDevice, &sizeOfDevice, nullptr, nullptr, options);
    TIFFOpenOptionsFree(options);
    return TiffPtr(tiff);
}

void setFields(TIFF* tiff, const QImage& image, const FigureSpec& spec)
{
    const int channels = image.hasAlphaChannel() ? 4 : 3;
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, image.width());
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, image.height());
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 8);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, channels);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_RGB);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, PLANARCONFIG_CONTIG);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_LZW);
    TIFFSetField(tiff, TIFFTAG_PREDICTOR, PREDICTOR_HORIZONTAL);
    if (channels == 4) {
        const uint16_t kind = EXTRASAMPLE_UNASSALPHA;
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
    }
    TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, TIFFDefaultStripSize(tiff, 0));
    TIFFSetField(tiff, TIFFTAG_RESOLUTIONUNIT, RESUNIT_INCH);
    TIFFSetField(tiff, TIFFTAG_XRESOLUTION, static_cast<double>(spec.dpi));
    TIFFSetField(tiff, TIFFTAG_YRESOLUTION, static_cast<double>(spec.dpi));
    TIFFSetField(tiff, TIFFTAG_DOCUMENTNAME, spec.title.toUtf8().constData());
    TIFFSetField(tiff, TIFFTAG_SOFTWARE, figureCreator().toUtf8().constData());
    if (spec.provenance)
        TIFFSetField(tiff, TIFFTAG_IMAGEDESCRIPTION,
                     provenanceText(*spec.provenance).toUtf8().constData());
}

} // namespace

QByteArray encodeTiff(const QImage& image, const FigureSpec& spec, const core::Progress& progress)
{
    constexpr int kRowsBetweenReports = 64;
    const QImage pixels = image.convertToFormat(image.hasAlphaChannel() ? QImage::Format_RGBA8888
                                                                        : QImage::Format_RGB888);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadWrite);
    const TiffPtr tiff = openTiff(buffer, "w");
    bool isWritten = tiff != nullptr;
    if (tiff)
        setFields(tiff.get(), pixels, spec);
    for (int y = 0; isWritten && y < pixels.height(); ++y) {
        if (y % kRowsBetweenReports == 0) {
            progress.checkpoint();
            progress.report(static_cast<double>(y) / pixels.height());
        }
        auto* row = const_cast<uchar*>(pixels.constScanLine(y)); // libtiff only reads it
        isWritten = TIFFWriteScanline(tiff.get(), row, static_cast<uint32_t>(y), 0) == 1;
    }
    if (!isWritten || TIFFFlush(tiff.get()) != 1)
        throw core::Error(core::ErrorKind::Runtime, "the picture cannot be written as TIFF");
    return bytes;
}

std::optional<QString> tiffDescription(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const TiffPtr tiff = openTiff(file, "rm");
    if (!tiff)
        return std::nullopt;
    const char* text = nullptr;
    if (TIFFGetField(tiff.get(), TIFFTAG_IMAGEDESCRIPTION, &text) != 1 || !text)
        return QString();
    return QString::fromUtf8(text);
}

} // namespace counterpart::ui
