# shellcheck shell=sh
# The tools that Sluice is compared with, installed with those of the tests; to be sourced.

# A line a package.
peers() {
    tested_tools | grep -e gitlint -e lefthook
    cat <<'END'
git-cliff
commitizen
END
}

# shellcheck disable=SC2154 # set by ci/setup
has_peer() { [ -x "$tools/bin/$1" ]; }
