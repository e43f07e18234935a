#include "core/io/element_type.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <span>
#include <vector>

using namespace counterpart::core;

namespace {

/// IEEE 754 binary16 by its definition.
double halfByDefinition(unsigned bits)
{
    const double sign = bits & 0x8000U ? -1.0 : 1.0;
    const int exponent = static_cast<int>(bits >> 10 & 0x1FU);
    const double fraction = (bits & 0x3FFU) / 1024.0;
    if (exponent == 31) {
        return fraction == 0 ? sign * std::numeric_limits<double>::infinity()
                             : std::numeric_limits<double>::quiet_NaN();
    }
    return exponent == 0 ? sign * std::ldexp(fraction, -14)
                         : sign * std::ldexp(1 + fraction, exponent - 15);
}

template <class T>
std::vector<float> converted(ElementType type, const std::vector<T>& values, bool swapped)
{
    std::vector<std::byte> bytes(values.size() * sizeof(T) + 1);
    std::byte* const unaligned = bytes.data() + 1;
    std::ranges::copy(std::as_bytes(std::span(values)), unaligned);
    for (std::size_t i = 0; swapped && i < values.size(); ++i)
        std::reverse(unaligned + i * sizeof(T), unaligned + (i + 1) * sizeof(T));
    std::vector<float> floats(values.size());
    convertToFloat(type, swapped, unaligned, values.size(), floats.data());
    return floats;
}

template <class T>
void checkType(ElementType type, const std::vector<T>& values)
{
    QCOMPARE(sizeOf(type), sizeof(T));
    for (const bool swapped : {false, true}) {
        const std::vector<float> floats = converted(type, values, swapped);
        for (std::size_t i = 0; i < values.size(); ++i)
            QCOMPARE(floats[i], static_cast<float>(values[i]));
    }
}

template <class T>
std::vector<T> extremes()
{
    return {T{0}, T{1}, T{42}, std::numeric_limits<T>::max(), std::numeric_limits<T>::lowest()};
}

} // namespace

class TestElementType : public QObject
{
    Q_OBJECT

private slots:
    void everyHalf_data();
    void everyHalf();
    void integersAndFloats();
    void bfloat16IsTheUpperHalfOfAFloat();
    void integersAsDigits();
    void names();
};

void TestElementType::everyHalf_data()
{
    QTest::addColumn<bool>("swapped");
    QTest::newRow("native byte order") << false;
    QTest::newRow("foreign byte order") << true;
}

void TestElementType::everyHalf()
{
    QFETCH(bool, swapped);
    std::vector<std::uint16_t> halves(1 << 16);
    for (std::size_t i = 0; i < halves.size(); ++i)
        halves[i] = static_cast<std::uint16_t>(i);
    halves.push_back(0x3C00); // an odd number, so that the last ones do not fill a register
    const std::vector<float> floats = converted(ElementType::Float16, halves, swapped);
    for (std::size_t i = 0; i < halves.size(); ++i) {
        const double expected = halfByDefinition(halves[i]);
        if (std::isnan(expected))
            QVERIFY2(std::isnan(floats[i]), qPrintable(QString::number(halves[i], 16)));
        else
            QVERIFY2(static_cast<double>(floats[i]) == expected,
                     qPrintable(QString::number(halves[i], 16)));
    }
}

void TestElementType::integersAndFloats()
{
    checkType(ElementType::Int8, extremes<std::int8_t>());
    checkType(ElementType::UInt8, extremes<std::uint8_t>());
    checkType(ElementType::Bool, std::vector<std::uint8_t>{0, 1});
    checkType(ElementType::Int16, extremes<std::int16_t>());
    checkType(ElementType::UInt16, extremes<std::uint16_t>());
    checkType(ElementType::Int32, extremes<std::int32_t>());
    checkType(ElementType::UInt32, extremes<std::uint32_t>());
    checkType(ElementType::Int64, extremes<std::int64_t>());
    checkType(ElementType::UInt64, extremes<std::uint64_t>());
    checkType(ElementType::Float32, std::vector<float>{0.0F, -1.5F, 3.4e38F, 1e-40F});
    checkType(ElementType::Float64, std::vector<double>{0.0, -1.5, 0.1, 1e-300});
}

void TestElementType::bfloat16IsTheUpperHalfOfAFloat()
{
    const std::vector<float> expected{0.0F, 1.0F, -2.5F, 3.0F};
    std::vector<std::uint16_t> bits;
    for (const float value : expected)
        bits.push_back(static_cast<std::uint16_t>(std::bit_cast<std::uint32_t>(value) >> 16));
    QCOMPARE(converted(ElementType::BFloat16, bits, false), expected);
    QCOMPARE(converted(ElementType::BFloat16, bits, true), expected);
}

void TestElementType::integersAsDigits()
{
    const std::int64_t exact = (std::int64_t{1} << 53) + 1; // no double holds it
    std::array<std::byte, 8> bytes = std::bit_cast<std::array<std::byte, 8>>(exact);
    QCOMPARE(toDigits(ElementType::Int64, false, bytes.data()), std::string("9007199254740993"));
    std::ranges::reverse(bytes);
    QCOMPARE(toDigits(ElementType::UInt64, true, bytes.data()), std::string("9007199254740993"));
    const std::byte minusOne{0xFF};
    QCOMPARE(toDigits(ElementType::Int8, false, &minusOne), std::string("-1"));
    QCOMPARE(toDigits(ElementType::UInt8, false, &minusOne), std::string("255"));
    QVERIFY(isInteger(ElementType::UInt64));
    QVERIFY(!isInteger(ElementType::Bool) && !isInteger(ElementType::Float16));
}

void TestElementType::names()
{
    QCOMPARE(toString(ElementType::Float16), "float16");
    QCOMPARE(toString(ElementType::UInt8), "uint8");
    QCOMPARE(toString(ElementType::Float64), "float64");
    QCOMPARE(toString(ElementType::Bool), "bool");
}

QTEST_APPLESS_MAIN(TestElementType)
#include "tst_element_type.moc"
