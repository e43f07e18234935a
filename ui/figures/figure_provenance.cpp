#include "ui/figures/figure_provenance.h"

#include "core/base/error.h"
#include "ui/figures/figure_metadata.h"
#include "ui/figures/tiff_picture.h"

#include <QFile>
#include <QImageReader>
#include <QXmlStreamReader>

namespace counterpart::ui {

namespace {

[[noreturn]] void refuse(const QString& path, const QString& what)
{
    throw core::InputError((path + QLatin1Char(' ') + what).toStdString());
}

[[noreturn]] void refuseForeign(const QString& path)
{
    refuse(path, QStringLiteral("is a picture that says nothing of where it comes from; only "
                                "figures that Counterpart exported open as the view they show."));
}

[[noreturn]] void refuseDamaged(const QString& path, const QString& how)
{
    refuse(path, QStringLiteral("is damaged: %1.").arg(how));
}

/// The text of the provenance's element; empty if there is none before the end or a mistake.
QString elementText(QXmlStreamReader& xml)
{
    while (!xml.atEnd()) {
        if (xml.readNext() == QXmlStreamReader::StartElement &&
            xml.name() == QLatin1String(kProvenanceElement) &&
            xml.namespaceUri() == QLatin1String(kProvenanceSpace))
            return xml.readElementText();
    }
    return {};
}

QString fromSvg(QFile& file)
{
    QXmlStreamReader xml(&file);
    const QString text = elementText(xml);
    if (text.isEmpty() && xml.hasError())
        refuseDamaged(file.fileName(),
                      QStringLiteral("line %1: %2").arg(xml.lineNumber()).arg(xml.errorString()));
    return text;
}

/// XMP packets lie in a PDF as they are, so that every program finds them without knowing PDF.
QString fromPdf(QFile& file)
{
    const qint64 size = file.size();
    const uchar* bytes = file.map(0, size);
    if (!bytes)
        refuse(file.fileName(), QStringLiteral("cannot be read: %1.").arg(file.errorString()));
    const QByteArray pdf = QByteArray::fromRawData(reinterpret_cast<const char*>(bytes), size);
    const QByteArray beginning = "<x:xmpmeta";
    const QByteArray end = "</x:xmpmeta>";
    const qsizetype first = pdf.indexOf(beginning);
    if (first < 0)
        return {};
    const qsizetype last = pdf.indexOf(end, first);
    if (last < 0)
        refuseDamaged(file.fileName(), QStringLiteral("its metadata ends too early"));
    QXmlStreamReader xml(pdf.mid(first, last + end.size() - first));
    const QString text = elementText(xml);
    if (text.isEmpty() && xml.hasError())
        refuseDamaged(file.fileName(),
                      QStringLiteral("its metadata cannot be read: %1").arg(xml.errorString()));
    return text;
}

QString fromPng(const QString& path)
{
    QImageReader reader(path, "png");
    if (!reader.size().isValid())
        refuseDamaged(path, QStringLiteral("its head cannot be read"));
    return reader.text(QString::fromLatin1(kPngProvenanceKey));
}

QString fromTiff(const QString& path)
{
    const std::optional<QString> text = tiffDescription(path);
    if (!text)
        refuseDamaged(path, QStringLiteral("its directory cannot be read"));
    // Other programs write a sentence of their own.
    return text->contains(QLatin1String("counterpart-provenance")) ? *text : QString();
}

/// "<svg" within the declaration, the comments and the name of the kind of document.
bool isSvg(const QByteArray& head)
{
    return head.trimmed().startsWith('<') && head.contains("<svg");
}

} // namespace

std::optional<FigureFormat> pictureFormat(const QString& path)
{
    constexpr qint64 kHead = 4096;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return std::nullopt;
    const QByteArray head = file.read(kHead);
    if (head.startsWith("\x89PNG\r\n\x1a\n"))
        return FigureFormat::Png;
    if (head.startsWith("%PDF-"))
        return FigureFormat::Pdf;
    if (head.startsWith(QByteArray("II*\0", 4)) || head.startsWith(QByteArray("MM\0*", 4)))
        return FigureFormat::Tiff;
    if (isSvg(head))
        return FigureFormat::Svg;
    return std::nullopt;
}

core::Provenance readFigureProvenance(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        refuse(path, QStringLiteral("cannot be opened: %1.").arg(file.errorString()));
    const std::optional<FigureFormat> format = pictureFormat(path);
    if (!format)
        refuse(path, QStringLiteral("is no figure; SVG, PDF, PNG or TIFF was expected."));
    QString text;
    if (format == FigureFormat::Svg)
        text = fromSvg(file);
    else if (format == FigureFormat::Pdf)
        text = fromPdf(file);
    else
        text = format == FigureFormat::Png ? fromPng(path) : fromTiff(path);
    if (text.isEmpty())
        refuseForeign(path);
    return core::provenanceFromJson(text.toStdString(), path.toStdString());
}

} // namespace counterpart::ui
