#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# The rules of the house that can be read off the sources:
#   no room includes a room above it; scoring and ranking cannot reach the protected block;
#   the command line, the bindings and the examples see public headers only;
#   functions that are not to be used are not used; each public function has its comment.
# At the end the rules are tried on a small house in which each of them is broken.
set -eu
LC_ALL=C
export LC_ALL

source=${MATCH_TEST_SOURCE:-$(cd "$(dirname "$0")/.." && pwd)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# C without comments; texts become "". (Names in #include lines are kept.)
strip='
    function stripped(line,   out, c, two) {
        if (!in_comment && line ~ /^[ \t]*#[ \t]*include/) return line
        out = ""
        while (line != "") {
            two = substr(line, 1, 2)
            c = substr(line, 1, 1)
            if (in_comment) {
                if (two == "*/") { in_comment = 0; line = substr(line, 3) }
                else line = substr(line, 2)
            } else if (two == "/*") { in_comment = 1; line = substr(line, 3) }
            else if (two == "//") line = ""
            else if (c == "\"") {
                line = substr(line, 2)
                while (line != "" && substr(line, 1, 1) != "\"")
                    line = substr(line, substr(line, 1, 1) == "\\" ? 3 : 2)
                line = substr(line, 2)
                out = out "\"\""
            } else { out = out c; line = substr(line, 2) }
        }
        return out
    }
    FNR == 1 { in_comment = 0 }
'

sources() {
    find "$@" -type f -name '*.[chi]' ! -name '*_wrap.c' | sort
}

# Lines "file<TAB>line number<TAB>name with its brackets" of all includes.
includes() {
    # shellcheck disable=SC2046
    awk "$strip"'
        { line = stripped($0) }
        line ~ /^[ \t]*[#%][ \t]*(include|import)[ \t]*[<"]/ {
            sub(/^[^<"]*/, "", line)
            sub(/[>"][^>"]*$/, "", line)
            print FILENAME "\t" FNR "\t" line
        }
    ' $(sources "$@") /dev/null
}

check_rooms() {
    includes "$1/libmatch/src" "$1/libmatch/include" >"$work/includes"
    awk -F '\t' -v root="$1/" '
        BEGIN {
            n = split("base text taxonomy records scoring ranking pathway allocation insight", order, " ")
            for (i = 1; i <= n; i++) floor[order[i]] = i
            floor["allocation"] = floor["insight"] = floor["pathway"]
            # Public headers belong to the room that fills them; matcher.h also holds the types
            # of results, which scoring makes.
            n = split("date=base error=base export=base report=base version=base " \
                      "text=text taxonomy=taxonomy taxonomy_check=taxonomy " \
                      "taxonomy_diff=taxonomy resolver=taxonomy places=records ladders=records " \
                      "records=records policy=scoring matcher=scoring " \
                      "counterfactual=ranking unlocks=ranking match=insight " \
                      "extract=taxonomy translation=taxonomy migration=records", pairs, " ")
            for (i = 1; i <= n; i++) { split(pairs[i], pair, "="); header[pair[1] ".h"] = pair[2] }
        }
        {
            file = $1; sub(root, "", file)
            name = $3
            quoted = substr(name, 1, 1) == "\""
            name = substr(name, 2)
            public = file ~ /^libmatch\/include\//
            own = file
            if (public) { sub(/.*\//, "", own); own = header[own] }
            else { sub(/^libmatch\/src\//, "", own); sub(/\/.*/, "", own) }
            if (!(own in floor)) { print file ": belongs to no known room"; next }

            if (quoted) {
                room = name
                sub(/\/.*/, "", room)
                if (public) print file ":" $2 ": public header includes \"" name "\""
                else if (!(room in floor) || room == name)
                    print file ":" $2 ": \"" name "\" names no room, expected \"room/file.h\""
                else if (floor[room] > floor[own] || (floor[room] == floor[own] && room != own))
                    print file ":" $2 ": " own " includes " name " of a room above"
            } else if (name ~ /^libmatch\//) {
                sub(/^libmatch\//, "", name)
                if (!(name in header)) print file ":" $2 ": <libmatch/" name "> belongs to no known room"
                else if (floor[header[name]] > floor[own])
                    print file ":" $2 ": " own " includes <libmatch/" name "> of a room above"
            }
        }
    ' "$work/includes"
}

# Follows includes from each file of the rooms that must not know what protects people.
check_protected() {
    includes "$1/libmatch/src" >"$work/includes"
    awk -F '\t' -v root="$1/libmatch/src/" '
        {
            from = $1; sub(root, "", from)
            to = substr($3, 2)
            if (substr($3, 1, 1) == "\"") edges[from] = edges[from] " " to
            files[from] = 1
        }
        END {
            for (file in files) {
                if (file !~ /^(scoring|ranking|pathway|insight)\//) continue
                split("", seen)
                queue = file
                while (queue != "") {
                    current = queue
                    sub(/ .*/, "", current)
                    if (queue ~ / /) sub(/^[^ ]* /, "", queue); else queue = ""
                    if (current in seen) continue
                    seen[current] = 1
                    if (current == "records/protected.h")
                        print "libmatch/src/" file ": reaches records/protected.h"
                    n = split(edges[current], next_ones, " ")
                    for (i = 1; i <= n; i++)
                        queue = queue (queue == "" ? "" : " ") next_ones[i]
                }
            }
        }
    ' "$work/includes" | sort
}

# What gives a protected fact away without the header: any field by its name, and the age, which
# scoring/person.c asks for on behalf of the rules of law and of admission.
check_leaks() {
    for folder in scoring ranking pathway insight; do
        [ -d "$1/libmatch/src/$folder" ] || continue
        # shellcheck disable=SC2046
        awk -v root="$1/" "$strip"'
            {
                file = FILENAME; sub(root, "", file)
                line = stripped($0)
                if (line ~ /(^|[^A-Za-z0-9_])(match_roster_field|match_roster_write|protected_block|MATCH_KEEPS_PROTECTED_BLOCK)([^A-Za-z0-9_]|$)/ ||
                    (line ~ /(^|[^A-Za-z0-9_])roster_age([^A-Za-z0-9_]|$)/ &&
                     file != "libmatch/src/scoring/person.c"))
                    print file ":" FNR ": reaches protected facts: " line
            }
        ' $(sources "$1/libmatch/src/$folder") /dev/null
    done
}

check_public_only() {
    for folder in examples bindings bench; do
        [ -d "$1/$folder" ] || continue
        includes "$1/$folder" >"$work/includes"
        while IFS='	' read -r file line name; do
            case $name in
            \"*)
                [ -e "$(dirname "$file")/${name#?}" ] ||
                    echo "${file#"$1"/}:$line: includes ${name#?}, expected <libmatch/...>"
                ;;
            '<libmatch/'*)
                [ -e "$1/libmatch/include/${name#?}" ] || [ -e "$1/libmatch/include/${name#?}.in" ] ||
                    echo "${file#"$1"/}:$line: includes ${name#?}, which is not public"
                ;;
            esac
        done <"$work/includes"
    done
}

banned='strcpy strncpy strcat strncat sprintf vsprintf strtok gets alloca atoi atol atoll atof
    strtod strtof rand srand random setlocale localtime localtime_r gmtime mktime time clock_gettime
    gettimeofday printf vprintf puts putchar perror exit _exit abort assert_perror
    strerror strerror_r system popen getenv qsort_r isalpha isdigit isspace isalnum toupper tolower'
heap='malloc calloc realloc reallocarray strdup strndup asprintf vasprintf getline getdelim'

check_banned() {
    # shellcheck disable=SC2046
    awk -v banned="$banned" -v heap="$heap" -v root="$1/" "$strip"'
        BEGIN {
            n = split(banned, words); for (i = 1; i <= n; i++) bad[words[i]] = 1
            n = split(heap, words); for (i = 1; i <= n; i++) taken[words[i]] = 1
        }
        {
            file = FILENAME; sub(root, "", file)
            line = stripped($0)
            if (line ~ /^[ \t]*#/) next
            if (line ~ /(^|[^A-Za-z0-9_])(stderr|stdout)([^A-Za-z0-9_]|$)/)
                print file ":" FNR ": the library prints nothing"
            while (match(line, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
                name = substr(line, RSTART, RLENGTH)
                sub(/[ \t]*\($/, "", name)
                before = RSTART > 1 ? substr(line, RSTART - 1, 1) : ""
                line = substr(line, RSTART + RLENGTH)
                if (before == "." || before == ">") continue
                if (name in bad) print file ":" FNR ": " name "() is not used here"
                if (name in taken && file != "libmatch/src/base/alloc.c")
                    print file ":" FNR ": " name "() is not used here, but base/alloc.h"
            }
        }
    ' $(sources "$1/libmatch") /dev/null
}

check_comments() {
    # shellcheck disable=SC2046
    awk -v root="$1/" '
        FNR == 1 { comment = ""; inside = 0; ended = -1 }
        /^[ \t]*\/\*\*/ { comment = ""; inside = 1 }
        inside { comment = comment $0; if (/\*\//) { inside = 0; ended = FNR } }
        /^MATCH_API/ {
            file = FILENAME; sub(root, "", file)
            if (ended != FNR - 1) print file ":" FNR ": public function without a comment: " $0
            else if (comment !~ /@since [0-9]+\.[0-9]+/)
                print file ":" FNR ": comment without @since: " $0
        }
    ' $(find "$1/libmatch/include" -name '*.h' -o -name '*.h.in' | sort)
}

check() {
    check_rooms "$1"
    check_protected "$1"
    check_leaks "$1"
    check_public_only "$1"
    check_banned "$1"
    check_comments "$1"
}

failed=0
if [ -z "$(sources "$source/libmatch")" ]; then
    echo "$source: no sources found"
    failed=1
fi
check "$source" >"$work/found"
if [ -s "$work/found" ]; then
    cat "$work/found"
    failed=1
fi

# ---- the small house ----

house=$work/house
# plant WHAT PATTERN FILE TEXT: a house with this one file must give a line with the pattern.
plant() {
    rm -rf "$house"
    mkdir -p "$house/libmatch/include/libmatch" "$house/libmatch/src/records"
    printf '/** Says. @since 0.1 */\nMATCH_API int match_say(void);\n' \
        >"$house/libmatch/include/libmatch/text.h"
    printf '#include "records/protected.h"\n' >"$house/libmatch/src/records/record.h"
    check "$house" >"$work/found"
    if [ -s "$work/found" ]; then
        echo "self-test: a house in order was found fault with: $(cat "$work/found")"
        failed=1
    fi
    mkdir -p "$(dirname "$house/$3")"
    printf '%s\n' "$4" >"$house/$3"
    check "$house" >"$work/found"
    if ! grep -q -e "$2" "$work/found"; then
        echo "self-test: $1 went through: $(cat "$work/found")"
        failed=1
    fi
}
plant "an include upwards" "base includes text/fold.h" \
    libmatch/src/base/a.c '#include "text/fold.h"'
plant "a public include upwards" "text includes <libmatch/policy.h>" \
    libmatch/src/text/a.c '#  include <libmatch/policy.h>'
plant "a public header of the rooms" "public header includes" \
    libmatch/include/libmatch/text.h '#include "text/fold.h"'
plant "an include of no room" "names no room" libmatch/src/base/a.c '#include "alloc.h"'
plant "an unknown room" "no known room" libmatch/src/attic/a.c '#include "base/alloc.h"'
plant "a direct way to the protected block" "reaches records/protected.h" \
    libmatch/src/scoring/a.c '#include "records/protected.h"'
plant "a way round to the protected block" "reaches records/protected.h" \
    libmatch/src/ranking/a.h '#include "records/record.h"'
plant "a field by its name" "reaches protected facts" libmatch/src/scoring/a.c \
    '    match_roster_field(roster, index, "sex", out, 2, NULL);'
plant "a key to the protected block" "reaches protected facts" libmatch/src/ranking/a.c \
    '#define MATCH_KEEPS_PROTECTED_BLOCK'
plant "the age outside of screening" "reaches protected facts" libmatch/src/ranking/a.c \
    '    return roster_age(roster, index, day);'
plant "an example that looks inside" "expected <libmatch/...>" \
    examples/jobmatch/a.c '#include "base/alloc.h"'
plant "a binding that looks inside" "which is not public" \
    bindings/python/a.i '%include <libmatch/inside.h>'
plant "a banned function" "strtok() is not used" libmatch/src/base/a.c 'char *b = strtok(a, ",");'
plant "a way past base/alloc.h" "base/alloc.h" libmatch/src/base/a.c '    return malloc (7);'
plant "a library that prints" "prints nothing" libmatch/src/base/a.c 'fprintf(stderr, "%s", a);'
plant "a public function without comment" "without a comment" \
    libmatch/include/libmatch/text.h 'MATCH_API int match_say(void);'
plant "a comment without @since" "without @since" \
    libmatch/include/libmatch/text.h '/** Says. */
MATCH_API int match_say(void);'

# Words in comments and texts are none of these rules' business.
mkdir -p "$house/libmatch/src/base"
cat >"$house/libmatch/src/base/b.c" <<'END'
/* Unlike printf() and malloc(1)
   or exit(2) */
const char *a = "strtok( and \" gets("; // atoi(a)
int b(void) { return c.time(1) + my_abort(2) + error->exit(3); }
END
check "$house" >"$work/found"
if grep -q 'b\.c' "$work/found"; then
    echo "self-test: words outside the code were found fault with: $(cat "$work/found")"
    failed=1
fi
exit "$failed"
