#!/usr/bin/env python3
"""Grades the same sheets with qbank and with what else could be used, and prints ratios.

    benches/compare/compare.py [--rows N] [--items N] [--runs N] [--work DIR] [--qbank FILE] [--images DIR]
                               [--before FILE] [--no-peers] [--only PART]… [--add] [--prepare]

Builds qbank and the yardsticks, generates the data, installs the peers into a virtual environment, checks that
every peer gives every candidate the same points on the choice items, then runs all of them in turn, round after
round, so that what else the machine does falls on each alike. Prints the median of each with its ratio to a
yardstick, keeps every run in DIR/compare.json, and draws the ratios to qbank. Parts are `grade` (wide sheets, with the
peers), `long` (a row a response), `start` (small commands) and `banks` (reading and checking 10,000 items). With --add the
runs are added to those of earlier times, so that a part can be measured in several short goes; with --prepare all is
made ready and checked, and nothing is timed. With --before another qbank runs in turn with
the one. Peak memory is not told below that of this script, about 19 MiB.
scale.py times qbank against rows, items and threads.
"""

import argparse
import csv
import json
import re
import sys
from fractions import Fraction
from pathlib import Path

from charts import bars
from measuring import HERE, ROOT, build, generate, interleaved, measure, medians, run

PEERS = {
    "polars": "peer_polars.py",
    "pyarrow + numpy": "peer_pyarrow.py",
    "DuckDB": "peer_duckdb.py",
    "pandas": "peer_pandas.py",
}
PACKAGES = ["polars==2.1.0", "pyarrow==26.0.1", "numpy==2.4.6", "duckdb==2.0.1", "pandas==3.1.1"]
PARTS = ["grade", "long", "start", "banks"]
PASS = "csv crate, empty pass"
OURS = "qbank, 2 threads"
BEFORE = "before: "


def key_of(bank):
    """Item to label or labels, from a generated bank."""
    pairs = re.findall(r"- id: (\S+)(?:(?!- id).)*?\n    answer: (.+?)\n", bank.read_text(), re.S)
    return {item: [part.strip() for part in key[1:-1].split(",")] if key[0] == "[" else key for item, key in pairs}


def points(path):
    with open(path, newline="") as file:
        return {row["candidate"]: Fraction(row["points"]) for row in csv.DictReader(file)}


def install(work):
    python = work / "venv" / "bin" / "python"
    installed = work / "venv" / "packages.txt"
    if not installed.exists() or installed.read_text().split() != PACKAGES:
        run([sys.executable, "-m", "venv", work / "venv"])
        run([python, "-m", "pip", "install", "--quiet", *PACKAGES])
        installed.write_text("\n".join(PACKAGES) + "\n")
    return python


def check_agreement(qbank, tools, python, work, items, rows=10_000):
    """Ends the script where a peer gives a candidate other points than qbank on the choice items."""
    sheets = generate(tools, work / f"wide-{items}-{rows}.csv", "wide", items, rows)
    bank = generate(tools, work / f"choice-{items}.yaml", "choice-bank", items)
    key = work / f"key-{items}.json"
    key.write_text(json.dumps(key_of(bank)))
    measure([qbank, "grade", sheets, "--bank", bank, "-o", work / "out"])
    ours = points(work / "out" / "candidates.csv")
    for name, script in PEERS.items():
        run([python, HERE / script, key, sheets, work / "scores.csv"])
        theirs = points(work / "scores.csv")
        differ = [candidate for candidate in ours if ours[candidate] != theirs.get(candidate)]
        if differ or len(ours) != len(theirs):
            sys.exit(f"{name} and qbank differ on {len(differ)} candidates, the first is {differ[:1]}")
        print(f"{name} agrees on all {len(ours)} candidates")
    return key


def show(results, yardstick):
    base = results[yardstick]
    print(f"{'':32} {'wall s':>8} {'ratio':>6} {'cpu s':>8} {'ratio':>6} {'MiB':>7}")
    for name, (wall, cpu, memory) in results.items():
        print(f"{name:32} {wall:8.3f} {wall / base[0]:6.2f} {cpu:8.3f} {cpu / base[1]:6.2f} {memory:7.1f}")


