#!/usr/bin/env bash
# Installs what is missing, builds Counterpart and opens it on the bundled example, or on the files
# given. Without a display it draws the example's figures to build/example-figures instead.
set -euo pipefail
# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

files=()
for file in "$@"; do
    files+=("$(realpath -- "$file")")
done
training=()
if [ "${#files[@]}" -eq 0 ]; then
    files=("$root"/resources/example/*.h5)
    training=("$root"/resources/example/training/*.h5)
fi

# shellcheck disable=SC2119 # those of the build alone
install_packages
build_targets counterpart counterpart-cli

if [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
    exec "$bin/counterpart" "${files[@]}"
fi
figures="$root/build/example-figures"
mkdir -p "$figures"
QT_QPA_PLATFORM=offscreen "$bin/counterpart" --figures all --format svg,pdf,png --out "$figures" \
    "${files[@]}" "${training[@]}"
echo "There is no display, so the figures were drawn to files:"
find "$figures" -type f | sort
