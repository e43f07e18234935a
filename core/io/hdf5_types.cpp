#include "core/io/hdf5_file.h"

#include <array>

namespace counterpart::core {

namespace {

/// An IEEE half in this machine's byte order; the library has no such constant before 1.14.4.
Hdf5Handle halfType()
{
    Hdf5Handle type(H5Tcopy(H5T_NATIVE_FLOAT), H5Tclose);
    H5Tset_fields(type.get(), 15, 10, 5, 0, 10); // sign, exponent and mantissa bits
    H5Tset_ebias(type.get(), 15);
    H5Tset_precision(type.get(), 16);
    H5Tset_size(type.get(), 2);
    return type;
}

bool isHalf(hid_t type)
{
    std::size_t sign = 0, exponent = 0, exponentBits = 0, mantissa = 0, mantissaBits = 0;
    H5Tget_fields(type, &sign, &exponent, &exponentBits, &mantissa, &mantissaBits);
    return sign == 15 && exponent == 10 && exponentBits == 5 && mantissaBits == 10;
}

ElementType integerType(hid_t type)
{
    using enum ElementType;
    constexpr std::array kSigned{Int8, Int16, Int32, Int64};
    constexpr std::array kUnsigned{UInt8, UInt16, UInt32, UInt64};
    std::size_t place = 0;
    for (std::size_t size = H5Tget_size(type); size > (std::size_t{1} << place) && place < 3;)
        ++place;
    return H5Tget_sign(type) == H5T_SGN_NONE ? kUnsigned[place] : kSigned[place];
}

ElementType floatType(hid_t type)
{
    const std::size_t size = H5Tget_size(type);
    if (size == 2 && isHalf(type))
        return ElementType::Float16;
    return size <= 4 ? ElementType::Float32 : ElementType::Float64;
}

hid_t nativeType(ElementType type)
{
    switch (type) {
    case ElementType::Int8:
        return H5T_NATIVE_INT8;
    case ElementType::UInt8:
        return H5T_NATIVE_UINT8;
    case ElementType::Int16:
        return H5T_NATIVE_INT16;
    case ElementType::UInt16:
        return H5T_NATIVE_UINT16;
    case ElementType::Int32:
        return H5T_NATIVE_INT32;
    case ElementType::UInt32:
        return H5T_NATIVE_UINT32;
    case ElementType::Int64:
        return H5T_NATIVE_INT64;
    case ElementType::UInt64:
        return H5T_NATIVE_UINT64;
    case ElementType::Float64:
        return H5T_NATIVE_DOUBLE;
    default:
        return H5T_NATIVE_FLOAT;
    }
}

} // namespace

std::vector<Index> hdf5Shape(hid_t dataset)
{
    const Hdf5Lock lock;
    const Hdf5Handle space(H5Dget_space(dataset), H5Sclose);
    const int axes = H5Sget_simple_extent_ndims(space.get());
    std::vector<hsize_t> extents(axes > 0 ? static_cast<std::size_t>(axes) : 0);
    if (axes > 0)
        H5Sget_simple_extent_dims(space.get(), extents.data(), nullptr);
    return {extents.begin(), extents.end()};
}

std::optional<ElementType> hdf5ElementType(hid_t type)
{
    const Hdf5Lock lock;
    switch (H5Tget_class(type)) {
    case H5T_INTEGER:
        return integerType(type);
    case H5T_FLOAT:
        return floatType(type);
    case H5T_ENUM:
    case H5T_BITFIELD:
        if (H5Tget_size(type) == 1)
            return ElementType::Bool;
        return std::nullopt;
    default:
        return std::nullopt;
    }
}

std::string hdf5TypeName(hid_t type)
{
    const Hdf5Lock lock;
    if (const auto element = hdf5ElementType(type))
        return toString(*element);
    switch (H5Tget_class(type)) {
    case H5T_STRING:
        return "string";
    case H5T_COMPOUND:
        return "compound";
    case H5T_REFERENCE:
        return "reference";
    case H5T_ENUM:
        return "enumeration";
    case H5T_VLEN:
        return "variable-length list";
    case H5T_ARRAY:
        return "array";
    case H5T_OPAQUE:
        return "opaque";
    default:
        return "unknown";
    }
}

Hdf5Handle hdf5MemoryType(ElementType type, hid_t fileType)
{
    const Hdf5Lock lock;
    if (type == ElementType::Bool)
        return {H5Tcopy(fileType), H5Tclose};
    return type == ElementType::Float16 ? halfType()
                                        : Hdf5Handle(H5Tcopy(nativeType(type)), H5Tclose);
}

} // namespace counterpart::core
