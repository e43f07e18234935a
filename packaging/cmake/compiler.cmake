# Warnings and sanitizers as interface targets, linked by every layer of the project.

add_library(counterpart_warnings INTERFACE)
target_compile_options(counterpart_warnings INTERFACE
    -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Wold-style-cast -Woverloaded-virtual
    -Wcast-align -Wunused -Wextra-semi
    $<$<BOOL:${COUNTERPART_WERROR}>:-Werror>)
# GCC 12 sees overlaps in std::string's operator+ that are not there (GCC bug 105651).
target_compile_options(counterpart_warnings INTERFACE $<$<CXX_COMPILER_ID:GNU>:-Wno-restrict>)

add_library(counterpart_sanitizers INTERFACE)
if(COUNTERPART_SANITIZE)
    target_compile_options(counterpart_sanitizers INTERFACE
        -fsanitize=${COUNTERPART_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_link_options(counterpart_sanitizers INTERFACE -fsanitize=${COUNTERPART_SANITIZE})
endif()
