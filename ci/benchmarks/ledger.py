"""Writes a ledger of many records as a stream for `git fast-import`, onto the ledger that `sluice init` made.

usage: ledger.py <records> <identity>

Four records an item, TASK-1 and on, each written in view of the one before; 20,000 records a commit. Their form is told in
Sluice.docc/Ledger.md and in Sources/Ledger/Records.
"""

import hashlib
import json
import sys
from datetime import datetime, timedelta, timezone

ITEM_RECORDS = 4
RECORDS_A_COMMIT = 20_000
START = datetime(2020, 1, 1, tzinfo=timezone.utc)
WRITER = {"name": "Dana", "email": "dana@example.org"}


def hash_of(content):
    return hashlib.sha1(b"blob %d\0%b" % (len(content), content)).hexdigest()


def record(number, item, setting, after, identity):
    """The record's name and its line."""
    at = START + timedelta(milliseconds=number)
    time = at.strftime("%Y-%m-%dT%H:%M:%S.") + f"{at.microsecond // 1000:03}Z"
    fields = {
        "v": 1, "kind": "item", "at": time, "by": WRITER, "repo": identity, "after": after,
        "item": item, "noun": "task", "set": setting,
    }
    line = json.dumps(fields, sort_keys=True, separators=(",", ":")).encode() + b"\n"
    compact = time.replace("-", "").replace(":", "")
    return f"{compact}-{hash_of(line)[:16]}.json", line


def folder(item):
    spread = hash_of(item.encode())
    return f"items/{spread[:2]}/{spread[2:4]}/{item}"


def records(count, identity):
    """Path and line of each record: all items are made, then each is changed, again and again."""
    items = max(count // ITEM_RECORDS, 1)
    latest = {}
    for number in range(count):
        item = f"TASK-{number % items + 1}"
        setting = {"title": f"Task number {number}"} | ({} if item in latest else {"state": "open"})
        name, line = record(number, item, setting, [latest[item]] if item in latest else [], identity)
        latest[item] = name
        yield f"{folder(item)}/{name}", line


def main(count, identity, out):
    for number, (path, line) in enumerate(records(count, identity)):
        if number % RECORDS_A_COMMIT == 0:
            message = b"import: %d rows\n" % min(RECORDS_A_COMMIT, count - number)
            out.write(b"commit refs/heads/sluice/ledger\ncommitter Dana <dana@example.org> 1600000000 +0000\n")
            out.write(b"data %d\n%b" % (len(message), message))
            if number == 0:
                out.write(b"from refs/heads/sluice/ledger^0\n")
        out.write(b"M 100644 inline %b\ndata %d\n%b" % (path.encode(), len(line), line))


main(int(sys.argv[1]), sys.argv[2], sys.stdout.buffer)
