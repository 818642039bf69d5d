# shellcheck shell=sh
# The items found in the releases of Apache Phoenix and Apache Calcite against the lists that the projects themselves keep; to
# be sourced.
# shellcheck disable=SC2154 # root, scratch, sluice, format and benchmarks are set by who sources this

# Phoenix: a release, and the one before it in its line.
ranges() {
    cat <<'END'
5.1.0 5.2.0
5.2.0 5.3.0
5.1.0 5.1.1
5.1.1 5.1.2
5.1.2 5.1.3
5.2.0 5.2.1
5.2.1 5.2.2
5.3.0 5.3.1
5.3.1 5.3.2
4.16.0 4.16.1
END
}

# Unpacks a bundle of the corpus to a bare repository of the same name.
unpack() {
    for file in "$1.bundle" "$1-issues.tsv"; do
        [ -r "$corpus/$file" ] || fail "the corpus is not there: $corpus/$file; SLUICE_CORPUS names its folder"
    done
    quietly git clone --quiet --bare "$corpus/$1.bundle" "$scratch/$1" || fail "could not clone $corpus/$1.bundle"
}

# Holds what the releases read from standard input hold against the list of a project.
compare() {
    python3 "$benchmarks/accuracy.py" "$format" "$corpus/$1-issues.tsv" "$scratch/$1"
}

# With keys, patterns and bases named.
measure_phoenix() {
    unpack phoenix
    ranges | while read -r base release; do
        "$sluice" -C "$scratch/phoenix" log "$base..$release" --json --key PHOENIX \
            --tag-pattern '{version}' --tag-pattern 'v{version}' >"$scratch/phoenix/$release.json" ||
            fail "could not read $base..$release"
        echo "$release"
    done | compare phoenix
}

# With what `sluice init` proposes, and nothing else.
measure_calcite() {
    unpack calcite
    for setting in user.name=Bench user.email=bench@example.org; do
        git -C "$scratch/calcite" config "${setting%%=*}" "${setting#*=}"
    done
    quietly "$sluice" -C "$scratch/calcite" init --no-hooks || fail 'could not make a ledger'
    tail -n +2 "$corpus/calcite-issues.tsv" | cut -f 1 | sort -uV | while read -r tag; do
        "$sluice" -C "$scratch/calcite" log "$tag" --json >"$scratch/calcite/$tag.json" || fail "could not read $tag"
        echo "$tag"
    done | compare calcite
}

measure_accuracy() {
    corpus=${SLUICE_CORPUS:-$(dirname "$root")/shared/corpus}
    measure_phoenix
    measure_calcite
    exit
}
