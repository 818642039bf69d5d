"""Turns lines of results into JSON."""

import json
import sys
from fractions import Fraction


def number(text):
    return None if text == "-" else float(Fraction(text))


def entry(line):
    group, name, unit, bound, ours, peer, memory, peer_memory = line.rstrip("\n").split("\t")
    ours, peer = number(ours), number(peer)
    figure = ours / peer if unit == "ratio" else ours
    limit = number(bound)
    return {
        "group": group,
        "line": name,
        "unit": unit,
        "bound": bound if limit is not None else None,
        "sluice": round(ours, 3),
        "peer": peer if peer is None else round(peer, 3),
        "ratio": round(ours / peer, 4) if peer else None,
        "met": None if limit is None else figure <= limit,
        "memoryKB": number(memory),
        "peerMemoryKB": number(peer_memory),
    }


json.dump([entry(line) for line in sys.stdin], sys.stdout, indent=2)
print()