def commands_of(part, chosen, qbank, tools, work, key):
    """The commands of a part and the name of its yardstick."""
    bank = generate(tools, work / f"bank-{chosen.items}.yaml", "bank", chosen.items)
    grade = [qbank, "grade", "--bank", bank, "-o", work / "out", "--threads"]
    if part == "grade":
        sheets = generate(tools, work / f"wide-{chosen.items}-{chosen.rows}.csv", "wide", chosen.items, chosen.rows)
        commands = {PASS: [tools / "csv_pass", sheets], OURS: [*grade, 2, sheets], "qbank, 1 thread": [*grade, 1, sheets]}
        if key:
            python = work / "venv" / "bin" / "python"
            for name, script in PEERS.items():
                commands[name] = [python, HERE / script, key, sheets, work / "scores.csv"]
        return commands, PASS
    if part == "long":
        rows = chosen.rows // 10
        sheets = generate(tools, work / f"long-{chosen.items}-{rows}.csv", "long", chosen.items, rows)
        return {PASS: [tools / "csv_pass", sheets], "qbank, long, 2 threads": [*grade, 2, sheets]}, PASS
    if part == "start":
        few = generate(tools, work / f"wide-{chosen.items}-1000.csv", "wide", chosen.items, 1_000)
        hello = "clap, hello"
        return {hello: [tools / "hello"], "qbank --version": [qbank, "--version"],
                f"qbank check, {chosen.items} items": [qbank, "check", bank],
                "qbank grade, nothing written": [qbank, "grade", "--bank", bank, few],
                "qbank grade, 1,000 sheets": [*grade, 2, few]}, hello
    large = generate(tools, work / "bank-10000.yaml", "bank", 10_000)
    structs = "serde_yaml, structs"
    off = [part for group in ("cues", "stem", "options", "short-answer", "bank", "yaml") for part in ("--allow", group)]
    return {structs: [tools / "yaml_structs", large], "qbank list": [qbank, "list", large],
            "qbank check, no lint": [qbank, "check", large, *off],
            "qbank check": [qbank, "check", large, "--statistics"]}, structs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--items", type=int, default=124)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "compare")
    parser.add_argument("--images", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--qbank", type=Path, help="a built qbank; otherwise it is built")
    parser.add_argument("--before", type=Path, help="another qbank, to run in turn with the one")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--only", action="append", choices=PARTS, metavar="PART")
    parser.add_argument("--add", action="store_true")
    parser.add_argument("--prepare", action="store_true")
    chosen = parser.parse_args()
    work = chosen.work.resolve()
    qbank, tools = build(work, chosen.qbank)
    parts = chosen.only or PARTS
    key = None
    if "grade" in parts and not chosen.no_peers:
        key = work / f"key-{chosen.items}.json"
        if chosen.prepare or not chosen.add:
            key = check_agreement(qbank, tools, install(work), work, chosen.items)
    kept = work / "compare.json"
    seen = json.loads(kept.read_text()) if kept.exists() and chosen.add else {}
    for part in parts:
        commands, yardstick = commands_of(part, chosen, qbank, tools, work, key)
        if chosen.before:
            earlier, _ = commands_of(part, chosen, chosen.before, tools, work, None)
            commands |= {BEFORE + name: run for name, run in earlier.items() if name.startswith("qbank")}
        if chosen.prepare:
            continue
        runs = chosen.runs * (4 if part == "start" else 1)
        interleaved(commands, runs, seen.setdefault(part, {}))
        kept.write_text(json.dumps(seen, indent=1) + "\n")
        results = medians(seen[part])
        print(f"\n{part}, medians of {len(seen[part][yardstick])} runs")
        show(results, yardstick)
        if part == "grade":
            base = results[OURS][0]
            ratios = [(name, wall / base) for name, (wall, _, _) in results.items()
                      if name != OURS and not name.startswith(BEFORE)]
            bars(f"{chosen.rows:,} sheets of {chosen.items} items", f"time on the clock ÷ that of {OURS}",
                 [(OURS, 1.0), *sorted(ratios, key=lambda pair: pair[1])], chosen.images / "other-tools.svg")


if __name__ == "__main__":
    main()
