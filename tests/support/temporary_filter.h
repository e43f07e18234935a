#pragma once

namespace counterpart::test {

/// A filter that changes nothing, counts what it expands, and exists only as long as this object:
/// datasets written with it cannot be read afterwards.
class TemporaryFilter
{
public:
    TemporaryFilter();
    ~TemporaryFilter();
    TemporaryFilter(const TemporaryFilter&) = delete;
    TemporaryFilter& operator=(const TemporaryFilter&) = delete;

    static constexpr int kNumber = 511; ///< of the range that HDF5 leaves to tests
    static constexpr const char* kName = "counterpart-test-filter";
    /// Chunks expanded so far.
    static int expanded();
};

} // namespace counterpart::test
