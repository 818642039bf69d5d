# shellcheck shell=sh
# Times commands and keeps what came of them, a line each; to be sourced.
# shellcheck disable=SC2154 # scratch, format and benchmarks are set by who sources this

benchmarks=$root/ci/benchmarks

# What is separated by tabs: group, line, unit, bound, Sluice's figure, the peer's, Sluice's peak memory, the peer's.
begin_results() { : >"$scratch/results"; }

end_results() {
    [ "$format" = text ] || python3 "$benchmarks/results.py" <"$scratch/results"
}

# group <what was measured>: begins a table.
group() {
    group=$1
    [ "$format" = text ] || return 0
    printf '\n%-52s %11s %11s %7s  %-11s %7s %7s\n' "$group" sluice peer ratio bound memory "peer's"
}

# result <line> <unit> <bound> <figure> <the peer's> <memory> <the peer's>; a dash where there is none.
result() {
    printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$group" "$@" >>"$scratch/results"
    [ "$format" = text ] || return 0
    tail -n 1 "$scratch/results" | awk -f "$benchmarks/row.awk"
}

note() { [ "$format" = json ] || printf '    %s\n' "$*"; }

# script <name> <shell>: a command with pipes or input, as one that needs no shell of its own to be timed.
script() {
    printf '%s\n' "$2" >"$scratch/$1"
    printf 'sh %s' "$scratch/$1"
}

# What takes longer than so many seconds is told, and not measured.
patience=60

# once <command> <preparation>: sets seconds and kilobytes to those of one run.
once() {
    sh -c "$2" >/dev/null 2>&1 || fail "could not prepare: $2"
    # shellcheck disable=SC2086 # a command line of several words
    if command time --output="$scratch/time" --format='%e %M' timeout "$patience" $1 >"$scratch/output" 2>&1 </dev/null; then
        :
    elif [ $? -eq 124 ]; then
        say "not measured, as it takes more than $patience s: $1"
        return 1
    else
        tail -n 5 "$scratch/output" >&2
        say "could not be measured: $1"
        return 1
    fi
    read -r seconds kilobytes <"$scratch/time"
}

# So many runs that the slowest lines take less than a minute, and the fastest give a steady median.
runs() {
    awk -v seconds="$1" 'BEGIN {
        if (seconds > 15) print "--runs 1"
        else if (seconds > 8) print "--runs 2"
        else if (seconds > 3) print "--runs 3"
        else if (seconds > 0.5) print "--runs 5"
        else print "--warmup 3 --max-runs 60"
    }'
}

# medians <slowest seconds> <preparation> <the peer's> <command>…: a line with the median in milliseconds for each.
medians() {
    many=$(runs "$1") before=$2 before_peer=$3
    shift 3
    set -- --prepare "$(script before "$before")" --prepare "$(script before_peer "$before_peer")" "$@"
    # With one command there may be one preparation only.
    [ $# -gt 5 ] || { shift 4 && set -- --prepare "sh $scratch/before" "$1"; }
    # shellcheck disable=SC2086 # an option and its value
    hyperfine --shell=none $many --export-csv "$scratch/times" "$@" >"$scratch/hyperfine" 2>&1 || {
        tail -n 5 "$scratch/hyperfine" >&2
        return 1
    }
    awk -F, 'NR > 1 { print $(NF - 4) * 1000 }' "$scratch/times"
}

# beside <line> <bound> <ours> <peer> [<preparation of ours> [<of the peer>]]
# The bound is of the ratio of both medians: 2, 1/15, or a dash.
beside() {
    once "$4" "${6:-true}" || return 0
    peer_seconds=$seconds peer_memory=$kilobytes
    once "$3" "${5:-true}" || return 0
    slowest=$(printf '%s\n%s\n' "$seconds" "$peer_seconds" | sort -n | tail -n 1)
    found=$(medians "$slowest" "${5:-true}" "${6:-true}" "$3" "$4") || {
        say "could not be measured: $1"
        return 0
    }
    result "$1" ratio "$2" "$(echo "$found" | head -n 1)" "$(echo "$found" | tail -n 1)" "$kilobytes" "$peer_memory"
}

# alone <line> <bound in ms or a dash> <ours> [<preparation>]
alone() {
    once "$3" "${4:-true}" || return 0
    found=$(medians "$seconds" "${4:-true}" true "$3") || {
        say "could not be measured: $1"
        return 0
    }
    result "$1" ms "$2" "$found" - "$kilobytes" -
}

# own_memory <line> <bound in MB> <ours> [<preparation>]: what the process and its children hold beside mapped files.
own_memory() {
    sh -c "${4:-true}"
    # shellcheck disable=SC2086 # a command line of several words
    own=$(python3 "$benchmarks/own-memory.py" $3) || fail "could not be measured: $1"
    result "$1" MB "$2" "$own" - - -
}
