#!/usr/bin/env python3
"""Grade a folder of answer sheets on Spark: each partition by `qbank`, the tallies added up by `qbank merge`.

    spark-submit grade_sheets.py SHEETS --bank BANK... --work SHARED_FOLDER -o REPORT [-- OPTIONS OF GRADE]

SHEETS, the banks, the work folder and `qbank` itself must be found under the same path by every worker (a network
file system, or one machine). A file of sheets is never cut: give Spark many files rather than a large one, and keep
all sheets of a candidate in one file.

Exit status as that of `qbank grade`: 0 clean, 1 done with findings, 2 could not run.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyspark.sql import SparkSession

ENDINGS = {".csv", ".tsv", ".txt", ".xlsx", ".ods"}


@dataclass(frozen=True)
class Job:
    """What a worker needs to know besides its files."""

    qbank: str
    banks: tuple[str, ...]
    work: str
    options: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """What came of a partition: its tally, or why there is none."""

    number: int
    status: int
    tally: str
    told: str


def grade_partition(job: Job, number: int, files: Iterable[str]) -> Iterator[Part]:
    """Grade the files of one partition into a tally, and the candidates into a folder beside it."""
    sheets = sorted(files)
    if not sheets:
        return
    folder = Path(job.work) / f"part-{number:05}"
    tally = Path(job.work) / f"part-{number:05}.json"
    command = [job.qbank, "grade", *sheets, "--tally", str(tally), "-o", str(folder), "--threads", "1"]
    for bank in job.banks:
        command += ["--bank", bank]
    done = subprocess.run([*command, *job.options], capture_output=True, text=True, check=False)
    yield Part(number, done.returncode, str(tally), done.stderr)


def run(arguments: argparse.Namespace) -> int:
    """Grade all partitions, then merge. Returns the exit status."""
    files = sorted(str(path) for path in Path(arguments.sheets).rglob("*") if path.suffix.lower() in ENDINGS)
    if not files:
        print(f"error: {arguments.sheets} holds no sheets", file=sys.stderr)
        return 2
    Path(arguments.work).mkdir(parents=True, exist_ok=True)
    # A run has a folder of its own, so that tallies of an earlier one are never added.
    work = tempfile.mkdtemp(prefix="run-", dir=arguments.work)
    job = Job(arguments.qbank, tuple(arguments.bank), work, tuple(arguments.options))
    spark = SparkSession.builder.appName("qbank").getOrCreate()
    try:
        partitions = min(arguments.partitions or len(files), len(files))
        parts = (
            spark.sparkContext.parallelize(files, partitions)
            .mapPartitionsWithIndex(lambda number, part: grade_partition(job, number, part))
            .collect()
        )
    finally:
        spark.stop()
    for part in parts:
        if part.status not in (0, 1):
            print(f"error: partition {part.number} could not be graded:\n{part.told}", file=sys.stderr)
            return 2
    tallies = [part.tally for part in sorted(parts, key=lambda part: part.number)]
    merged = subprocess.run([arguments.qbank, "merge", *tallies, "-o", arguments.output], check=False)
    print(f"The candidates of each partition are in {work}", file=sys.stderr)
    return merged.returncode


def main() -> int:
    """Read the command line and run."""
    line, options = sys.argv[1:], []
    if "--" in line:
        line, options = line[: line.index("--")], line[line.index("--") + 1 :]
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sheets", help="folder of answer sheets")
    parser.add_argument("--bank", action="append", required=True, help="bank file or folder; may be given several times")
    parser.add_argument("--work", required=True, help="folder that all workers share")
    parser.add_argument("-o", "--output", required=True, help="folder of the report")
    parser.add_argument("--qbank", default="qbank", help="the program, if it is not on the path")
    parser.add_argument("--partitions", type=int, help="how many; without it one for each file")
    arguments = parser.parse_args(line)
    arguments.options = options
    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
