"""Try every claim many times and print a table; exit with 1 if one failed.

python -m tests.proofs                      all of them
python -m tests.proofs seat --store sqlite  those whose name has a word in it, on one store
python -m tests.proofs --scale 0.1          a tenth of the trials
python -m tests.proofs kill --seed 7 --trials 1
"""

import secrets
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence

from stewards.cli.progress import progress

from .every import NAMES, kinds
from .kinds import Kind
from .proving import PROOFS, Count, Proof, prove

HEADING = ("proof", "store", "trials", "failures", "bound at 95 %", "seconds")


def main(words: Sequence[str]) -> int:
    """Run, print, and return 1 if a trial failed, else 0."""
    asked = arguments(words)
    print(f"seed {asked.seed}\n")  # noqa: T201
    print(row(HEADING), row(["---", "---", *["---:"] * 4]), sep="\n", flush=True)  # noqa: T201
    counts = list(run(asked))
    for sentence in failures(counts):
        print(sentence)  # noqa: T201
    return 1 if any(count.failures for count in counts) else 0


def arguments(words: Sequence[str]) -> Namespace:
    """Read the command line."""
    parser = ArgumentParser(prog="python -m tests.proofs", description=__doc__.split("\n")[0])
    parser.add_argument(
        "words", nargs="*", help="proofs to run: those with such a word in the name"
    )
    parser.add_argument("--store", choices=NAMES, action="append", help="this kind of store only")
    parser.add_argument("--scale", type=float, default=1.0, help="times so many trials")
    parser.add_argument("--trials", type=int, help="exactly so many trials of each")
    parser.add_argument("--seed", type=int, help="of the first trial; by chance if left out")
    asked = parser.parse_args(words)
    asked.seed = secrets.randbelow(10**9) if asked.seed is None else asked.seed
    return asked


def run(asked: Namespace) -> Iterator[Count]:
    """Run what is asked for, and print a line of the table for each."""
    with kinds() as every:
        for proof in wanted(asked.words):
            if not proof.possible():
                print(row((proof.name, "", *["left out"] * 4)), flush=True)  # noqa: T201
                continue
            for name in proof.kinds:
                if not asked.store or name in asked.store:
                    yield shown(proof, every[name], asked)


def shown(proof: Proof, kind: Kind, asked: Namespace) -> Count:
    """Run one proof on one kind of store, and print its line of the table."""
    number = asked.trials or max(round(proof.many * asked.scale), 1)
    with progress(f"{proof.name}, {kind.name}", number) as on_trial:
        count = prove(proof, kind, number, asked.seed, on_trial)
    print(row(cells(count)), flush=True)  # noqa: T201
    return count


def wanted(words: Sequence[str]) -> list[Proof]:
    """Return the proofs with one of the words in their names; all if there is no word."""
    return [proof for proof in PROOFS if not words or any(word in proof.name for word in words)]


def cells(count: Count) -> tuple[str, ...]:
    """Return a line of the table."""
    return (
        count.proof,
        count.kind,
        f"{count.trials:,}",
        f"{len(count.failures):,}",
        f"{count.bound:.2%}",
        f"{count.seconds:.0f}",
    )


def row(words: Sequence[str]) -> str:
    """Return a row of a Markdown table."""
    first, second, *rest = words
    return f"| {first:<40} | {second:<8} | " + " | ".join(f"{word:>13}" for word in rest) + " |"


def failures(counts: Sequence[Count]) -> list[str]:
    """Return what went wrong, a sentence a failure."""
    return [
        f"{count.proof}, {count.kind}, seed {failure.seed}: {failure.what}"
        for count in counts
        for failure in count.failures
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
