# shellcheck shell=sh
# What Sluice is measured beside, installed into a virtual environment of the project's own; to be sourced.

# shellcheck disable=SC2154 # set by ci/bench
venv=$root/.build/bench-venv

# A line a peer: the package's name and, after the colon, its program.
peers() {
    cat <<'END'
git-cliff:git-cliff
gitlint:gitlint
commitizen:cz
lefthook:lefthook
END
}

has_peer() { [ -x "$venv/bin/$1" ]; }

# One after the other: what cannot be had is left out, and the rest is measured all the same.
install_peers() {
    [ -x "$venv/bin/python3" ] || quietly python3 -m venv "$venv" || fail "could not make $venv"
    peers | while IFS=: read -r package program; do
        has_peer "$program" && continue
        say "installing $package"
        quietly "$venv/bin/python3" -m pip --quiet --disable-pip-version-check install "$package" ||
            say "$package could not be installed, and is left out"
    done
}
