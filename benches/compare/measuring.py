"""What the scripts of this folder share: building, generating, and timing one run."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent


def run(command, stdout=subprocess.DEVNULL):
    subprocess.run([str(part) for part in command], check=True, stdout=stdout, stderr=subprocess.DEVNULL)


def build(work, qbank=None):
    """The program and the folder of the yardsticks, built where they are not given."""
    work.mkdir(parents=True, exist_ok=True)
    if qbank is None:
        qbank = ROOT / "target" / "release" / "qbank"
        run(["cargo", "build", "--locked", "--release", "--bin", "qbank", "--manifest-path", ROOT / "Cargo.toml"])
    run(["cargo", "build", "--locked", "--release", "--manifest-path", HERE / "yardsticks" / "Cargo.toml",
         "--target-dir", work / "cargo"])
    return qbank, work / "cargo" / "release"


def generate(tools, path, *arguments):
    if not path.exists():
        partial = path.with_suffix(".partial")
        with open(partial, "wb") as out:
            run([tools / "sheets", *arguments], stdout=out)
        partial.rename(path)
    return path


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


def interleaved(commands, runs, earlier=None):
    """Every run of each command by its name: the commands take turns, so that what else the machine does falls on
    each alike. Adds to `earlier`."""
    seen = earlier if earlier is not None else {}
    for _ in range(runs):
        for name, command in commands.items():
            seen.setdefault(name, []).append(measure(command))
    return seen


def medians(seen):
    """Medians of seconds, processor seconds and MiB by name."""
    return {name: [statistics.median(column) for column in zip(*rows)] for name, rows in seen.items()}
