#!/usr/bin/env python3
"""Times qbank against the number of rows, of items and of threads, and draws the pictures.

    benches/compare/scale.py [--runs N] [--seconds N] [--work DIR] [--qbank FILE] [--images DIR] [--generate]

Every point is the median of some runs and is kept in DIR/scale.json, so that a run that is cut short goes on where it
stopped: with --seconds it ends by itself after about so long. With --generate it only makes what it needs (about 4 GB).
Pictures are drawn when every point is there.
"""

import argparse
import json
import time
from pathlib import Path

from charts import lines_chart
from measuring import ROOT, build, generate, interleaved, medians

ROWS = [1_000, 10_000, 100_000, 1_000_000, 10_000_000]
ITEMS_OF_ROWS = 120
ITEMS = [10, 120, 1_000, 10_000]
CELLS_OF_ITEMS = 10_000_000
THREADS = [1, 2]


def points():
    """Items, rows and threads of every point, the small ones first."""
    sizes = {(ITEMS_OF_ROWS, rows) for rows in ROWS} | {(items, CELLS_OF_ITEMS // items) for items in ITEMS}
    return [(items, rows, threads) for items, rows in sorted(sizes, key=lambda s: s[0] * s[1]) for threads in THREADS]


def name(point):
    items, rows, threads = point
    return f"{items} items, {rows} rows, {threads} threads"


def draw(walls, images):
    def series(of):
        return [(f"{threads} thread{'s' * (threads > 1)}", of(threads)) for threads in THREADS]

    def wall(items, rows, threads):
        return walls[name((items, rows, threads))]

    lines_chart(
        "Grading: time against sheets", f"sheets of {ITEMS_OF_ROWS} items", "seconds",
        series(lambda threads: [(rows, wall(ITEMS_OF_ROWS, rows, threads)) for rows in ROWS]),
        images / "grading-rows.svg",
    )

    def nanoseconds(items, threads):
        rows = CELLS_OF_ITEMS // items
        return wall(items, rows, threads) / (items * rows) * 1e9

    lines_chart(
        "Grading: time a response against items", "items on a sheet, 10 million responses in all",
        "nanoseconds a response",
        series(lambda threads: [(items, nanoseconds(items, threads)) for items in ITEMS]),
        images / "grading-items.svg",
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=float("inf"))
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "compare")
    parser.add_argument("--images", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--qbank", type=Path, help="a built qbank; otherwise it is built")
    parser.add_argument("--generate", action="store_true")
    chosen = parser.parse_args()
    work = chosen.work.resolve()
    qbank, tools = build(work, chosen.qbank)
    kept = work / "scale.json"
    seen = json.loads(kept.read_text()) if kept.exists() else {}
    begun = time.monotonic()
    for point in points():
        items, rows, threads = point
        sheets = generate(tools, work / f"wide-{items}-{rows}.csv", "wide", items, rows)
        bank = generate(tools, work / f"bank-{items}.yaml", "bank", items)
        command = [qbank, "grade", sheets, "--bank", bank, "-o", work / "out", "--threads", threads]
        while not chosen.generate and len(seen.get(name(point), [])) < chosen.runs:
            if time.monotonic() - begun > chosen.seconds:
                print("not all is measured: run it again")
                return
            interleaved({name(point): command}, 1, seen)
            kept.write_text(json.dumps(seen, indent=1) + "\n")
    if chosen.generate:
        return
    results = medians(seen)
    print(f"{'':40} {'wall s':>8} {'cpu s':>8} {'ns a response':>14} {'MiB':>7}")
    for point in points():
        wall, cpu, memory = results[name(point)]
        print(f"{name(point):40} {wall:8.3f} {cpu:8.3f} {wall / (point[0] * point[1]) * 1e9:14.1f} {memory:7.1f}")
    draw({key: result[0] for key, result in results.items()}, chosen.images)


if __name__ == "__main__":
    main()
