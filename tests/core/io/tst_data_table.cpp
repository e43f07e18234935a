#include "core/io/data_table.h"

#include "core/base/error.h"
#include "core/io/table_file.h"
#include "test_files.h"
#include "tests/support/read_csv.h"
#include "tests/support/read_hdf5.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

#include <cmath>
#include <limits>
#include <sstream>

using namespace counterpart::core;
using counterpart::test::ReadHdf5;
namespace fs = std::filesystem;
using Lines = std::vector<std::vector<std::string>>;
using Texts = std::vector<std::string>;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

/// A column of each kind, each with something missing but the first, and names and texts that need
/// quotes.
DataTable mixed(const std::string& name = "values")
{
    DataTable table{name,
                    {integerColumn("unit"), numberColumn("r/s"), textColumn("name, \"A\""),
                     integerColumn("partner")}};
    table.addRow({std::int64_t{17}, 0.1, "x,y", std::int64_t{3}});
    table.addRow({std::int64_t{4}, TableCell(), "a \"q\"\nin two lines", TableCell()});
    table.addRow({std::int64_t{2}, -1e-300, TableCell(), std::int64_t{9'007'199'254'740'993}});
    table.addRow({std::int64_t{5}, kNan, "α", TableCell()});
    return table;
}

/// Cells 100 i + j + 1/3 but one that is missing and one that is no number.
DataTable cells(Index rows, Index columns, const std::string& name = "values")
{
    TableColumn down = integerColumn("A conv1 unit");
    TableColumn across = textColumn("B, conv1");
    for (Index i = 0; i < rows; ++i)
        std::get<TableColumn::Integers>(down.values).push_back(rows - 1 - i);
    for (Index j = 0; j < columns; ++j)
        std::get<TableColumn::Texts>(across.values).push_back("u" + std::to_string(j));
    return {name, {}, TableMatrix{down, across, [](Index i, Index j) -> std::optional<double> {
                                      if (i == 1 && j == 0)
                                          return std::nullopt;
                                      if (i == 1 && j == 1)
                                          return kNan;
                                      return 100.0 * double(i) + double(j) + 1.0 / 3;
                                  }}};
}

std::string csvOf(std::span<const DataTable> tables)
{
    std::ostringstream out;
    writeCsv(out, tables);
    return out.str();
}

QJsonObject jsonOf(std::span<const DataTable> tables, const Provenance* provenance = nullptr)
{
    std::ostringstream out;
    writeJson(out, tables, provenance);
    QJsonParseError error{};
    const auto document = QJsonDocument::fromJson(QByteArray::fromStdString(out.str()), &error);
    if (error.error != QJsonParseError::NoError)
        qWarning("%s", out.str().c_str());
    return document.object();
}

fs::path hdf5Of(std::span<const DataTable> tables, const Provenance* provenance = nullptr)
{
    const fs::path path = counterpart::test::testFile("tables.h5");
    writeTables(path, TableFormat::Hdf5, tables, provenance);
    return path;
}

Provenance provenance()
{
    Provenance made;
    made.version = "1";
    made.name = std::string(100'000, 'a'); // more than attributes hold in themselves
    return made;
}

Texts namesIn(const fs::path& folder)
{
    Texts names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::ranges::sort(names);
    return names;
}

} // namespace

class TestDataTable : public QObject
{
    Q_OBJECT

private slots:
    void csv()
    {
        const DataTable table = mixed();
        QVERIFY(counterpart::test::readCsv(csvOf({&table, 1})) ==
                (Lines{{"unit", "r/s", "name, \"A\"", "partner"},
                       {"17", "0.1", "x,y", "3"},
                       {"4", "", "a \"q\"\nin two lines", ""},
                       {"2", "-1e-300", "", "9007199254740993"},
                       {"5", "", "α", ""}}));
    }

    void csvOfSeveral()
    {
        DataTable a{"a", {integerColumn("x")}};
        a.addRow({std::int64_t{1}});
        DataTable b{"b", {numberColumn("y")}};
        QCOMPARE(csvOf(std::vector{a, b}), std::string("a\nx\n1\n\nb\ny\n"));
    }

    void csvOfMatrices()
    {
        const DataTable table = cells(3, 2);
        const Lines lines = counterpart::test::readCsv(csvOf({&table, 1}));
        QCOMPARE(lines.size(), std::size_t{4});
        QVERIFY(lines[0] == (Texts{"A conv1 unit \\ B, conv1", "u0", "u1"}));
        QVERIFY(lines[2] == (Texts{"1", "", ""}));
        QCOMPARE(lines[3][0], std::string("0"));
        QCOMPARE(std::stod(lines[3][2]), 201 + 1.0 / 3); // the same double
        Matrix plain(1, 2);
        plain << 0.5, -1;
        const DataTable units{"x", {}, plainMatrix(std::make_shared<const Matrix>(plain))};
        QCOMPARE(csvOf({&units, 1}), std::string("unit,0,1\n0,0.5,-1\n"));
    }

    void json()
    {
        const DataTable table = mixed();
        const Provenance made = provenance();
        const QJsonObject document = jsonOf({&table, 1}, &made);
        QCOMPARE(document["provenance"]["name"].toString().size(), 100'000);
        const QJsonObject values = document["values"].toObject();
        QCOMPARE(values.size(), 4);
        QCOMPARE(values["r/s"].toArray(),
                 (QJsonArray{0.1, QJsonValue::Null, -1e-300, QJsonValue::Null}));
        QCOMPARE(values["name, \"A\""].toArray(),
                 (QJsonArray{"x,y", "a \"q\"\nin two lines", QJsonValue::Null, QString("α")}));
        QCOMPARE(values["partner"].toArray()[1], QJsonValue(QJsonValue::Null));
        QVERIFY(!jsonOf({&table, 1}).contains("provenance"));
    }

    /// Groups by "/" in names, which need not follow one another; equal names stay apart.
    void jsonOfSeveral()
    {
        DataTable doubled{"conv~conv/twice", {integerColumn("x"), integerColumn("x")}};
        doubled.addRow({std::int64_t{1}, std::int64_t{2}});
        const std::vector<DataTable> tables{doubled, mixed("fc~fc/twice"), doubled,
                                            mixed("provenance"), cells(2, 2, "conv~conv/cells")};
        const QJsonObject document = jsonOf(tables);
        QCOMPARE(document.keys(), (QStringList{"conv~conv", "fc~fc", "provenance (2)"}));
        const QJsonObject group = document["conv~conv"].toObject();
        QCOMPARE(group.keys(), (QStringList{"cells", "twice", "twice (2)"}));
        QCOMPARE(group["twice"]["x (2)"].toArray(), QJsonArray{2});
        QCOMPARE(group["cells"]["rows"].toArray(), (QJsonArray{1, 0}));
        QCOMPARE(group["cells"]["columns"].toArray(), (QJsonArray{"u0", "u1"}));
        QCOMPARE(group["cells"]["values"].toArray(),
                 (QJsonArray{QJsonArray{1.0 / 3, 1 + 1.0 / 3},
                             QJsonArray{QJsonValue::Null, QJsonValue::Null}}));
    }

    void hdf5()
    {
        const std::vector<DataTable> tables{mixed("a"), mixed("a")};
        const Provenance made = provenance();
        const ReadHdf5 file(hdf5Of(tables, &made));
        QVERIFY(file.isInteger("/a/unit"));
        QVERIFY(file.numbers("/a/unit") == (std::vector<double>{17, 4, 2, 5}));
        const std::vector<double> numbers = file.numbers("/a (2)/r_s");
        QCOMPARE(numbers.size(), std::size_t{4});
        QVERIFY(numbers[0] == 0.1 && std::isnan(numbers[1]) && numbers[2] == -1e-300 &&
                std::isnan(numbers[3]));
        QVERIFY(!file.isInteger("/a/partner")); // one is missing
        QVERIFY(std::isnan(file.numbers("/a/partner")[1]));
        QVERIFY(file.texts("/a/name, \"A\"") == (Texts{"x,y", "a \"q\"\nin two lines", "", "α"}));
        QVERIFY(file.texts("/a/columns") == (Texts{"unit", "r_s", "name, \"A\"", "partner"}));
        QCOMPARE(file.attribute("/a/r_s", "name"), std::string("r/s"));
        QVERIFY(QByteArray::fromStdString(file.attribute("/", "provenance"))
                    .contains(QByteArray(100'000, 'a')));
    }

    void hdf5OfMatrices()
    {
        const ReadHdf5 file(hdf5Of(std::vector{
            cells(3, 2, "a/between"),
            DataTable{"b", {}, plainMatrix(std::make_shared<const Matrix>(Matrix::Ones(2, 5)))},
            DataTable{"none", {}, plainMatrix(std::make_shared<const Matrix>(Matrix(0, 4)))}}));
        QVERIFY(file.shape("/a/between/values") == (std::vector<hsize_t>{3, 2}));
        const std::vector<double> values = file.numbers("/a/between/values");
        QVERIFY(values[1] == 1 + 1.0 / 3 && std::isnan(values[2]) && std::isnan(values[3]) &&
                values[4] == 200 + 1.0 / 3);
        QVERIFY(file.numbers("/a/between/rows") == (std::vector<double>{2, 1, 0}));
        QVERIFY(file.texts("/a/between/columns") == (Texts{"u0", "u1"}));
        QCOMPARE(file.attribute("/a/between/rows", "name"), std::string("A conv1 unit"));
        QVERIFY(file.shape("/b") == (std::vector<hsize_t>{2, 5}));
        QVERIFY(file.shape("/none") == (std::vector<hsize_t>{0, 4}));
    }

    /// More than attributes and object headers hold.
    void hdf5OfManyColumns()
    {
        DataTable many{"many"};
        std::vector<TableCell> row;
        for (int i = 0; i < 5000; ++i) {
            many.columns.push_back(numberColumn("unit " + std::to_string(i)));
            row.emplace_back(0.5 * i);
        }
        many.addRow(row);
        const ReadHdf5 file(hdf5Of(std::vector{many, cells(3, 5000, "wide")}));
        QCOMPARE(file.texts("/many/columns").size(), std::size_t{5000});
        QCOMPARE(file.numbers("/many/unit 4999"), std::vector{0.5 * 4999});
        QVERIFY(file.shape("/wide/values") == (std::vector<hsize_t>{3, 5000}));
        QCOMPARE(file.numbers("/wide/values").back(), 200 + 4999 + 1.0 / 3);
        QCOMPARE(file.texts("/wide/columns").back(), std::string("u4999"));
    }

    /// More cells than are written at once.
    void hdf5InBlocks()
    {
        const ReadHdf5 file(hdf5Of(std::vector{cells(1500, 1100)}));
        const std::vector<double> values = file.numbers("/values/values");
        QCOMPARE(values.size(), std::size_t{1500 * 1100});
        for (std::size_t i = 2; i < 1500; ++i)
            for (std::size_t j = 0; j < 1100; j += 13)
                QVERIFY(values[i * 1100 + j] == 100.0 * double(i) + double(j) + 1.0 / 3);
    }

    void emptyTables()
    {
        const std::vector<DataTable> tables{{"a", {textColumn("x"), numberColumn("y")}}, {"b"}};
        QCOMPARE(csvOf(tables), std::string("a\nx,y\n\nb\n\n"));
        const QJsonObject document = jsonOf(tables);
        QVERIFY(document["a"]["y"].isArray() && document["a"]["y"].toArray().isEmpty());
        QVERIFY(document["b"].isObject());
        const ReadHdf5 file(hdf5Of(tables));
        QVERIFY(file.shape("/a/x") == std::vector<hsize_t>{0});
        QVERIFY(file.has("/b"));
    }

    void stopLeavesTheOldFile_data()
    {
        QTest::addColumn<int>("format");
        for (const TableFormat format : {TableFormat::Csv, TableFormat::Hdf5, TableFormat::Json})
            QTest::newRow(toString(format)) << int(format);
    }

    void stopLeavesTheOldFile()
    {
        QFETCH(int, format);
        const fs::path folder = counterpart::test::testFile("stopped");
        fs::create_directories(folder);
        std::ofstream(folder / "old") << "old";
        std::stop_source stop;
        double reached = 0;
        const Progress progress(stop.get_token(), [&](double fraction, std::string_view) {
            reached = fraction;
            stop.request_stop();
        });
        const std::vector<DataTable> tables{cells(3000, 300)};
        QVERIFY_EXCEPTION_THROWN(
            writeTables(folder / "old", TableFormat(format), tables, nullptr, progress), Cancelled);
        QVERIFY(reached > 0 && reached < 0.1);
        QCOMPARE(counterpart::test::readBytes(folder / "old"), std::string("old"));
        QVERIFY(namesIn(folder) == Texts{"old"});
    }

    void diskThatRefuses()
    {
        const std::vector<DataTable> tables{mixed()};
        for (const TableFormat format : {TableFormat::Csv, TableFormat::Hdf5, TableFormat::Json}) {
            try {
                writeTables("/nowhere/t.csv", format, tables, nullptr);
                QFAIL("nothing was refused");
            } catch (const Error& error) {
                QVERIFY2(std::string(error.what()).find("/nowhere/t.csv") == 0, error.what());
            }
        }
        const std::vector<DataTable> large{cells(700, 300)}; // more than is passed on at once
        for (const auto& some : {tables, large}) {
            try {
                writeTables("/dev/full", TableFormat::Csv, some, nullptr);
                QFAIL("nothing was refused");
            } catch (const Error& error) {
                QVERIFY2(std::string(error.what()).find("/dev/full") == 0, error.what());
                QVERIFY2(std::string(error.what()).find("No space left") != std::string::npos,
                         error.what());
            }
        }
    }

    /// As long as a name can be, with no room for what the file being written is called.
    void longestName()
    {
        const fs::path folder = counterpart::test::testFile("longest");
        fs::create_directories(folder);
        const std::string name(255, 'n');
        const std::vector<DataTable> tables{mixed()};
        writeTables(folder / name, TableFormat::Csv, tables, nullptr);
        QVERIFY(namesIn(folder) == Texts{name});
    }
};

QTEST_APPLESS_MAIN(TestDataTable)
#include "tst_data_table.moc"
