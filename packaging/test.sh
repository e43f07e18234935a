#!/usr/bin/env bash
# Installs what is missing, builds everything and runs every test, with no display.
set -euo pipefail
# shellcheck source=packaging/setup.sh
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

# shellcheck disable=SC2119 # those of the build alone
install_packages
# shellcheck disable=SC2119 # everything, not what this script was called with
build_targets
QT_QPA_PLATFORM=offscreen ctest --preset release --no-tests=error --output-on-failure "$@"
