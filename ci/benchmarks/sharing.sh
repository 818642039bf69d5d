# shellcheck shell=sh
# Many clones that share one ledger; to be sourced.
# shellcheck disable=SC2154 # scratch, sluice, place and benchmarks are set by who sources this

# measure_sharing <clones>: all approve and sync at once, over the file system and over Git's own protocol.
measure_sharing() {
    make_shared "$1"
    group "$1 clones approve and sync at once"
    shared_by file "file://$place/file.git" "$1"
    start_daemon
    shared_by daemon "git://127.0.0.1:$port/daemon.git" "$1"
    stop_daemon
    forget
}

# shared_by <protocol> <address> <clones>: a server of its own each, with the hooks of a server.
shared_by() {
    rm -rf "$place/$1.git" "$scratch/clones"
    mkdir "$scratch/clones"
    git clone --quiet --bare "$place/origin.git" "$place/$1.git"
    "$sluice" -C "$place/$1.git" hooks install --server >/dev/null
    python3 "$benchmarks/sharing.py" "$sluice" "$place/$1.git" "$2" "$scratch/clones" "$3" >"$scratch/shared" ||
        say "not all decisions arrived over $1, or the gate is shut"
    read -r arrived time tries most <"$scratch/shared"
    result "$1: decisions that arrived, of $3" count - "$arrived" - - -
    result "$1: until the last one was there" ms - "$time" - - -
    result "$1: pushes that were tried" count - "$tries" - - -
    result "$1: the most that one clone tried" count - "$most" - - -
    rm -rf "$scratch/clones"
}

# A release with one item for each clone; only its policy and plan are there yet.
fill_shared() {
    history "$(($1 + 1))" "$1" 1 1000000 0
    "$sluice" init --no-hooks --key TASK=task
    rows 1 "$1" | "$sluice" import - --format csv
    "$sluice" release new 1.0.1 --target main
    "$sluice" release collect 1.0.1
    git clone --quiet --bare . origin.git
}

make_shared() { make "shared-$1" fill_shared "$1"; }

# On a port that is free now. The program itself, as `git daemon` would stay behind it.
start_daemon() {
    port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
    "$(git --exec-path)/git-daemon" --listen=127.0.0.1 --port="$port" --base-path="$place" --export-all \
        --enable=receive-pack --max-connections=0 --reuseaddr &
    daemon=$!
    trap 'stop_daemon; rm -rf "$scratch"' EXIT
    for _ in 1 2 3 4 5 6 7 8 9 10; do
        ! git ls-remote "git://127.0.0.1:$port/origin.git" >/dev/null 2>&1 || return 0
        sleep 0.2
    done
    fail "git daemon does not answer"
}

stop_daemon() {
    kill "$daemon" 2>/dev/null || true
    wait "$daemon" 2>/dev/null || true
    trap 'rm -rf "$scratch"' EXIT
}
