# shellcheck shell=sh
# Makes the repositories to measure; to be sourced. Each function sets `place` to where its repository is.
# shellcheck disable=SC2154 # scratch, kept, sluice and benchmarks are set by who sources this

# make <name> <function> [<argument>…]: a repository that the function fills, or the one that was kept.
make() {
    place=${kept:-$scratch/made}/$1
    maker=$2
    shift 2
    [ ! -e "$place.made" ] || return 0
    say "making $place"
    rm -rf "$place"
    mkdir -p "$place"
    (cd "$place" && set -e && begin_repository && "$maker" "$@") >"$scratch/output" 2>&1 || {
        tail -n 20 "$scratch/output" >&2
        fail "the repository to measure could not be made"
    }
    : >"$place.made"
}

begin_repository() {
    git init --quiet --initial-branch=main .
    git config user.name "Quinn Tester"
    git config user.email quinn@example.org
    # Peers with and without the graph are compared on purpose, and nothing is packed while it is measured.
    git config core.commitGraph false
    git config gc.auto 0
}

# No longer needed: the next one may be large, too.
forget() { [ -n "$kept" ] || rm -rf "$place" "$place.made"; }

# history <commits> <items> <first tag> <every> <merges>
history() {
    awk -v commits="$1" -v items="$2" -v first="$3" -v every="$4" -v merges="$5" -f "$benchmarks/history.awk" |
        git fast-import --quiet
    git reset --quiet --hard
}

# plan <items>: a ledger with the items, and release 1.1.0 that is planned and approved.
plan() {
    "$sluice" init --no-hooks --key TASK=task
    [ -z "${records:-}" ] || fill_ledger "$records"
    rows 1 "$1" | "$sluice" import - --format csv
    "$sluice" release new 1.1.0
    "$sluice" release collect 1.1.0
    "$sluice" approve --all --release 1.1.0
    "$sluice" gate tag 1.1.0
}

# rows <first> <last>: items as a tracker exports them.
rows() {
    awk -v first="$1" -v last="$2" \
        'BEGIN { print "id,title"; for (i = first; i <= last; i++) printf "TASK-%d,Task number %d\n", i, i }'
}

fill_ledger() {
    identity=$(git show sluice/ledger:format | tail -n 1)
    python3 "$benchmarks/ledger.py" "$1" "$identity" | git fast-import --quiet
}

# 5,000 commits before v1.0.0 and 1,000 after it.
fill_release() {
    history 6000 "$1" 5000 1000000 0
    plan "$1"
}

fill_history() {
    history "$1" 500 100 "$(($1 < 100000 ? 100 : 1000))" 1
}

# Only what a release has makes an equivalent of it.
fill_branches() {
    awk -f "$benchmarks/branches.awk" | git fast-import --quiet
    git tag v1.0.0 main
    git reset --quiet --hard
}

# 200 items with a commit each.
fill_big_ledger() {
    records=$1
    history 201 200 1 1000000 0
    plan 200
}

make_release() { make "release-$1" fill_release "$1"; }
make_history() { make "history-$1" fill_history "$1"; }
make_branches() { make branches fill_branches; }
make_ledger() { make "ledger-$1" fill_big_ledger "$1"; }
