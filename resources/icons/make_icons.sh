#!/bin/sh
# Draws the PNG sizes of the icon from its SVG. Run it after a change of counterpart.svg (needs
# librsvg2-bin).
set -eu
cd "$(dirname "$0")"
for size in 16 22 24 32 48 64 128 256; do
    rsvg-convert --width "$size" --height "$size" counterpart.svg --output "counterpart-$size.png"
done
