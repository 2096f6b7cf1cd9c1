#!/usr/bin/env python3
"""Makes the sample answer sheets of the practice exam: 120 invented candidates, ids only.

    python3 make_exam_samples.py .. .

Needs Python 3.9 and PyYAML. The same banks give the same sheets, byte for byte.

The exam: from each of the eight areas 15 single-response items are drawn, as the exam
`medi-cal-practice` asks. All candidates get the same 120 items.

Model, a two-parameter logistic one with guessing on top: a candidate has an ability drawn from
N(0.4, 1). An item has a difficulty, -0.7, 0 or 0.7 as its author marked it easy, medium or hard, plus a
draw from N(0, 0.5), and a discrimination exp(N(0, 0.3)). A candidate knows the item with probability
1/(1 + exp(-discrimination * (ability - difficulty))). One who does not know it guesses among all the
options, with one distractor of each item twice as likely as the others. Two cells in a hundred are
blank, and one candidate in fifteen runs out of time and leaves the last 5 to 20 items blank.

Three layouts of the same responses:

    medi-cal-practice-wide.csv   one row a candidate, one column an item, option labels
    medi-cal-practice-long.csv   one row a response
    medi-cal-practice-forms.csv  as an online form exports it: stems as headers, option texts as cells;
                                 grade it with --id-column Candidate
"""
import math, os, random, sys
import yaml
from make_samples import TextLoader, write

SEED = 20261124
CANDIDATES = 120
AREAS = ["administrative-responsibilities", "behavioral-health-foundations", "interpersonal-skills", "recovery-support",
         "advocacy", "community-inclusion", "resource-linkage", "crisis-management"]
PER_AREA = 15
AUTHORS = {"easy": -0.7, "medium": 0.0, "hard": 0.7}


def single_responses(folder):
    items = []
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".yaml"):
            continue
        with open(os.path.join(folder, name), encoding="utf-8") as file:
            found = yaml.load(file, TextLoader).get("items", [])
        items += [item for item in found if isinstance(item.get("answer"), str)]
    return items


def text(option):
    return option if isinstance(option, str) else option["text"]


def flat(words):
    """A text on one line, as a form shows it."""
    return " ".join(words.split())


def main():
    folder, target = sys.argv[1:3]
    rng = random.Random(SEED)
    pool = single_responses(folder)
    items = []
    for area in AREAS:
        items += rng.sample([item for item in pool if item["topic"].split("/")[0] == area], PER_AREA)
    rng.shuffle(items)
    traits = []
    for item in items:
        difficulty = AUTHORS[item.get("difficulty", "medium")] + rng.gauss(0, 0.5)
        distractors = [label for label in item["options"] if label != item["answer"]]
        traits.append((difficulty, math.exp(rng.gauss(0, 0.3)), rng.choice(distractors)))
    sheets = []
    for number in range(CANDIDATES):
        ability = rng.gauss(0.4, 1)
        stops = len(items) - rng.randint(5, 20) if rng.random() < 1 / 15 else len(items)
        responses = []
        for place, (item, (difficulty, discrimination, lure)) in enumerate(zip(items, traits)):
            knows = rng.random() < 1 / (1 + math.exp(-discrimination * (ability - difficulty)))
            guess = rng.choice(list(item["options"]) + [lure])
            blank = rng.random() < 0.02 or place >= stops
            responses.append("" if blank else item["answer"] if knows else guess)
        sheets.append((f"P{1001 + 7 * number}", responses))
    ids = [item["id"] for item in items]
    write(os.path.join(target, "medi-cal-practice-wide.csv"), ["candidate"] + ids,
          [[candidate] + responses for candidate, responses in sheets])
    write(os.path.join(target, "medi-cal-practice-long.csv"), ["candidate", "item", "response"],
          [[candidate, item, response] for candidate, responses in sheets for item, response in zip(ids, responses)])
    rows = []
    for number, (candidate, responses) in enumerate(sheets):
        cells = [flat(text(item["options"][label])) if label else "" for item, label in zip(items, responses)]
        rows.append([f"11/24/2026 {9 + number // 60}:{number % 60:02d}:00", candidate] + cells)
    write(os.path.join(target, "medi-cal-practice-forms.csv"),
          ["Timestamp", "Candidate"] + [flat(item["stem"]) for item in items], rows)


if __name__ == "__main__":
    main()
