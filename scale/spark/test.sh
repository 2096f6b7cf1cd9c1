#!/usr/bin/env bash
# Tests the Spark job against a single run. Needs Python 3.10 or later and Java 17; PySpark is installed into a folder
# of its own. Give the program to test as QBANK; without it a debug build is made.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../.." && pwd)
qbank=${QBANK:-}
if [ -z "$qbank" ]; then
    cargo build --quiet --locked --manifest-path "$root/Cargo.toml"
    qbank="$root/target/debug/qbank"
fi
venv=${VENV:-"$root/target/spark-venv"}
if [ ! -x "$venv/bin/spark-submit" ]; then
    python3 -m venv "$venv"
    "$venv/bin/pip" install --quiet 'pyspark>=4,<5'
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export PATH="$venv/bin:$PATH" PYSPARK_PYTHON="$venv/bin/python" SPARK_LOCAL_IP=127.0.0.1
python "$here/test_grade_sheets.py" "$work" "$qbank"
