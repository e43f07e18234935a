#pragma once

#include <QRegularExpression>
#include <QTest>

namespace counterpart::test {

/// Call in init() of a test with widgets or models: from then on a Qt warning fails the test. The
/// offscreen platform's remark about size hints is no concern of ours.
inline void failOnQtWarnings()
{
    QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support)")));
}

} // namespace counterpart::test
