#!/usr/bin/env bash
# Installs what is missing, builds everything and runs every test, with no display.
set -euo pipefail
# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_packages
build_targets
QT_QPA_PLATFORM=offscreen ctest --preset release --no-tests=error --output-on-failure "$@"
