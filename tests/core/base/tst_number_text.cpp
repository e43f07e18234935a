#include "core/base/json_text.h"
#include "core/base/number_text.h"

#include <QtTest>

#include <bit>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <random>

using namespace counterpart::core;

class TestNumberText : public QObject
{
    Q_OBJECT

private slots:
    void shortestTextGivesTheNumberBack();
    void whatIsMissingIsEmpty();
    void digits();
    void documentsWithoutUtf8();
};

void TestNumberText::shortestTextGivesTheNumberBack()
{
    QCOMPARE(numberText(0.1), std::string("0.1"));
    QCOMPARE(numberText(1e-300), std::string("1e-300"));
    QCOMPARE(numberText(-0.5), std::string("-0.5"));
    std::mt19937_64 generator(5);
    for (int i = 0; i < 20'000; ++i) {
        const auto number = std::bit_cast<double>(generator());
        if (!std::isfinite(number))
            continue;
        const std::string text = numberText(number);
        QCOMPARE(std::strtod(text.c_str(), nullptr), number);
        QVERIFY(text.size() <= 24);
    }
}

void TestNumberText::whatIsMissingIsEmpty()
{
    QVERIFY(numberText(std::optional<double>()).empty());
    QVERIFY(numberText(std::optional<double>(NAN)).empty());
    QVERIFY(numberText(std::optional<double>(-INFINITY)).empty());
    QVERIFY(numberText(std::optional<std::int64_t>()).empty());
    QCOMPARE(numberText(std::optional<std::int64_t>(std::numeric_limits<std::int64_t>::min())),
             std::string("-9223372036854775808"));
    QCOMPARE(numberText(std::optional<double>(2.5)), std::string("2.5"));
}

void TestNumberText::digits()
{
    for (int c = std::numeric_limits<char>::min(); c <= std::numeric_limits<char>::max(); ++c)
        QCOMPARE(isDigit(static_cast<char>(c)),
                 std::string("0123456789").find(static_cast<char>(c)) != std::string::npos);
}

/// Names in files that others wrote may be Latin-1.
void TestNumberText::documentsWithoutUtf8()
{
    const nlohmann::json document{{"name", "caf\xe9"}};
    QCOMPARE(jsonText(document), std::string("{\"name\":\"caf\xef\xbf\xbd\"}"));
    QCOMPARE(jsonText(nlohmann::json{{"a", 1}}, 1), std::string("{\n \"a\": 1\n}"));
}

QTEST_APPLESS_MAIN(TestNumberText)
#include "tst_number_text.moc"
