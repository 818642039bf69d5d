# shellcheck shell=sh
# A whole history: its messages, its index, and what is asked of it; to be sourced.
# shellcheck disable=SC2154 # scratch, kept, key, sluice and tools are set by who sources this

# measure_given <folder>: a clone that borrows its objects is measured, so that the folder stays as it is.
measure_given() {
    name=$(basename "$(readlink -f "$1")")
    place=$scratch/given
    quietly git clone --quiet --bare --shared "$1" "$place" || fail "could not clone $1"
    git -C "$place" config core.commitGraph false
    [ -n "$key" ] || key=$(frequent_key)
    measure_history "$place" "$name: $(git -C "$place" rev-list --all --count) commits, $(git -C "$place" tag | wc -l) tags"
    note "IDs were read with the key $key."
}

# The key that leads most subjects; some word where none does, as reading costs the same.
frequent_key() {
    found=$(git -C "$place" log --format=%s HEAD | sed -n 's/^\[\{0,1\}\([A-Z][A-Z0-9]*\)-[0-9].*/\1/p' | sort | uniq -c |
        sort -k 1,1nr -k 2 | awk 'NR == 1 { print $2 }')
    echo "${found:-TASK}"
}

# measure_history <folder> <what it is>
measure_history() {
    cd "$1" || exit
    options="--key ${key:-TASK}"
    folder=$(readlink -f "$(git rev-parse --git-dir)")/sluice
    every="git log --format=%H%n%B HEAD"
    commit=$(middle --tags)
    group "$2"
    without_index
    measure_index
    with_index
    measure_notes
    forget
}

without_index() {
    git config sluice.index false
    since=$(start_of_range)
    beside "log of $(git rev-list --count "$since..HEAD") commits, no index / git log --raw" 1 \
        "$sluice log $since..HEAD $options" "git log --raw --format=%H%n%B $since..HEAD"
    beside "all messages read by log, no index / git log" - "$sluice log HEAD $options" "$every"
    # Reads the newest 20,000 messages, and prints next to nothing: the nearest to reading alone.
    beside "messages read by init --dry-run / git log" 1.0 "$sluice init --dry-run" "$every --max-count=20000"
    git rev-list --all >"$scratch/commits"
    releases=$(script releases "exec $sluice which --stdin --json <$scratch/commits")
    names=$(script names "exec git name-rev --tags --annotate-stdin <$scratch/commits")
    # `which` also prints all further releases of each commit. The same for one commit tells what finding them takes.
    beside "first releases of all commits, no index / name-rev" 0.5 "$releases" "$names"
    beside "the same, only one of them printed / name-rev" - "$sluice which $commit" "$names"
}

# Along first parents, as far back as it takes to have 1,000 commits; a power of two of steps.
start_of_range() {
    steps=8
    while git rev-parse --quiet --verify "HEAD~$((steps * 2))" >/dev/null &&
        [ "$(git rev-list --count "HEAD~$steps..HEAD")" -lt 1000 ]; do
        steps=$((steps * 2))
    done
    git rev-parse "HEAD~$steps"
}

# The bound is that of the three histories that it was set for, known by their first commits.
index_bound() {
    for bound in 0.9:e83c5163316f89bfbde7d9ab23ca2e25604af290 1.1:642da2f28c9bc6e373603d6d9119ce33684090f5 \
        1.5:bf6e6e718cdc7488e2da87b21e258ccc065fe499; do
        ! git cat-file -e "${bound#*:}" 2>/dev/null || {
            echo "${bound%:*}"
            return
        }
    done
    echo 1.5
}

measure_index() {
    git config --unset sluice.index
    index="$sluice which $commit"
    away="rm -rf $folder"
    beside "full index / git log --raw" "$(index_bound)" "$index" "git log --raw --no-abbrev --no-renames --all" "$away"
    own_memory "full index: own memory" 64 "$index" "$away"
}

# middle <what of rev-list>: the commit halfway.
middle() {
    git rev-list "$@" >"$scratch/list"
    sed -n "$(($(wc -l <"$scratch/list") / 2 + 1))p" "$scratch/list"
}

with_index() {
    $index >/dev/null
    beside "first releases of all commits, index / name-rev" - "$releases" "$names"
    beside "which, index / git describe --contains" 1/10 "$index" "git describe --contains $commit"
    half=$(middle HEAD)
    git config core.commitGraph true
    quietly git commit-graph write --reachable
    # What HEAD has is walked to find that an old commit adds nothing, so that no time goes into reading and printing that.
    beside "empty range from HEAD, index / rev-list --count" 1.0 \
        "$sluice log HEAD..$half $options" "git rev-list --count HEAD..$half"
    note "No command ends with the range: log also looks for equivalents on the other side."
    git config core.commitGraph false
}

# All of the history as one release: a tag that no other tag's pattern matches stands on its end.
measure_notes() {
    has_peer git-cliff || return 0
    [ "$(wc -l <"$scratch/commits")" -le 100000 ] || return 0
    git tag bench-all-1.0.0 HEAD
    notes="$sluice notes 1.0.0 $options --tag-pattern bench-all-{version}"
    cliff="$tools/bin/git-cliff --offline --output $scratch/changes"
    beside "notes of all commits / git-cliff" 1/10 "$notes --no-config" "$cliff"
    beside "notes with configuration / git-cliff" 1/10 "$notes" "$cliff"
    git tag --delete bench-all-1.0.0 >/dev/null
}
