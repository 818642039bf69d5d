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

# history <commits> <items> <first tag> <every> <commits to a merge; 0 for none>
history() {
    awk -v commits="$1" -v items="$2" -v first="$3" -v every="$4" -v merges="$5" -f "$benchmarks/history.awk" |
        git fast-import --quiet
    git reset --quiet --hard
}

# plan <version> <target>: a release with all that its commits belong to, approved.
plan() {
    "$sluice" release new "$1" --target "$2"
    "$sluice" release collect "$1"
    "$sluice" approve --all --release "$1"
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
    history 6000 "$1" 5000 1000000 "$2"
    "$sluice" init --no-hooks --key TASK=task
    rows 1 "$1" | "$sluice" import - --format csv
    plan 1.1.0 main
    "$sluice" gate tag 1.1.0
}

fill_tagged_release() {
    fill_release "$1" 0
    "$sluice" tag 1.1.0
}

fill_history() {
    history "$1" 500 100 "$(($1 < 100000 ? 100 : 1000))" 20
}

# Only what a release has makes an equivalent of it.
fill_branches() {
    awk -f "$benchmarks/branches.awk" | git fast-import --quiet
    git tag v1.0.0 main
    git reset --quiet --hard
}

# A first release of one item is tagged when the records are there: from then on the gate has seen to them. The second
# one has 200 items with a commit each. The branch `first` keeps the ledger as it was before both.
fill_big_ledger() {
    history 202 200 1 1000000 0
    "$sluice" init --no-hooks --key TASK=task
    fill_ledger "$1"
    rows 1 200 | "$sluice" import - --format csv
    plan 1.0.1 main~200
    git branch first sluice/ledger
    "$sluice" tag 1.0.1
    plan 1.1.0 main
    "$sluice" gate tag 1.1.0
}

make_release() { make "release-$1" fill_release "$1" 0; }
make_merged_release() { make "release-$1-merges" fill_release "$1" 10; }
make_tagged_release() { make "release-$1-tagged" fill_tagged_release "$1"; }
make_history() { make "history-$1" fill_history "$1"; }
make_branches() { make branches fill_branches; }
make_ledger() { make "ledger-$1" fill_big_ledger "$1"; }
