"""The choice items of a wide file, scored with pandas: `peer_pandas.py KEY.json SHEETS.csv SCORES.csv`.

Columns are read as categories, so that each distinct cell is scored once, and a stretch of the file at a time.
"""

import json
import sys

import numpy as np
import pandas as pd

key_file, sheets, scores = sys.argv[1:]
key = json.load(open(key_file))


def is_right(cell, answer):
    labels = {label.strip().upper() for label in cell.split(";")}
    return labels == ({answer} if isinstance(answer, str) else set(answer))


types = {item: "category" for item in key} | {"candidate": str}
chunks = pd.read_csv(sheets, usecols=list(types), dtype=types, keep_default_na=False, chunksize=100_000)
with open(scores, "w", newline="") as out:
    for number, chunk in enumerate(chunks):
        points = np.zeros(len(chunk), np.int32)
        for item, answer in key.items():
            column = chunk[item].cat
            right = np.array([is_right(cell, answer) for cell in column.categories], np.int32)
            points += right[column.codes]
        scored = pd.DataFrame({"candidate": chunk["candidate"], "points": points})
        scored.to_csv(out, index=False, header=number == 0)
