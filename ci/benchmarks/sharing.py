"""Lets many clones of one repository approve and sync at once, and tells what came of it.

usage: sharing.py <sluice> <server> <address> <folder for the clones> <how many>

The server's repository holds a release 1.0.1 with one item a clone, TASK-1 and on. Clone number n approves TASK-n and syncs.
Prints the decisions that arrived, the seconds it took, all tries to push, and the most that one clone needed; ends with 1
where a decision is missing, or the gate is shut for a clone made afterwards.
"""

import json
import os
import subprocess
import sys
import time


def run(*words, **options):
    return subprocess.run(words, check=True, capture_output=True, text=True, **options).stdout


def person(number):
    name, email = f"Tester {number}", f"tester{number}@example.org"
    return os.environ | {"GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": email}


def start(sluice, place, number):
    script = f'"$0" approve TASK-{number} --release 1.0.1 >&2 && exec "$0" sync --json'
    return subprocess.Popen(
        ["sh", "-c", script, sluice], cwd=place, env=person(number), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True)


def main(sluice, server, address, folder, count):
    places = [f"{folder}/{number}" for number in range(1, count + 1)]
    for place in places:
        run("git", "clone", "--quiet", address, place)
    began = time.monotonic()
    running = [start(sluice, place, number) for number, place in enumerate(places, 1)]
    tries = []
    for clone in running:
        output, errors = clone.communicate()
        if clone.returncode == 0:
            tries.append(json.loads(output)["tries"])
        else:
            print(errors, file=sys.stderr)
    seconds = time.monotonic() - began
    names = run("git", "ls-tree", "-r", "--name-only", "sluice/ledger", "releases/1.0.1/items", cwd=server).split()
    run("git", "clone", "--quiet", address, f"{folder}/after")
    gate = subprocess.run([sluice, "gate", "tag", "1.0.1"], cwd=f"{folder}/after", capture_output=True, text=True)
    print(len(names), round(seconds * 1000), sum(tries), max(tries, default=0))
    return 0 if len(names) == len(tries) == count and gate.returncode == 0 else 1


sys.exit(main(*sys.argv[1:5], int(sys.argv[5])))
