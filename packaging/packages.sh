# The Debian packages that the program needs, the same names on Debian 12 and 13. Sourced, not run.
# shellcheck shell=bash disable=SC2034

build_packages=(
    cmake
    g++
    ninja-build
    pkgconf
    libbenchmark-dev
    libcli11-dev
    libeigen3-dev
    libhdf5-dev
    libopenblas-pthread-dev
    libtbb-dev
    libtiff-dev
    libvtk9-dev
    libzip-dev
    nlohmann-json3-dev
    qt6-base-dev
    qt6-svg-dev
)
