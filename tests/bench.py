"""``make bench``: how long taking in, indexing and searching take, over generated data (seeded).

Absolute times move from machine to machine; the ratios of one run hold. ``BENCH_CLOCK=cpu`` measures time on the processor, for
a machine that others use too.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import aims, running, statutes, table, taking_in


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sizes", nargs="*", type=int, default=[10_000, 100_000], help="passages of the generated collections")
    parser.add_argument("--slow", type=int, default=10_000, help="the largest size at which Whoosh is measured too")
    parser.add_argument("--only-search", action="store_true", help="leave out taking in")
    parser.add_argument("--keep", type=Path, help="a folder for the indexes, which are used again if they are there")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if not chosen.only_search:
            for line in (*taking_in.lines(Path(folder)), *statutes.lines(Path(folder) / "statutes")):
                print(line)
        runs = []
        for size in sorted(chosen.sizes):
            engines = ["tantivy", "whoosh"] if size <= chosen.slow else ["tantivy"]
            runs.append(running.run(size, engines, (chosen.keep or Path(folder)) / str(size)))
            print("\n".join(table.lines(runs[-1])), flush=True)
        print("\n".join(aims.growth(runs)))


if __name__ == "__main__":
    main()
