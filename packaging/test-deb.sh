#!/usr/bin/env bash
# test-deb.sh [--packages DIR] [--no-tests] [SUITE...]: builds the .deb in a clean root of each suite
# (default: bookworm trixie), runs the tests and lintian there, installs the .deb alone in a second
# clean root, starts the programs without a display, and removes it again.
#
#   --packages DIR  take the .deb of DIR instead of building them
#   --no-tests      build, but leave out the tests of the program
#
# Needs root, debootstrap and a mirror (COUNTERPART_MIRROR); COUNTERPART_APT_CONF names a file of apt
# settings to use in the roots, COUNTERPART_ROOTS the folder where they are made (default: a temporary
# one). What is mounted is mounted in a namespace of its own and vanishes with it.
set -euo pipefail
# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

mirror="${COUNTERPART_MIRROR:-http://deb.debian.org/debian}"

[ "$(id -u)" -eq 0 ] || fail "test-deb.sh needs root: it makes roots and enters them."
command -v debootstrap >/dev/null || fail "debootstrap is not there: apt-get install debootstrap"
if [ "${COUNTERPART_NAMESPACE:-}" != own ]; then
    COUNTERPART_NAMESPACE=own exec unshare --mount --propagation private bash "${BASH_SOURCE[0]}" "$@"
fi

packages="" with_tests=true suites=()
while [ "$#" -gt 0 ]; do
    case "$1" in
        --packages) packages="$(realpath -- "$2")"; shift ;;
        --no-tests) with_tests=false ;;
        -*) fail "unknown option $1" ;;
        *) suites+=("$1") ;;
    esac
    shift
done
[ "${#suites[@]}" -gt 0 ] || suites=(bookworm trixie)

roots="${COUNTERPART_ROOTS:-$(mktemp -d -t counterpart-roots-XXXXXX)}"
mkdir -p -- "$roots"
made=()
remove_roots() {
    local made_root
    for made_root in "${made[@]}"; do
        umount "$made_root/proc" 2>/dev/null || true
        rm -rf --one-file-system -- "$made_root"
    done
    rmdir "$roots" 2>/dev/null || true
}
trap remove_roots EXIT

# make_root SUITE PATH: a root with what Debian calls required, and apt.
make_root() {
    echo "== a clean root of $1 =="
    made+=("$2")
    debootstrap --variant=minbase --include=ca-certificates "$1" "$2" "$mirror" >"$2.log" 2>&1 ||
        { tail "$2.log" >&2; fail "debootstrap failed"; }
    rm -f "$2.log"
    cp /etc/resolv.conf "$2/etc/"
    [ -z "${COUNTERPART_APT_CONF:-}" ] || cp "$COUNTERPART_APT_CONF" "$2/etc/apt/apt.conf.d/"
    mount -t proc proc "$2/proc"
    within "$2" apt-get -qq update
}

# within ROOT COMMAND...
within() {
    local place="$1"
    shift
    chroot "$place" env -i HOME=/root LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive \
        COUNTERPART_JOBS="${COUNTERPART_JOBS:-$(nproc)}" PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"
}

# build_in ROOT OUT: the .deb of what is committed here, and the tests.
build_in() {
    mkdir -p "$1/root/counterpart" "$2"
    git -C "$root" archive HEAD | tar -x -C "$1/root/counterpart"
    # Where test.sh builds too, which then has the tests to add.
    within "$1" COUNTERPART_BUILD=/root/counterpart/build/release \
        /root/counterpart/packaging/deb.sh /root/packages
    cp "$1"/root/packages/*.deb "$2/"
    if "$with_tests"; then
        within "$1" /root/counterpart/packaging/test.sh
    fi
}

# check_with_lintian ROOT PACKAGES: fails at an error or a warning.
check_with_lintian() {
    echo "== lintian =="
    within "$1" apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends lintian >/dev/null
    mkdir -p "$1/root/checked"
    cp "$2"/*.deb "$1/root/checked/"
    within "$1" sh -c 'lintian --allow-root --fail-on error,warning /root/checked/*.deb'
}

# install_in ROOT PACKAGES: the programs alone, started, and removed.
install_in() {
    local example=/usr/share/counterpart/example count
    mkdir -p "$1/root/install"
    cp "$2"/counterpart_*.deb "$1/root/install/"
    echo "== install =="
    within "$1" sh -c 'apt-get -qq -y -o Dpkg::Use-Pty=0 install --no-install-recommends /root/install/*.deb' >/dev/null
    within "$1" counterpart --version
    within "$1" counterpart-cli --version
    within "$1" sh -c "counterpart-cli analyze $example/patches_seed1.h5 $example/patches_seed2.h5"
    echo "== every figure, without a display =="
    within "$1" sh -c "counterpart --figures all --dpi 96 --out /root/figures $example/*.h5 $example/training/*.h5" >/dev/null
    count="$(find "$1/root/figures" -type f -size +500c | wc -l)"
    echo "$count files of figures"
    # 34 figures of the catalogue (ui/figures/figure_catalogue.cpp) in 3 formats.
    [ "$count" -eq 102 ] || fail "expected 102: 34 figures as SVG, PDF and PNG"
    echo "== the window, for ten seconds =="
    within "$1" sh -c "QT_QPA_PLATFORM=offscreen timeout 10 counterpart $example/*.h5" && status=0 ||
        status=$?
    [ "$status" -eq 124 ] || fail "the window ended with $status"
    echo "== remove =="
    within "$1" apt-get -qq -y -o Dpkg::Use-Pty=0 purge counterpart >/dev/null
    left="$(find "$1/usr" "$1/etc" "$1/var/lib" -iname '*counterpart*' -not -path '*/dpkg/*')"
    [ -z "$left" ] || fail "left behind: $left"
}

for suite in "${suites[@]}"; do
    built="${packages:-$roots/$suite-packages}"
    make_root "$suite" "$roots/$suite-build"
    [ -n "$packages" ] || { build_in "$roots/$suite-build" "$built"; made+=("$built"); }
    check_with_lintian "$roots/$suite-build" "$built"
    make_root "$suite" "$roots/$suite-install"
    install_in "$roots/$suite-install" "$built"
    echo "== $suite: well =="
done
