"""Runs a command and prints the most memory, in MB, that it and its children held at once beside mapped files.

The peak that `time` tells counts the pages of mapped packs, too, which the system can take back at any time.
"""

import glob
import subprocess
import sys
import time


def own_kilobytes(process):
    try:
        with open(f"/proc/{process}/status") as status:
            return next((int(line.split()[1]) for line in status if line.startswith("RssAnon:")), 0)
    except OSError:
        return 0


def family(process):
    yield process
    for name in glob.glob(f"/proc/{process}/task/*/children"):
        try:
            with open(name) as children:
                for child in children.read().split():
                    yield from family(child)
        except OSError:
            pass


command = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
peak = 0
while command.poll() is None:
    peak = max(peak, sum(own_kilobytes(process) for process in family(command.pid)))
    time.sleep(0.005)
print(f"{peak / 1024:.1f}")
sys.exit(command.returncode)
