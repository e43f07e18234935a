# The set-up that run.sh and test.sh share: packages, configuration, build. Sourced, not run.
# shellcheck shell=bash

root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
# shellcheck disable=SC2034 # used by the scripts that source this one
bin="$root/build/release/bin"
# shellcheck source=packaging/packages.sh
source "$root/packaging/packages.sh"

fail() {
    echo "$*" >&2
    exit 1
}

# missing_packages PACKAGE...
missing_packages() {
    local installed
    installed="$(dpkg-query -W -f='${db:Status-Status} ${Package}\n' "$@" \
        2>/dev/null | sed -n 's/^installed //p' || true)"
    printf '%s\n' "$@" | grep -vxF -e "$installed" || true
}

# Runs apt-get as root; what it says goes to the log and is shown only if it fails.
run_apt() {
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        as_root=(sudo)
    fi
    if ! "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y \
        -o DPkg::Lock::Timeout=300 "$@" >>"$apt_log" 2>&1; then
        cat "$apt_log" >&2
        fail "apt-get $1 failed; its output stands above."
    fi
}

# install_packages [PACKAGE...]: those of the build and the ones named. Silent where everything is there,
# and no network is used then.
install_packages() {
    command -v dpkg-query >/dev/null ||
        fail "This script is for Debian 12 and later. Elsewhere, install what CMake asks for and run: cmake --preset release && cmake --build --preset release"
    local missing
    mapfile -t missing < <(missing_packages "${build_packages[@]}" "$@")
    if [ "${#missing[@]}" -eq 0 ]; then
        return
    fi
    if [ "$(id -u)" -ne 0 ] && ! command -v sudo >/dev/null; then
        fail "Run this as root, for sudo is not there: apt-get install ${missing[*]}"
    fi
    echo "Installing ${missing[*]}" >&2
    apt_log="$(mktemp)"
    run_apt update
    run_apt install --no-install-recommends "${missing[@]}"
    rm -f "$apt_log"
}

# build_targets [TARGET...]: configures and builds, everything if none is named.
# CI=true turns warnings into errors.
build_targets() {
    local werror=OFF targets=()
    if [ "${CI:-}" = true ]; then
        werror=ON
    fi
    if [ "$#" -gt 0 ]; then
        targets=(--target "$@")
    fi
    cd "$root" || return
    cmake --preset release --log-level=WARNING -DCOUNTERPART_WERROR="$werror"
    cmake --build --preset release "${targets[@]}"
}
