#pragma once

#include <memory>
#include <utility>

namespace counterpart::session {

/// What attach() puts behind a pointer: it is destroyed with the last pointer to the object.
template <class T, class Extra>
struct Attachment
{
    std::shared_ptr<const T> object;
    Extra extra;

    void operator()(const T*) { object.reset(); }
};

/// The same object, with something beside it that those can find who know the pointer
/// (attachedTo()) and that is nobody else's concern, such as where a result came from. Every copy
/// of the pointer has it, and every pointer to a part of the object.
template <class T, class Extra>
std::shared_ptr<const T> attach(std::shared_ptr<const T> object, Extra extra)
{
    const T* const address = object.get();
    return {address, Attachment<T, Extra>{std::move(object), std::move(extra)}};
}

/// What was attached, or nullptr.
template <class Extra, class T>
const Extra* attachedTo(const std::shared_ptr<const T>& pointer)
{
    const auto* attachment = std::get_deleter<Attachment<T, Extra>>(pointer);
    return attachment ? &attachment->extra : nullptr;
}

} // namespace counterpart::session
