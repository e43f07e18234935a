#include "core/data/provenance.h"

#include "core/base/error.h"
#include "core/base/json_text.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <type_traits>

namespace counterpart::core {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "counterpart-provenance";
constexpr std::int64_t kFormatVersion = 1;
constexpr std::size_t kHexDigits = 16;

std::string toHex(std::uint64_t value)
{
    std::array<char, kHexDigits + 1> text{};
    std::snprintf(text.data(), text.size(), "%016llx", static_cast<unsigned long long>(value));
    return text.data();
}

Json toJsonValue(const Fingerprint& print)
{
    return {{"size", print.size}, {"modified", print.modified}, {"hash", toHex(print.hash)}};
}

Json toJsonValue(const ProvenanceInput& input)
{
    return {{"path", input.path},
            {"group", input.group},
            {"model", input.model},
            {"layers", input.layers},
            {"fingerprint", toJsonValue(input.fingerprint)}};
}

/// Reads one object; `where` begins each message.
class Reader
{
public:
    explicit Reader(const std::string& where) : m_where(where) {}

    Provenance read(const std::string& text) const
    {
        const Json json = Json::parse(text, nullptr, false);
        if (!json.is_object() || textOf(json, "format") != kFormat)
            refuse("holds no description by Counterpart of where it comes from");
        checkVersion(json);
        Provenance provenance;
        provenance.program = textOf(json, "program");
        provenance.version = textOf(json, "version");
        provenance.kind = textOf(json, "kind");
        provenance.name = textOf(json, "name");
        for (const Json& input : list(json, "inputs"))
            provenance.inputs.push_back(readInput(input));
        for (const auto& [name, value] : object(json, "options").items())
            provenance.options[name] = readOption(name, value);
        for (const auto& [name, value] : object(json, "seeds").items())
            provenance.seeds[name] = whole<std::uint64_t>(value, "seeds." + name);
        return provenance;
    }

private:
    [[noreturn]] void refuse(const std::string& what) const
    {
        throw InputError(m_where + " " + what + ".");
    }

    [[noreturn]] void refuseValue(const std::string& key, const std::string& expected) const
    {
        refuse("is damaged: in its provenance '" + key + "' should be " + expected);
    }

    void checkVersion(const Json& json) const
    {
        const auto version =
            whole<std::int64_t>(json.value("formatVersion", Json()), "formatVersion");
        if (version > kFormatVersion)
            refuse("was written by a later Counterpart (" + textOf(json, "version") +
                   "; provenance of format " + std::to_string(version) + ", known up to " +
                   std::to_string(kFormatVersion) + ")");
    }

    std::string textOf(const Json& json, const char* key) const
    {
        const auto found = json.find(key);
        if (found == json.end() || !found->is_string())
            refuseValue(key, "a text");
        return found->get<std::string>();
    }

    const Json& list(const Json& json, const char* key) const
    {
        const auto found = json.find(key);
        if (found == json.end() || !found->is_array())
            refuseValue(key, "a list");
        return *found;
    }

    const Json& object(const Json& json, const char* key) const
    {
        const auto found = json.find(key);
        if (found == json.end() || !found->is_object())
            refuseValue(key, "an object");
        return *found;
    }

    template <class Integer>
    Integer whole(const Json& value, const std::string& key) const
    {
        const bool fits = std::is_signed_v<Integer>
                              ? value.is_number_integer() &&
                                    (!value.is_number_unsigned() ||
                                     value.get<std::uint64_t>() <= std::uint64_t{INT64_MAX})
                              : value.is_number_unsigned();
        if (!fits)
            refuseValue(key, "a whole number");
        return value.get<Integer>();
    }

    Fingerprint readFingerprint(const Json& json) const
    {
        Fingerprint print;
        print.size = whole<std::uint64_t>(json.value("size", Json()), "fingerprint.size");
        print.modified =
            whole<std::int64_t>(json.value("modified", Json()), "fingerprint.modified");
        const std::string hash = textOf(json, "hash");
        const char* end = hash.data() + hash.size();
        const auto parsed = std::from_chars(hash.data(), end, print.hash, 16);
        if (hash.size() != kHexDigits || parsed.ptr != end || parsed.ec != std::errc())
            refuseValue("fingerprint.hash", "16 hexadecimal digits");
        return print;
    }

    ProvenanceInput readInput(const Json& json) const
    {
        if (!json.is_object())
            refuseValue("inputs", "a list of objects");
        ProvenanceInput input;
        input.path = textOf(json, "path");
        input.group = textOf(json, "group");
        input.model = textOf(json, "model");
        for (const Json& layer : list(json, "layers")) {
            if (!layer.is_string())
                refuseValue("inputs.layers", "a list of names");
            input.layers.push_back(layer.get<std::string>());
        }
        input.fingerprint = readFingerprint(object(json, "fingerprint"));
        return input;
    }

    OptionValue readOption(const std::string& name, const Json& value) const
    {
        if (value.is_boolean())
            return value.get<bool>();
        if (value.is_number_integer())
            return whole<std::int64_t>(value, "options." + name);
        if (value.is_number())
            return value.get<double>();
        if (value.is_string())
            return value.get<std::string>();
        const auto isNumber = [](const Json& entry) { return entry.is_number(); };
        if (!value.is_array() || !std::ranges::all_of(value, isNumber))
            refuseValue("options." + name, "a truth value, a number, a text or a list of numbers");
        return value.get<std::vector<double>>();
    }

    const std::string& m_where;
};

} // namespace

std::string toJson(const Provenance& provenance, int indent)
{
    Json json{{"format", kFormat},
              {"formatVersion", kFormatVersion},
              {"program", provenance.program},
              {"version", provenance.version},
              {"kind", provenance.kind},
              {"name", provenance.name},
              {"inputs", Json::array()},
              {"options", Json::object()},
              {"seeds", Json::object()}};
    for (const ProvenanceInput& input : provenance.inputs)
        json["inputs"].push_back(toJsonValue(input));
    for (const auto& [name, value] : provenance.options)
        json["options"][name] = std::visit([](const auto& held) { return Json(held); }, value);
    for (const auto& [name, seed] : provenance.seeds)
        json["seeds"][name] = seed;
    return jsonText(json, indent);
}

Provenance provenanceFromJson(const std::string& text, const std::string& where)
{
    return Reader(where).read(text);
}

} // namespace counterpart::core
