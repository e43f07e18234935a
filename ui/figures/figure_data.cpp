#include "ui/figures/figure_data.h"

#include "core/base/number_text.h"
#include "core/io/table_file.h"
#include "plots/mapping_graph_plot.h"
#include "ui/figures/figure_composition.h"
#include "ui/figures/figure_writer.h"

#include <QXmlStreamWriter>

namespace counterpart::ui {

namespace {

const QString kGraphMl = QStringLiteral("http://graphml.graphdrawing.org/xmlns");

struct GraphKey
{
    const char* id;
    const char* of; ///< "node" or "edge"
    const char* type;
};
constexpr std::array kKeys{
    GraphKey{"network", "node", "string"}, GraphKey{"layer", "node", "string"},
    GraphKey{"unit", "node", "int"},       GraphKey{"role", "node", "string"},
    GraphKey{"note", "node", "string"},    GraphKey{"weight", "edge", "double"}};

void writeData(QXmlStreamWriter& xml, const char* key, const QString& text)
{
    xml.writeStartElement(QStringLiteral("data"));
    xml.writeAttribute(QStringLiteral("key"), QString::fromLatin1(key));
    xml.writeCharacters(text);
    xml.writeEndElement();
}

QString nodeId(const char* role, int place)
{
    return QString::fromLatin1(role) + QString::number(place);
}

/// Titles are "network · layer".
void writeNodes(QXmlStreamWriter& xml, const plots::GraphColumn& column, const char* role)
{
    const QString title = QString::fromStdString(column.title);
    const QString separator = QStringLiteral(" · ");
    const qsizetype at = title.lastIndexOf(separator);
    for (std::size_t place = 0; place < column.units.size(); ++place) {
        const plots::GraphUnit& unit = column.units[place];
        xml.writeStartElement(QStringLiteral("node"));
        xml.writeAttribute(QStringLiteral("id"), nodeId(role, int(place)));
        writeData(xml, "network", at < 0 ? title : title.left(at));
        writeData(xml, "layer", at < 0 ? QString() : title.mid(at + separator.size()));
        writeData(xml, "unit", QString::number(unit.unit.unit.value));
        writeData(xml, "role", QString::fromLatin1(role));
        if (!unit.note.empty())
            writeData(xml, "note", QString::fromStdString(unit.note));
        xml.writeEndElement();
    }
}

/// A directed graph from predictors to targets.
QByteArray graphMl(const plots::MappingGraphContent& graph)
{
    QByteArray bytes;
    QXmlStreamWriter xml(&bytes);
    xml.setAutoFormatting(true);
    xml.setAutoFormattingIndent(1);
    xml.writeStartDocument();
    xml.writeDefaultNamespace(kGraphMl);
    xml.writeStartElement(kGraphMl, QStringLiteral("graphml"));
    for (const GraphKey& key : kKeys) {
        xml.writeEmptyElement(QStringLiteral("key"));
        xml.writeAttribute(QStringLiteral("id"), QString::fromLatin1(key.id));
        xml.writeAttribute(QStringLiteral("for"), QString::fromLatin1(key.of));
        xml.writeAttribute(QStringLiteral("attr.name"), QString::fromLatin1(key.id));
        xml.writeAttribute(QStringLiteral("attr.type"), QString::fromLatin1(key.type));
    }
    xml.writeStartElement(QStringLiteral("graph"));
    xml.writeAttribute(QStringLiteral("edgedefault"), QStringLiteral("directed"));
    writeNodes(xml, graph.predictors, "predictor");
    writeNodes(xml, graph.targets, "target");
    for (const plots::GraphLink& link : graph.links) {
        xml.writeStartElement(QStringLiteral("edge"));
        xml.writeAttribute(QStringLiteral("source"), nodeId("predictor", link.predictor));
        xml.writeAttribute(QStringLiteral("target"), nodeId("target", link.target));
        writeData(xml, "weight", QString::fromStdString(core::numberText(link.weight)));
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return bytes;
}

} // namespace

QString suffix(DataFormat format)
{
    switch (format) {
    case DataFormat::Csv:
        return QStringLiteral("csv");
    case DataFormat::Json:
        return QStringLiteral("json");
    case DataFormat::Hdf5:
        return QStringLiteral("h5");
    case DataFormat::GraphMl:
        return QStringLiteral("graphml");
    }
    return {};
}

FigureData dataOf(const plots::Plot& plot)
{
    FigureData data{plot.tables(), nullptr};
    for (const plots::Plot* panel : panelsOf(plot)) {
        const auto* graph = dynamic_cast<const plots::MappingGraphPlot*>(panel);
        if (graph && !data.graph)
            data.graph = std::make_shared<const plots::MappingGraphContent>(graph->content());
    }
    return data;
}

bool canWrite(const FigureData& data, DataFormat format)
{
    return format != DataFormat::GraphMl || data.graph;
}

void writeData(const QString& path, const FigureData& data, DataFormat format,
               const core::Provenance* provenance, const core::Progress& progress)
{
    constexpr double kMade = 0.2;
    progress.checkpoint();
    if (format == DataFormat::GraphMl) {
        writeAtomically(path, graphMl(*data.graph));
        return;
    }
    const core::TableFormat table = format == DataFormat::Csv    ? core::TableFormat::Csv
                                    : format == DataFormat::Json ? core::TableFormat::Json
                                                                 : core::TableFormat::Hdf5;
    core::writeTables(path.toStdString(), table, data.tables(), provenance,
                      progress.part(kMade, 1));
}

} // namespace counterpart::ui
