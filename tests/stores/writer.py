"""A writer that keeps its word on record: each event says on what condition it was appended.

Run as a program it writes to a SQLite store: `python writer.py PATH SEED APPENDS`.
"""

import json
import random
import sys

from eventsourcing.dcb.api import DCBAppendCondition, DCBEvent, DCBQuery, DCBQueryItem
from eventsourcing.persistence import IntegrityError
from stewards.events.stores import Store, open_store

TAGS = ["a", "b", "c"]
TYPES = ["T", "U"]


def write(store: Store, seed: int, appends: int) -> list[int]:
    """Append that many events, each conditional on what was just read; return their positions."""
    chance = random.Random(seed)  # noqa: S311 - chance, not a secret
    return [_append_one(store, chance) for _ in range(appends)]


def _append_one(store: Store, chance: random.Random) -> int:
    tags = chance.sample(TAGS, chance.randint(1, 2))
    types = chance.sample(TYPES, chance.randint(0, 2))
    query = DCBQuery([DCBQueryItem(types, tags), DCBQueryItem(["U"], tags[:1])])
    while True:
        after = store.read(query).head or 0
        word = json.dumps({"types": types, "tags": tags, "after": after}).encode()
        event = DCBEvent(chance.choice(TYPES), word, tags)
        try:
            return store.append([event], DCBAppendCondition(query, after))
        except IntegrityError:
            continue


def broken_words(store: Store) -> list[tuple[int, int]]:
    """Return the pairs of an entry and one before it that its condition forbade."""
    log = list(store.read())
    words = [json.loads(entry.event.data) for entry in log]
    return [
        (entry.position, earlier.position)
        for entry, word in zip(log, words, strict=True)
        for earlier in log[word["after"] : entry.position - 1]
        if _matches(earlier.event, word["types"], word["tags"])
    ]


def _matches(event: DCBEvent, types: list[str], tags: list[str]) -> bool:
    first = (not types or event.type in types) and set(tags) <= set(event.tags)
    return first or (event.type == "U" and tags[0] in event.tags)


if __name__ == "__main__":
    with open_store(sys.argv[1]) as opened:
        sys.stdout.write(json.dumps(write(opened, int(sys.argv[2]), int(sys.argv[3]))))
