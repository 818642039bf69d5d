"""Holds the items of releases against a list of them.

usage: accuracy.py <text|json> <list> <folder>   releases are read from standard input, logs from <folder>/<release>.json
"""

import json
import sys
from collections import defaultdict
from pathlib import Path


def read_list(path):
    listed = defaultdict(set)
    for line in path.read_text().splitlines()[1:]:
        tag, issue = line.split("\t")
        listed[tag].add(issue)
    return listed


def number(issue):
    return int(issue.rpartition("-")[2])


def row(release, listed, folder):
    log = json.loads((folder / f"{release}.json").read_text())
    base = log["base"]["revision"]
    found = {item["id"] for item in log["items"]}
    return counted(f"{base} → {release}", len(listed), len(found), len(found & listed)) | {
        "notFound": sorted(listed - found, key=number),
        "notListed": sorted(found - listed, key=number),
    }


def counted(name, listed, found, both):
    return {
        "range": name, "listed": listed, "found": found, "both": both,
        "precision": round(both / found, 3) if found else None,
        "recall": round(both / listed, 3) if listed else None,
    }


def total(rows):
    return counted("all", *(sum(row[field] for row in rows) for field in ("listed", "found", "both")))


def print_text(rows):
    print(f"{'range':<32}{'listed':>8}{'found':>8}{'both':>8}{'precision':>11}{'recall':>9}")
    for entry in rows:
        figures = "".join(f"{entry[field]:>8}" for field in ("listed", "found", "both"))
        print(f"{entry['range']:<32}{figures}{entry['precision']:>11.3f}{entry['recall']:>9.3f}")
    for title, field in (("Listed, and not found", "notFound"), ("Found, and not listed", "notListed")):
        print(f"\n{title}:")
        for entry in rows:
            if entry.get(field):
                print(f"  {entry['range']:<32}{' '.join(entry[field])}")


def main(form, list_path, folder):
    listed = read_list(Path(list_path))
    rows = [row(release, listed[release], Path(folder)) for release in sys.stdin.read().split()]
    rows.append(total(rows))
    if form == "json":
        json.dump(rows, sys.stdout, indent=2, ensure_ascii=False)
        print()
    else:
        print_text(rows)


main(*sys.argv[1:])
