# Turns the options and settings that a program's --help lists into man source. An entry is its name up
# to column 30, then what it does; a longer name stands on a line of its own.

function roff(text)
{
    gsub(/\\/, "\\e", text)
    gsub(/-/, "\\-", text)
    if (text ~ /^[.']/)
        text = "\\&" text
    return text
}

# The kinds of values as CLI11 prints them, in words.
function kind(text)
{
    gsub(/U?INT:INT in /, "N in ", text)
    gsub(/U?INT:(NONNEGATIVE|POSITIVE)/, "N", text)
    gsub(/INT$/, "N", text)
    gsub(/FLOAT:FLOAT in /, "X in ", text)
    gsub(/TEXT:[{]/, "{", text)
    gsub(/all:[{]all[}]/, "all", text)
    gsub(/TEXT=/, "LIST, default ", text)
    gsub(/TEXT/, "VALUE", text)
    gsub(/Needs: /, "with ", text)
    sub(/ +$/, "", text)
    return text
}

function entry(name, text,    words)
{
    words = name
    sub(/^[^ ]+ ?/, "", words)
    sub(/ .*/, "", name)
    gsub(/,/, ", ", name)
    print ".TP"
    print ".B " roff(name) (words == "" ? "" : " \\fR\\fI" roff(kind(words)) "\\fR")
    if (text != "")
        print roff(text)
}

/^Options:/ { section = "options"; next }
/^Settings/ {
    section = "settings"
    print ".P"
    print "Settings of"
    print ".BR \\-\\-set ,"
    print "the default of each coming first:"
    next
}
/^Columns/ {
    section = "settings"
    print ".P"
    print roff($0)
    next
}
/^[^ ]/ { section = "" }
/^ *$/ { next }
section == "settings" {
    line = $0
    sub(/^ +/, "", line)
    colon = index(line, ": ")
    name = substr(line, 1, colon - 1)
    sub(/=VALUE$/, "", name)
    print ".TP"
    print ".B " roff(name)
    print roff(substr(line, colon + 2))
    next
}
section == "options" && /^  [^ ]/ {
    if (length($0) > 30 && substr($0, 30, 1) == " ") {
        name = substr($0, 3, 28)
        sub(/ +$/, "", name)
        entry(name, substr($0, 31))
    } else {
        entry(substr($0, 3), "")
    }
    next
}
section == "options" {
    sub(/^ +/, "")
    print roff($0)
}
