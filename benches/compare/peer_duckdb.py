"""The choice items of a wide file, scored with DuckDB: `peer_duckdb.py KEY.json SHEETS.csv SCORES.csv`."""

import json
import sys

import duckdb

key_file, sheets, scores = sys.argv[1:]
key = json.load(open(key_file))


def quoted(text, mark="'"):
    return mark + text.replace(mark, 2 * mark) + mark


def is_right(item, answer):
    cell = f"upper(trim({quoted(item, chr(34))}))"
    if isinstance(answer, str):
        return f"{cell} = {quoted(answer)}"
    # The order of labels does not matter.
    labels = ", ".join(quoted(label) for label in sorted(answer))
    return f"list_sort(list_distinct(string_split(replace({cell}, ' ', ''), ';'))) = [{labels}]"


points = " + ".join(f"coalesce(({is_right(item, answer)})::integer, 0)" for item, answer in key.items())
rows = f"read_csv({quoted(sheets)}, header = true, delim = ',', quote = '\"', escape = '\"', all_varchar = true)"
duckdb.sql(f"copy (select candidate, {points} as points from {rows}) to {quoted(scores)} (header)")
