#!/usr/bin/env python3
"""Grades the same sheets with qbank and with what else could be used, and prints ratios.

    benches/compare/compare.py [--rows N] [--items N] [--runs N] [--work DIR] [--no-peers] [--scale]

Builds qbank and the yardsticks, generates the data, installs the peers into a virtual environment, checks that
every peer gives every candidate the same points on the choice items, then runs all of them in turn, round after
round, so that what else the machine does falls on each alike. Prints the median of each with its ratio to the
csv crate's empty pass, and writes `compare.json` and `compare.svg` into DIR. With --scale it also times qbank
against the number of rows and of columns. Peak memory is not told below that of this script.
"""

import argparse
import csv
import json
import os
import re
import statistics
import subprocess
import sys
import time
from fractions import Fraction
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
PEERS = {"polars": "peer_polars.py", "pyarrow + numpy": "peer_pyarrow.py"}


def run(command, stdout=subprocess.DEVNULL):
    subprocess.run([str(part) for part in command], check=True, stdout=stdout, stderr=subprocess.DEVNULL)


def measure(command, stdin=None):
    """Seconds on the clock, seconds of processor, and peak MiB of one run. Status 1 of qbank means findings."""
    before = time.perf_counter()
    process = subprocess.Popen(
        [str(part) for part in command], stdin=stdin, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"failed: {' '.join(map(str, command))}")
    return time.perf_counter() - before, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def generate(tools, path, *arguments):
    if not path.exists():
        partial = path.with_suffix(".partial")
        with open(partial, "wb") as out:
            run([tools / "sheets", *arguments], stdout=out)
        partial.rename(path)
    return path


def key_of(bank):
    """Item to label or labels, from a generated bank."""
    pairs = re.findall(r"- id: (\S+)(?:(?!- id).)*?\n    answer: (.+?)\n", bank.read_text(), re.S)
    return {item: [part.strip() for part in key[1:-1].split(",")] if key[0] == "[" else key for item, key in pairs}


def points(path):
    with open(path, newline="") as file:
        return {row["candidate"]: Fraction(row["points"]) for row in csv.DictReader(file)}


def check_agreement(qbank, tools, python, work, items):
    """Ends the script where a peer gives a candidate other points than qbank on the choice items."""
    sheets = generate(tools, work / f"wide-{items}-10000.csv", "wide", items, 10_000)
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


def interleaved(commands, runs):
    """Medians of seconds, processor seconds and MiB by name."""
    seen = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            seen[name].append(measure(command))
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in seen.items()}


def show(results, yardstick):
    base = results[yardstick]
    print(f"{'':32} {'wall s':>8} {'ratio':>6} {'cpu s':>8} {'ratio':>6} {'MiB':>7}")
    for name, (wall, cpu, memory) in results.items():
        print(f"{name:32} {wall:8.3f} {wall / base[0]:6.2f} {cpu:8.3f} {cpu / base[1]:6.2f} {memory:7.1f}")


def chart(results, path):
    """Bars as long as the time on the clock."""
    longest = max(wall for wall, _, _ in results.values())
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="720" height="{30 * len(results) + 20}" '
             'font-family="sans-serif" font-size="14">']
    for place, (name, (wall, _, _)) in enumerate(results.items()):
        top, length = 10 + 30 * place, 380 * wall / longest
        lines.append(f'<text x="235" y="{top + 16}" text-anchor="end">{name}</text>')
        lines.append(f'<rect x="245" y="{top + 2}" width="{length:.1f}" height="20" fill="#36688d"/>')
        lines.append(f'<text x="{250 + length:.1f}" y="{top + 16}">{wall:.2f} s</text>')
    path.write_text("\n".join([*lines, "</svg>"]) + "\n")


