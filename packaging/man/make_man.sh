#!/bin/sh
# make_man.sh IN OUT VERSION PROGRAM SHARE DOC: writes a man page. In IN a line `.\" OPTIONS` stands for
# what PROGRAM --help lists, and `.\" COMMANDS` for the same of each of its commands, so that a page
# names every command and option; @VERSION@, @SHARE@ and @DOC@ for the version and the installed folders.
# What else is to be said of a command is in NAME.man beside IN.
set -eu
input=$1 output=$2 version=$3 program=$4 share=$5 doc=$6
here=$(dirname "$input")
awk_script=$here/help_to_man.awk

options() {
    "$program" "$@" --help | awk -f "$awk_script"
}

command_section() {
    help=$("$program" "$1" --help)
    printf '.SS %s\n' "$1"
    printf '%s\n' "$help" | sed -n '1s/$/./p' | sed 's/-/\\-/g'
    printf '.P\n'
    printf '%s\n' "$help" | sed -n 's/-/\\-/g; s/^Usage: *\([^ ]* [^ ]*\) *\(.*\)/.B \1\n\2/p'
    if [ -f "$here/$1.man" ]; then
        cat "$here/$1.man"
    fi
    options "$1"
}

commands() {
    "$program" --help | awk '/^Subcommands:/ { on = 1; next } on && /^  [^ ]/ { print $1 }' |
        while read -r command; do
            command_section "$command"
        done
}

while IFS= read -r line; do
    case $line in
        '.\" OPTIONS') options ;;
        '.\" COMMANDS') commands ;;
        *) printf '%s\n' "$line" | sed "s/@VERSION@/$version/g; s,@SHARE@,$share,g; s,@DOC@,$doc,g" ;;
    esac
done <"$input" >"$output.part"
mv "$output.part" "$output"
