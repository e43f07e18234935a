#include "ui/figures/figure_metadata.h"

#include "core/base/version.h"

#include <QXmlStreamWriter>

namespace counterpart::ui {

namespace {

const QString kPrefix = QStringLiteral("counterpart");
const QString kRdf = QStringLiteral("http://www.w3.org/1999/02/22-rdf-syntax-ns#");
const QString kDublinCore = QStringLiteral("http://purl.org/dc/elements/1.1/");
const QString kXmp = QStringLiteral("http://ns.adobe.com/xap/1.0/");
const QString kXmpMeta = QStringLiteral("adobe:ns:meta/");

void writeProvenance(QXmlStreamWriter& xml, const core::Provenance& provenance)
{
    xml.writeTextElement(QString::fromLatin1(kProvenanceSpace),
                         QString::fromLatin1(kProvenanceElement), provenanceText(provenance));
}

/// dc:title, in XMP a list of languages.
void writeTitle(QXmlStreamWriter& xml, const QString& title)
{
    xml.writeStartElement(kDublinCore, QStringLiteral("title"));
    xml.writeStartElement(kRdf, QStringLiteral("Alt"));
    xml.writeStartElement(kRdf, QStringLiteral("li"));
    xml.writeAttribute(QStringLiteral("xml:lang"), QStringLiteral("x-default"));
    xml.writeCharacters(title);
    xml.writeEndElement();
    xml.writeEndElement();
    xml.writeEndElement();
}

} // namespace

QString figureCreator()
{
    return QStringLiteral("Counterpart ") + QString::fromUtf8(core::version());
}

QString provenanceText(const core::Provenance& provenance)
{
    return QString::fromStdString(core::toJson(provenance));
}

QByteArray svgMetadata(const core::Provenance& provenance)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeStartElement(QStringLiteral("metadata"));
    xml.writeNamespace(QString::fromLatin1(kProvenanceSpace), kPrefix);
    writeProvenance(xml, provenance);
    xml.writeEndElement();
    return bytes;
}

QByteArray pdfMetadata(const core::Provenance& provenance, const QString& title)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.writeProcessingInstruction(
        QStringLiteral("xpacket"),
        QStringLiteral("begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\""));
    xml.writeNamespace(kXmpMeta, QStringLiteral("x"));
    xml.writeStartElement(kXmpMeta, QStringLiteral("xmpmeta"));
    xml.writeNamespace(kRdf, QStringLiteral("rdf"));
    xml.writeStartElement(kRdf, QStringLiteral("RDF"));
    xml.writeStartElement(kRdf, QStringLiteral("Description"));
    xml.writeAttribute(kRdf, QStringLiteral("about"), QString());
    xml.writeNamespace(kDublinCore, QStringLiteral("dc"));
    xml.writeNamespace(kXmp, QStringLiteral("xmp"));
    xml.writeNamespace(QString::fromLatin1(kProvenanceSpace), kPrefix);
    writeTitle(xml, title);
    xml.writeTextElement(kXmp, QStringLiteral("CreatorTool"), figureCreator());
    writeProvenance(xml, provenance);
    xml.writeEndDocument();
    bytes += "\n<?xpacket end=\"w\"?>";
    return bytes;
}

} // namespace counterpart::ui
