"""The choice items of a wide file, scored with pyarrow and numpy: `peer_pyarrow.py KEY.json SHEETS.csv SCORES.csv`.

Columns are read as dictionaries, so that each distinct cell is scored once.
"""

import json
import sys

import numpy as np
import pyarrow as pa
import pyarrow.csv as csv

key_file, sheets, scores = sys.argv[1:]
key = json.load(open(key_file))


def is_right(cell, answer):
    labels = {label.strip().upper() for label in cell.split(";")}
    return labels == ({answer} if isinstance(answer, str) else set(answer))


types = {item: pa.dictionary(pa.int32(), pa.string()) for item in key}
table = csv.read_csv(
    sheets,
    read_options=csv.ReadOptions(block_size=4 << 20),
    convert_options=csv.ConvertOptions(
        include_columns=["candidate", *key], column_types=types | {"candidate": pa.string()}, strings_can_be_null=False
    ),
).unify_dictionaries()
points = np.zeros(table.num_rows, np.int32)
for item, answer in key.items():
    column = table[item].combine_chunks()
    right = np.array([is_right(cell, answer) for cell in column.dictionary.to_pylist()], np.int32)
    points += right[column.indices.to_numpy()]
csv.write_csv(pa.table({"candidate": table["candidate"], "points": pa.array(points)}), scores)
