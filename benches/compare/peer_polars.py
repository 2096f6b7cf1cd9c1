"""The choice items of a wide file, scored with polars: `peer_polars.py KEY.json SHEETS.csv SCORES.csv`."""

import json
import sys

import polars as pl

key_file, sheets, scores = sys.argv[1:]
key = json.load(open(key_file))


def is_right(item, answer):
    cell = pl.col(item).str.strip_chars().str.to_uppercase()
    if isinstance(answer, str):
        return cell == answer
    # The order of labels does not matter, so that every order of the few keyed ones is compared.
    chosen = cell.str.replace_all(" ", "").str.split(";").list.unique().list.sort().list.join(";")
    return chosen == ";".join(sorted(answer))


points = pl.sum_horizontal([is_right(item, answer).fill_null(False).cast(pl.Int32) for item, answer in key.items()])
frame = pl.scan_csv(sheets, infer_schema=False, empty_string_is_null=False)
frame.select(pl.col("candidate"), points.alias("points")).sink_csv(scores, engine="streaming")
