#!/usr/bin/env bash
# check-style.sh [BUILD_DIR] [FILE...]: clang-format and clang-tidy over the sources, or over the
# files given. The build directory (default build/dev) must be built: the tests include what moc
# makes. Writes nothing; ends with 1 if either has something to say.
set -euo pipefail
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
build="$(realpath -- "${1:-$root/build/dev}")"
shift || true
cd "$root"
[ -f "$build/compile_commands.json" ] || {
    echo "$build holds no compile_commands.json: run cmake --preset dev && cmake --build --preset dev" >&2
    exit 1
}

if [ "$#" -gt 0 ]; then
    files=("$@")
else
    mapfile -t files < <(find app core ui tests -name '*.cpp' -o -name '*.h' | sort)
fi
mapfile -t sources < <(printf '%s\n' "${files[@]}" | grep '\.cpp$')

# Clang reads no precompiled headers of GCC.
database="$(mktemp -d)"
trap 'rm -rf "$database"' EXIT
sed -E 's/ -Winvalid-pch -include [^ "]+//g' "$build/compile_commands.json" \
    >"$database/compile_commands.json"

failed=0
clang-format --dry-run -Werror "${files[@]}" || failed=1
if [ "${#sources[@]}" -gt 0 ]; then
    printf '%s\0' "${sources[@]}" |
        xargs -0 -n 1 -P "$(nproc)" clang-tidy --quiet -p "$database" \
            --extra-arg=-Wno-unknown-warning-option || failed=1
fi
exit "$failed"
