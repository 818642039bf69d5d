# shellcheck shell=sh
# The items found in the releases of Apache Phoenix against the lists that the project itself keeps; to be sourced.
# shellcheck disable=SC2154 # root, scratch, sluice, format and benchmarks are set by who sources this

# A release, and the one before it in its line.
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

measure_accuracy() {
    corpus=${SLUICE_CORPUS:-$(dirname "$root")/shared/corpus}
    for file in phoenix.bundle phoenix-issues.tsv; do
        [ -r "$corpus/$file" ] || fail "the corpus is not there: $corpus/$file; SLUICE_CORPUS names its folder"
    done
    quietly git clone --quiet --bare "$corpus/phoenix.bundle" "$scratch/phoenix" || fail "could not clone $corpus/phoenix.bundle"
    ranges | while read -r base release; do
        "$sluice" -C "$scratch/phoenix" log "$base..$release" --json --key PHOENIX \
            --tag-pattern '{version}' --tag-pattern 'v{version}' >"$scratch/$release.json" ||
            fail "could not read $base..$release"
    done
    ranges | python3 "$benchmarks/accuracy.py" "$format" "$corpus/phoenix-issues.tsv" "$scratch"
    exit
}
