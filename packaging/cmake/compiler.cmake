# Warnings and sanitizers as interface targets, linked by every layer of the project.

add_library(counterpart_warnings INTERFACE)
target_compile_options(counterpart_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wcast-align -Wunused -Wextra-semi
    $<$<BOOL:${COUNTERPART_WERROR}>:-Werror>)
# GCC 12 sees overlaps in std::string's operator+ (GCC bug 105651) and uninitialised members of an
# empty std::optional (bug 80635) that are not there.
target_compile_options(counterpart_warnings INTERFACE
    $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict;-Wno-maybe-uninitialized;-Wno-array-bounds;-Wno-stringop-overflow;-Wno-stringop-overread>)

add_library(counterpart_sanitizers INTERFACE)
if(COUNTERPART_SANITIZE)
    target_compile_options(counterpart_sanitizers INTERFACE
        -fsanitize=${COUNTERPART_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(counterpart_sanitizers INTERFACE -fsanitize=${COUNTERPART_SANITIZE})
endif()
