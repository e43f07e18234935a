#include "core/io/file_contents.h"

#include <QtTest>

#include <algorithm>

using namespace counterpart::core;

class TestFileContents : public QObject
{
    Q_OBJECT

private slots:
    void paths();
    void attributesByType();
};

void TestFileContents::paths()
{
    QCOMPARE(pathComponents("/layers/conv1/activations"),
             (std::vector<std::string>{"layers", "conv1", "activations"}));
    QVERIFY(pathComponents("/").empty());
    QCOMPARE(parentPath("/layers/conv1"), std::string("/layers"));
    QCOMPARE(parentPath("/conv1"), std::string("/"));
    QCOMPARE(lastComponent("/layers/conv1"), std::string("conv1"));
    QCOMPARE(joinPath("/", "a"), std::string("/a"));
    QCOMPARE(joinPath("/a", "b"), std::string("/a/b"));
}

void TestFileContents::attributesByType()
{
    const Attributes attributes{{"seed", 3.0}, {"model", "A"}};
    QCOMPARE(findAttribute<double>(attributes, "seed"), std::optional(3.0));
    QCOMPARE(findAttribute<std::string>(attributes, "model"), std::optional<std::string>("A"));
    QVERIFY(!findAttribute<double>(attributes, "model"));
    QVERIFY(!findAttribute<double>(attributes, "absent"));
}

QTEST_APPLESS_MAIN(TestFileContents)
#include "tst_file_contents.moc"
