#pragma once

#include "core/data/provenance.h"

#include <QByteArray>
#include <QString>

namespace counterpart::ui {

/// How the provenance of a figure (one JSON text) lies in its file: in PNG a text under
/// kPngProvenanceKey, in TIFF the ImageDescription, in SVG an element of <metadata>, in PDF an
/// element of the XMP metadata.
inline constexpr const char* kPngProvenanceKey = "Counterpart";
inline constexpr const char* kProvenanceElement = "provenance";
inline constexpr const char* kProvenanceSpace = "urn:counterpart:figure:1";

/// "Counterpart 0.4.1".
QString figureCreator();

QString provenanceText(const core::Provenance& provenance);

/// `<metadata>…</metadata>`.
QByteArray svgMetadata(const core::Provenance& provenance);

/// A whole XMP packet with the title and the creator too.
QByteArray pdfMetadata(const core::Provenance& provenance, const QString& title);

} // namespace counterpart::ui
