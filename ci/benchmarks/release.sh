# shellcheck shell=sh
# The commit hook, and a release of 1,000 commits; to be sourced.
# shellcheck disable=SC2154 # scratch, sluice, earlier, tools and place are set by who sources this

# What reads the same commits.
range="git log --format=%H%n%B v1.0.0..main"
# And what they change.
changes="git log --raw --format=%H%n%B v1.0.0..main"

# measure_release <items>: the ledger costs as much as the commits, so few and many items differ.
measure_release() {
    make_release "$1"
    cd "$place" || exit
    # The gate never reads an index; the log shall do without, too.
    git config sluice.index false
    group "a release of 1,000 commits, $1 items"
    [ "$1" -ne 50 ] || measure_hook
    beside "log, no index / git log --raw" 1 "$sluice log 1.1.0" "$changes"
    beside "log --json, no index / git log" - "$sluice log 1.1.0 --json" "$range"
    beside "gate / git log" 2 "$sluice gate tag 1.1.0" "$range"
    beside "notes, no index / git log" - "$sluice notes 1.1.0" "$range"
    beside "journal / git log of the ledger" - "$sluice journal" "git log --stat sluice/ledger"
    forget
}

# An auditor's package of a release with many items.
measure_evidence() {
    make_tagged_release 500
    cd "$place" || exit
    group "the evidence of a release with 500 items"
    alone "evidence" 3000 "$sluice evidence 1.1.0 --output $scratch/evidence" "rm -rf $scratch/evidence"
    alone "evidence verify" 3000 "$sluice evidence verify $scratch/evidence"
    forget
}

# What merges cost a gate, and with --before what another program takes for the same.
measure_merges() {
    make_release 50
    measure_gate "a release of 1,000 commits, no merges"
    make_merged_release 50
    measure_gate "a release of 1,000 commits, 100 of them merges"
}

# measure_gate <group>
measure_gate() {
    cd "$place" || exit
    git config sluice.index false
    group "$1"
    beside "gate / git log" - "$sluice gate tag 1.1.0" "$range"
    [ -z "$earlier" ] || {
        beside "gate before / git log" - "$earlier gate tag 1.1.0" "$range"
        beside "gate / gate before" 1.5 "$sluice gate tag 1.1.0" "$earlier gate tag 1.1.0"
    }
    forget
}

# The whole process each, on a message that all of them let pass.
measure_hook() {
    printf 'feat: TASK-1 a message as it is typed\n\nIt explains itself at some length.\n' >"$scratch/message"
    printf 'commit-msg:\n  commands:\n    item:\n      run: grep -q TASK- {1}\n' >lefthook.yml
    hook="$sluice hook commit-msg $scratch/message"
    beside "commit-msg hook / git --version" 5 "$hook" "git --version"
    ! has_peer gitlint ||
        beside "commit-msg hook / gitlint" 1/15 "$hook" "$tools/bin/gitlint --msg-filename $scratch/message"
    ! has_peer lefthook ||
        beside "commit-msg hook / lefthook" 1/15 "$hook" "$tools/bin/lefthook run commit-msg $scratch/message"
    ! has_peer cz ||
        beside "commit-msg hook / commitizen" 1/15 "$hook" "$tools/bin/cz check --commit-msg-file $scratch/message"
}

# Commits of one branch that carry the change of one of another branch. Sluice compares patches only of commits that share
# something cheaper, and also finds those whose patch differs; `git cherry` compares all patches.
measure_equivalents() {
    make_branches
    cd "$place" || exit
    group "a branch of 237 commits against one of 1,968"
    git config sluice.index false
    beside "log with equivalents, no index / git cherry" 1.3 "$sluice log v1.0.0..topic --key TASK" "git cherry v1.0.0 topic"
    forget
}
