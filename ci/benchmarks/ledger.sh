# shellcheck shell=sh
# A ledger of many records; to be sourced.
# shellcheck disable=SC2154 # scratch, sluice, what and place are set by who sources this

# measure_ledger <records>: whole processes, though the bound of an append was set for the append alone.
measure_ledger() {
    make_ledger "$1"
    cd "$place" || exit
    tip=$(git rev-parse sluice/ledger)
    # Every run begins with the same ledger.
    back="git update-ref refs/heads/sluice/ledger $tip; rm -f .git/sluice/ledger-seen"
    rows 100000000 100000999 >"$scratch/rows.csv"
    group "a ledger of $1 records"
    alone "gate over 200 items" 300 "$sluice gate tag 1.1.0"
    alone "append of one record, synced" 5 "$sluice task edit TASK-77 --title changed" "$back"
    alone "import of 1,000 records, synced" 500 "$sluice import $scratch/rows.csv" "$back"
    eval "$back"
    [ "$what" != growth ] || measure_whole_ledger
    forget
}

# What reads all records. Before a first release is tagged, the gate looks through all that was ever recorded.
measure_whole_ledger() {
    alone "all items: task list --json" - "$sluice task list --json"
    git config sluice.ledger first
    tag=$(git rev-parse v1.0.1)
    git tag --delete v1.0.1 >/dev/null
    alone "gate before a first release" - "$sluice gate tag 1.0.1"
    git update-ref refs/tags/v1.0.1 "$tag"
    git config --unset sluice.ledger
}
