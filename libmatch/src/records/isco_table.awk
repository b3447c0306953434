# SPDX-License-Identifier: Apache-2.0
# Makes isco_table.h of taxonomies/isco-08/isco-08.yaml: its codes, and those that ISCO-88 had for
# the same jobs.

/^  - code: "[0-9]+"$/ {
    split($0, part, "\"")
    code = part[2]
    codes = codes "    {\"" code "\"},\n"
}

{
    line = $0
    while (match(line, /isco88:[0-9]+/)) {
        pairs = pairs "    {\"" substr(line, RSTART + 7, RLENGTH - 7) "\", \"" code "\"},\n"
        line = substr(line, RSTART + RLENGTH)
    }
}

END {
    print "/* Made from taxonomies/isco-08/isco-08.yaml. */"
    print "static const struct isco_code isco_codes[] = {\n" codes "};\n"
    print "static const struct isco_pair isco_pairs[] = {\n" pairs "};"
}
