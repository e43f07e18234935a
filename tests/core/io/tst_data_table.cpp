#include "core/io/data_table.h"

#include "core/io/network_file.h"
#include "test_files.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QtTest>

using namespace counterpart::core;
using Numbers = TableColumn::Numbers;
using Texts = TableColumn::Texts;

class TestDataTable : public QObject
{
    Q_OBJECT

private slots:
    void columnsOfText();
    void oddTexts();
    void csv();
    void csvOfSeveral();
    void json();
    void hdf5();
};

namespace {

const char* const kText = "unit\tr/s\tname, \"A\"\tmixed\n"
                          "17\t0.1\tx,y\t1\n"
                          "4\t\t\"q\"\tnan\n"
                          "2\t-1e-300\tα\n";

Numbers numbersOf(const TableColumn& column)
{
    return std::get<Numbers>(column.values);
}

Provenance provenance()
{
    Provenance made;
    made.version = "1";
    made.name = "a1";
    return made;
}

} // namespace

void TestDataTable::columnsOfText()
{
    const DataTable table = tableFromText("values", kText);
    QCOMPARE(table.columns.size(), std::size_t{4});
    QCOMPARE(table.rows(), std::size_t{3});
    QCOMPARE(table.columns[1].name, std::string("r/s"));
    QVERIFY(numbersOf(table.columns[0]) == (Numbers{17, 4, 2}));
    QVERIFY(numbersOf(table.columns[1]) == (Numbers{0.1, std::nullopt, -1e-300}));
    QVERIFY(std::get<Texts>(table.columns[2].values) == (Texts{"x,y", "\"q\"", "α"}));
    QVERIFY(std::get<Texts>(table.columns[3].values) == (Texts{"1", "nan", ""}));
}

void TestDataTable::oddTexts()
{
    QCOMPARE(tableFromText("x", "").columns.size(), std::size_t{0});
    const DataTable header = tableFromText("x", "a\tb\n");
    QCOMPARE(header.columns.size(), std::size_t{2});
    QCOMPARE(header.rows(), std::size_t{0});
    // Empty cells alone are texts: nothing says that they were numbers.
    QVERIFY(std::holds_alternative<Texts>(tableFromText("x", "a\n\n\n").columns[0].values));
}

void TestDataTable::csv()
{
    const DataTable table = tableFromText("values", kText);
    QCOMPARE(QByteArray::fromStdString(tablesAsCsv({&table, 1})),
             QByteArray("unit,r/s,\"name, \"\"A\"\"\",mixed\r\n"
                        "17,0.1,\"x,y\",1\r\n"
                        "4,,\"\"\"q\"\"\",nan\r\n"
                        "2,-1e-300,α,\r\n"));
}

void TestDataTable::csvOfSeveral()
{
    const std::vector<DataTable> tables{tableFromText("a", "x\n1\n"), tableFromText("b", "y\n2\n")};
    QCOMPARE(QByteArray::fromStdString(tablesAsCsv(tables)),
             QByteArray("a\r\nx\r\n1\r\n\r\nb\r\ny\r\n2\r\n"));
}

void TestDataTable::json()
{
    const DataTable table = tableFromText("values", kText);
    const Provenance made = provenance();
    const std::string text = tablesAsJson({&table, 1}, &made);
    const QJsonObject json = QJsonDocument::fromJson(QByteArray::fromStdString(text)).object();
    QCOMPARE(json["provenance"].toObject()["name"].toString(), "a1");
    const QJsonArray columns = json["tables"].toArray()[0].toObject()["columns"].toArray();
    QCOMPARE(columns.size(), 4);
    QCOMPARE(columns[1].toObject()["values"].toArray(),
             (QJsonArray{0.1, QJsonValue::Null, -1e-300}));
    QCOMPARE(columns[2].toObject()["values"].toArray()[2].toString(), QStringLiteral("α"));
    QVERIFY(!QJsonDocument::fromJson(QByteArray::fromStdString(tablesAsJson({&table, 1}, nullptr)))
                 .object()
                 .contains("provenance"));
}

/// Texts are read back here, everything by h5py where it is installed.
void TestDataTable::hdf5()
{
    const std::vector<DataTable> tables{tableFromText("a", kText),
                                        tableFromText("a", "x\tx\n3\t4\n")};
    const Provenance made = provenance();
    Network file;
    file.path = counterpart::test::writeBytes("tables.h5", tablesAsHdf5(tables, &made));
    QVERIFY(readStrings(file, "/a/name, \"A\"") == (Texts{"x,y", "\"q\"", "α"}));
    QProcess python;
    python.start(
        "/usr/bin/python3",
        {"-c",
         "import h5py, json, sys\n"
         "f = h5py.File(sys.argv[1])\n"
         "print(json.dumps([list(map(str, f['a/r_s'][()])), list(f['a (2)/x (2)'][()]),"
         " list(f['a (2)'].attrs['columns']), json.loads(f.attrs['provenance'])['name']]))",
         QString::fromStdString(file.path.string())});
    python.waitForFinished();
    if (python.readAllStandardError().contains("No module") ||
        python.error() == QProcess::FailedToStart)
        QSKIP("h5py is not installed");
    QCOMPARE(QJsonDocument::fromJson(python.readAllStandardOutput()).array(),
             (QJsonArray{QJsonArray{"0.1", "nan", "-1e-300"}, QJsonArray{4.0},
                         QJsonArray{"x", "x (2)"}, "a1"}));
}

QTEST_APPLESS_MAIN(TestDataTable)
#include "tst_data_table.moc"
