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

# So many rounds that the slowest lines take about a minute, and the fastest give a steady median; each of so many runs.
rounds() {
    awk -v seconds="$1" 'BEGIN {
        if (seconds > 15) print 1, 1
        else if (seconds > 8) print 2, 1
        else if (seconds > 3) print 3, 1
        else if (seconds > 0.5) print 5, 1
        else print 5, 8
    }'
}

# median <file of numbers>
median() { sort -n "$1" | awk '{ all[NR] = $1 } END { print (all[int((NR + 1) / 2)] + all[int(NR / 2) + 1]) / 2 }'; }

# medians <slowest seconds> <preparation> <the peer's> <command>…: a line with the median in milliseconds for each.
# Both take turns, so that what else the machine does meanwhile is shared out between them.
medians() {
    rounds "$1" >"$scratch/rounds"
    read -r rounds runs <"$scratch/rounds"
    before=$(script before "$2") before_peer=$(script before_peer "$3")
    shift 3
    rm -f "$scratch/medians.1" "$scratch/medians.2"
    while [ "$rounds" -gt 0 ]; do
        rounds=$((rounds - 1))
        one_round 1 "$before" "$1"
        [ $# -eq 1 ] || one_round 2 "$before_peer" "$2"
    done
    median "$scratch/medians.1"
    [ $# -eq 1 ] || median "$scratch/medians.2"
}

# one_round <1 or 2> <preparation> <command>: adds a median.
one_round() {
    [ "$runs" -eq 1 ] || set -- "$@" --warmup 1
    round=$1 preparation=$2 command=$3
    shift 3
    hyperfine --shell=none "$@" --runs "$runs" --prepare "$preparation" --export-csv "$scratch/times" "$command" \
        >"$scratch/hyperfine" 2>&1 || {
        tail -n 5 "$scratch/hyperfine" >&2
        fail "could not be measured: $command"
    }
    awk -F, 'NR > 1 { print $(NF - 4) * 1000 }' "$scratch/times" >>"$scratch/medians.$round"
}

# beside <line> <bound> <ours> <peer> [<preparation of ours> [<of the peer>]]
# The bound is of the ratio of both medians: 2, 1/15, or a dash.
beside() {
    once "$4" "${6:-true}" || return 0
    peer_seconds=$seconds peer_memory=$kilobytes
    once "$3" "${5:-true}" || return 0
    slowest=$(printf '%s\n%s\n' "$seconds" "$peer_seconds" | sort -n | tail -n 1)
    found=$(medians "$slowest" "${5:-true}" "${6:-true}" "$3" "$4")
    result "$1" ratio "$2" "$(echo "$found" | head -n 1)" "$(echo "$found" | tail -n 1)" "$kilobytes" "$peer_memory"
}

# alone <line> <bound in ms or a dash> <ours> [<preparation>]
alone() {
    once "$3" "${4:-true}" || return 0
    found=$(medians "$seconds" "${4:-true}" true "$3")
    result "$1" ms "$2" "$found" - "$kilobytes" -
}

# own_memory <line> <bound in MB> <ours> [<preparation>]: what the process and its children hold beside mapped files.
own_memory() {
    sh -c "${4:-true}"
    # shellcheck disable=SC2086 # a command line of several words
    own=$(python3 "$benchmarks/own-memory.py" $3) || fail "could not be measured: $1"
    result "$1" MB "$2" "$own" - - -
}
