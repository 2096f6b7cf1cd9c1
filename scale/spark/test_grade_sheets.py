"""Holds that sheets graded on Spark give the figures of a single run. Run it by test.sh."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

BANK = """bank: b
topics: {t: Topic, t/u: Under, s: Other}
items:
  - {id: q1, topic: t, stem: One?, options: {A: a, B: b, C: c}, answer: A}
  - {id: q2, topic: t/u, stem: Two?, options: {A: a, B: b, C: c}, answer: [A, B], scoring: proportional}
  - {id: q3, topic: s, stem: Three?, accept: [reflecting feelings, empathy]}
  - {id: q4, topic: s, stem: Four?, options: {A: a, B: b}, answer: B, points: 2.5}
"""
CELLS = {
    "q1": ["A", "A", "B", "C", "", "E"],
    "q2": ["A;B", "A", "C", "B;C", ""],
    "q3": ["empathy", "reflecting feelings", "reflecting the feelings", "no", ""],
    "q4": ["A", "B", "B", ""],
}
SAME = ["topics.csv", "items.csv", "options.csv", "review.csv"]
GRADE = ["--penalty", "0.25", "--target", "60"]


def make_sheets(folder: Path, files: int, rows: int) -> list[str]:
    """Write sheets of invented candidates; every third file lacks a column."""
    chance = random.Random(20261124)
    paths = []
    for number in range(files):
        columns = list(CELLS) if number % 3 else ["q1", "q3", "q4"]
        lines = [",".join(["candidate", *columns])]
        for row in range(rows):
            lines.append(",".join([f"c{number:03}-{row:05}", *(chance.choice(CELLS[item]) for item in columns)]))
        path = folder / f"room-{number:03}.csv"
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        paths.append(str(path))
    return paths


def figures(folder: Path) -> dict[str, object]:
    """Everything of a report but where it came from."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    same: dict[str, object] = {name: (folder / name).read_bytes() for name in SAME}
    return same | {key: report[key] for key in ("group", "topics", "items")}


def check(name: str, holds: bool) -> None:
    """Count one check, and stop at the first that fails."""
    print(f"{'ok' if holds else 'FAILED'}: {name}", flush=True)
    if not holds:
        sys.exit(1)


def main() -> None:
    """Grade the same sheets once and on Spark."""
    work, qbank = Path(sys.argv[1]), sys.argv[2]
    sheets = work / "sheets"
    sheets.mkdir()
    bank = work / "bank.yaml"
    bank.write_text(BANK, encoding="utf-8")
    files = make_sheets(sheets, 12, 500)
    single = [qbank, "grade", *files, "--bank", str(bank), "-o", str(work / "single"), *GRADE]
    subprocess.run(single, check=True, capture_output=True)

    def spark(output: str, *more: str) -> subprocess.CompletedProcess[str]:
        job = Path(__file__).with_name("grade_sheets.py")
        command = [
            "spark-submit", "--master", "local-cluster[2,1,1024]", str(job), str(sheets),
            "--bank", str(bank), "--work", str(work / "work"), "-o", str(work / output), "--qbank", qbank,
            "--partitions", "5", *more,
        ]  # fmt: skip
        return subprocess.run(command, check=False, capture_output=True, text=True, env=os.environ)

    done = spark("spark", "--", *GRADE)
    print(done.stdout)
    if done.returncode not in (0, 1):
        print(done.stderr, file=sys.stderr)
    check("the job ends well", done.returncode == 0)
    check("6000 candidates", figures(work / "spark")["group"]["candidates"] == 6000)  # type: ignore[index]
    check("every figure is that of a single run", figures(work / "spark") == figures(work / "single"))

    (sheets / "room-004.csv").write_text("candidate,q1\nx,A\n,B\n", encoding="utf-8")
    done = spark("rejected", "--", *GRADE)
    check("a rejected row is carried through as status 1", done.returncode == 1)

    (sheets / "room-005.csv").write_text("name,score\nx,1\n", encoding="utf-8")
    done = spark("broken", "--", *GRADE)
    check("a partition that cannot be graded fails the job", done.returncode == 2)
    # spark-submit puts what the job writes to stderr into its stdout.
    check("with the program's own words", "room-005.csv: " in done.stdout + done.stderr)
    check("and writes no report", not (work / "broken").exists())


if __name__ == "__main__":
    main()