def scale(qbank, tools, work, runs):
    def graded(items, rows, threads):
        sheets = generate(tools, work / f"wide-{items}-{rows}.csv", "wide", items, rows)
        bank = generate(tools, work / f"bank-{items}.yaml", "bank", items)
        command = [qbank, "grade", sheets, "--bank", bank, "-o", work / "out", "--threads", threads]
        return interleaved({"": command}, runs)[""]

    for threads in (1, 2):
        for items, rows in [(124, rows) for rows in (1_000, 10_000, 100_000, 1_000_000)] + [
            (items, 10_000_000 // items) for items in (10, 120, 1_000, 10_000)
        ]:
            wall, cpu, memory = graded(items, rows, threads)
            cells = rows * items
            print(f"{threads} threads {rows:>9,} rows {items:>6,} columns {wall:8.3f} s {cpu:8.3f} cpu s "
                  f"{cpu / cells * 1e9:7.1f} ns a cell {memory:7.1f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--items", type=int, default=124)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--work", type=Path, default=ROOT / "target" / "compare")
    parser.add_argument("--qbank", type=Path, help="a built qbank; otherwise it is built")
    parser.add_argument("--no-peers", action="store_true")
    parser.add_argument("--scale", action="store_true")
    chosen = parser.parse_args()
    work = chosen.work.resolve()
    work.mkdir(parents=True, exist_ok=True)
    qbank = chosen.qbank or ROOT / "target" / "release" / "qbank"
    if not chosen.qbank:
        run(["cargo", "build", "--locked", "--release", "--bin", "qbank", "--manifest-path", ROOT / "Cargo.toml"])
    run(["cargo", "build", "--locked", "--release", "--manifest-path", HERE / "yardsticks" / "Cargo.toml",
         "--target-dir", work / "cargo"])
    tools = work / "cargo" / "release"

    sheets = generate(tools, work / f"wide-{chosen.items}-{chosen.rows}.csv", "wide", chosen.items, chosen.rows)
    bank = generate(tools, work / f"bank-{chosen.items}.yaml", "bank", chosen.items)
    yardstick = "csv crate, empty pass"
    grade = [qbank, "grade", sheets, "--bank", bank, "-o", work / "out", "--threads"]
    commands = {yardstick: [tools / "csv_pass", sheets], "qbank, 2 threads": [*grade, 2], "qbank, 1 thread": [*grade, 1]}
    if not chosen.no_peers:
        python = work / "venv" / "bin" / "python"
        if not python.exists():
            run([sys.executable, "-m", "venv", work / "venv"])
            run([python, "-m", "pip", "install", "--quiet", "polars==2.1.0", "pyarrow==26.0.1", "numpy==2.4.6"])
        key = check_agreement(qbank, tools, python, work, chosen.items)
        for name, script in PEERS.items():
            commands[name] = [python, HERE / script, key, sheets, work / "scores.csv"]
    results = interleaved(commands, chosen.runs)
    show(results, yardstick)
    (work / "compare.json").write_text(json.dumps(results, indent=1) + "\n")
    chart(results, work / "compare.svg")

    small = {"clap, hello": [tools / "hello"], "qbank check": [qbank, "check", bank]}
    show(interleaved(small, 4 * chosen.runs), "clap, hello")
    large = generate(tools, work / "bank-10000.yaml", "bank", 10_000)
    reading = {"serde_yaml, structs": [tools / "yaml_structs", large], "qbank check, 10,000 items": [qbank, "check", large]}
    show(interleaved(reading, chosen.runs), "serde_yaml, structs")
    rows = chosen.rows // 10
    long = generate(tools, work / f"long-{chosen.items}-{rows}.csv", "long", chosen.items, rows)
    in_rows = [qbank, "grade", long, "--bank", bank, "-o", work / "out", "--threads"]
    show(interleaved({yardstick: [tools / "csv_pass", long], "qbank, long, 2 threads": [*in_rows, 2]}, chosen.runs), yardstick)
    if chosen.scale:
        scale(qbank, tools, work, chosen.runs)


if __name__ == "__main__":
    main()
