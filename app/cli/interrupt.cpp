#include "cli/interrupt.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

#include <fcntl.h>
#include <unistd.h>

namespace counterpart::cli {

namespace {

constexpr std::array kSignals{SIGINT, SIGTERM};
constexpr char kStop = 's';
constexpr char kQuit = 'q';

/// The pipe's ends, read and write; a signal handler can be told of them by no other way.
std::array<int, 2> pipeEnds{-1, -1};

void send(char what)
{
    [[maybe_unused]] const ssize_t sent = write(pipeEnds[1], &what, 1);
}

extern "C" void onSignal(int /*number*/)
{
    const int error = errno;
    send(kStop);
    errno = error;
}

void watch(std::stop_source& stop)
{
    char what = 0;
    ssize_t count = 0;
    do {
        count = read(pipeEnds[0], &what, 1);
    } while (count < 0 && errno == EINTR);
    if (count == 1 && what == kStop)
        stop.request_stop();
}

} // namespace

Interrupt::Interrupt()
{
    if (pipe2(pipeEnds.data(), O_CLOEXEC) != 0)
        throw std::system_error(errno, std::generic_category(), "cannot make a pipe");
    m_watcher = std::jthread([this] { watch(m_stop); });

    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART | static_cast<int>(SA_RESETHAND);
    for (const int number : kSignals)
        sigaction(number, &action, nullptr);
}

Interrupt::~Interrupt()
{
    for (const int number : kSignals)
        signal(number, SIG_DFL);
    send(kQuit);
    m_watcher.join();
    for (const int end : pipeEnds)
        close(end);
}

} // namespace counterpart::cli
