#pragma once

#include <stdexcept>
#include <string>

namespace counterpart::core {

/// What the outer world did wrong. The values are the exit states of the command line.
enum class ErrorKind {
    Runtime = 1, ///< disk full, out of memory, a file that vanished while it was read
    Usage = 2,   ///< an unknown option, method or value
    Input = 3    ///< a missing or damaged file, an unknown layer, too few or unequal samples
};

/// What can be done about an error at once, where a program can offer it.
enum class Remedy {
    None,
    ReorderInputs ///< read one network's inputs in the order of the other's (InputOrder::ById)
};

/// Thrown only where a file or a user's option is met. The message is one or two sentences that
/// name the file, the dataset, what was found and what was expected.
class Error : public std::runtime_error
{
public:
    Error(ErrorKind kind, const std::string& message, Remedy remedy = Remedy::None)
        : std::runtime_error(message),
          m_kind(kind),
          m_remedy(remedy)
    {
    }
    ErrorKind kind() const { return m_kind; }
    Remedy remedy() const { return m_remedy; }

private:
    ErrorKind m_kind;
    Remedy m_remedy;
};

class InputError : public Error
{
public:
    explicit InputError(const std::string& message, Remedy remedy = Remedy::None)
        : Error(ErrorKind::Input, message, remedy)
    {
    }
};

class UsageError : public Error
{
public:
    explicit UsageError(const std::string& message) : Error(ErrorKind::Usage, message) {}
};

/// Thrown by Progress::checkpoint() after a stop was asked for. Not an error: it is caught by the
/// job runner and by main, and shown to nobody as a failure.
class Cancelled
{
};

} // namespace counterpart::core
