#pragma once

#include <QString>

#include <functional>
#include <string>

namespace counterpart::test {

/// The message of the exception of that type which `call` throws; empty if it throws none.
template <class Exception>
QString messageOf(const std::function<void()>& call)
{
    try {
        call();
    } catch (const Exception& error) {
        return QString::fromStdString(error.what());
    }
    return {};
}

} // namespace counterpart::test
