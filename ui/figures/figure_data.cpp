#include "ui/figures/figure_data.h"

#include "plots/mapping_graph_plot.h"
#include "plots/plot_grid.h"
#include "ui/figures/figure_composition.h"

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
        writeData(xml, "weight", QString::number(link.weight, 'g', 17));
        xml.writeEndElement();
    }
    xml.writeEndDocument();
    return bytes;
}

QByteArray toBytes(const std::string& text)
{
    return QByteArray::fromStdString(text);
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
    FigureData data;
    const std::vector<const plots::Plot*> panels = panelsOf(plot);
    for (std::size_t i = 0; i < panels.size(); ++i) {
        const std::string name = panels.size() == 1 ? "values" : plots::PlotGrid::letterOf(i);
        data.tables.push_back(core::tableFromText(name, panels[i]->dataAsText()));
        const auto* graph = dynamic_cast<const plots::MappingGraphPlot*>(panels[i]);
        if (graph && data.graph.isEmpty())
            data.graph = graphMl(graph->content());
    }
    return data;
}

bool canEncode(const FigureData& data, DataFormat format)
{
    return format != DataFormat::GraphMl || !data.graph.isEmpty();
}

QByteArray encodeData(const FigureData& data, DataFormat format, const core::Provenance* provenance)
{
    switch (format) {
    case DataFormat::Csv:
        return toBytes(core::tablesAsCsv(data.tables));
    case DataFormat::Json:
        return toBytes(core::tablesAsJson(data.tables, provenance));
    case DataFormat::Hdf5:
        return toBytes(core::tablesAsHdf5(data.tables, provenance));
    case DataFormat::GraphMl:
        break;
    }
    return data.graph;
}

} // namespace counterpart::ui
