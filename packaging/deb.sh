#!/usr/bin/env bash
# deb.sh [OUT]: installs what is missing, builds the programs and the library and packs them as .deb into
# OUT (default build/deb/packages). COUNTERPART_BUILD names another build directory, COUNTERPART_JOBS
# the number of compilers (default: one a core).
set -euo pipefail
# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

out="$(realpath -m -- "${1:-$root/build/deb/packages}")"
build="$(realpath -m -- "${COUNTERPART_BUILD:-$root/build/deb}")"

install_packages dpkg-dev file
cmake -S "$root" -B "$build" -G Ninja --log-level=WARNING -DCMAKE_BUILD_TYPE=Release \
    -DCMAKE_INSTALL_PREFIX=/usr -DCOUNTERPART_BENCHMARKS=OFF \
    -DCMAKE_EXE_LINKER_FLAGS="-Wl,-z,relro -Wl,-z,now"
cmake --build "$build" --parallel "${COUNTERPART_JOBS:-$(nproc)}" \
    --target counterpart counterpart-cli man_pages
mkdir -p "$out"
cpack --config "$build/CPackConfig.cmake" -G DEB -B "$out" >/dev/null
rm -rf "$out/_CPack_Packages"
find "$out" -name '*.deb' | sort
