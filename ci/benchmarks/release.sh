# shellcheck shell=sh
# The commit hook, and a release of 1,000 commits; to be sourced.
# shellcheck disable=SC2154 # scratch, sluice, venv and place are set by who sources this

# measure_release <items>: the ledger costs as much as the commits, so few and many items differ.
measure_release() {
    make_release "$1"
    cd "$place" || exit
    # The gate never reads an index; the log shall do without, too.
    git config sluice.index false
    range="git log --format=%H%n%B v1.0.0..main"
    group "a release of 1,000 commits, $1 items"
    [ "$1" -ne 50 ] || measure_hook
    beside "log, no index / git log" 2 "$sluice log 1.1.0" "$range"
    beside "log --json, no index / git log" - "$sluice log 1.1.0 --json" "$range"
    beside "gate / git log" 2 "$sluice gate tag 1.1.0" "$range"
    beside "notes, no index / git log" - "$sluice notes 1.1.0" "$range"
    beside "journal / git log of the ledger" - "$sluice journal" "git log --stat sluice/ledger"
    forget
}

# The whole process each, on a message that all of them let pass.
measure_hook() {
    printf 'feat: TASK-1 a message as it is typed\n\nIt explains itself at some length.\n' >"$scratch/message"
    printf 'commit-msg:\n  commands:\n    item:\n      run: grep -q TASK- {1}\n' >lefthook.yml
    hook="$sluice hook commit-msg $scratch/message"
    beside "commit-msg hook / git --version" 5 "$hook" "git --version"
    ! has_peer gitlint ||
        beside "commit-msg hook / gitlint" 1/15 "$hook" "$venv/bin/gitlint --msg-filename $scratch/message"
    ! has_peer lefthook ||
        beside "commit-msg hook / lefthook" 1/15 "$hook" "$venv/bin/lefthook run commit-msg $scratch/message"
    ! has_peer cz ||
        beside "commit-msg hook / commitizen" 1/15 "$hook" "$venv/bin/cz check --commit-msg-file $scratch/message"
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
