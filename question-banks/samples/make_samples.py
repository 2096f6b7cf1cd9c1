#!/usr/bin/env python3
"""Makes the sample answer sheets of this folder: 24 invented candidates, ids only.

    python3 make_samples.py ../active-listening.yaml .

Needs Python 3.9 and PyYAML. The same bank gives the same sheets, byte for byte.

Model: a candidate has an ability drawn from N(0.6, 1), an item a difficulty drawn from N(0, 0.8). A choice
item is known with probability 1/(1 + exp(-(ability - difficulty))); who does not know it guesses
among the options, the first distractor twice as often. A short answer that is known is one of the accepted ones, as people type
them: other case, spaces, a full stop, now and then a slip of the keyboard; one that is not known is a rejected
or an unrelated answer, or one that only comes near. Three cells in a hundred are blank.

Put in on purpose, so that the report has something to tell: lower-case labels, two ticks on a
single response, a label that is no option, a candidate who hands in twice (the second sheet counts), a
short answer in a sentence, an id with leading zeros.
"""
import csv, math, os, random, sys
import yaml

SEED = 20261123
CANDIDATES = 24


class TextLoader(yaml.SafeLoader):
    """Every scalar is text, as qbank reads it."""


TextLoader.yaml_implicit_resolvers = {}


def slip(rng, text):
    """One slip of the keyboard inside the longest word."""
    word = max(text.split(), key=len)
    if len(word) < 7:
        return text
    at = rng.randrange(2, len(word) - 2)
    kind = rng.randrange(3)
    if kind == 0:
        typed = word[:at] + word[at + 1] + word[at] + word[at + 2:]
    elif kind == 1:
        typed = word[:at] + word[at + 1:]
    else:
        typed = word[:at] + word[at] + word[at:]
    return text.replace(word, typed, 1)


def typed(rng, text):
    """A text as people type it."""
    style = rng.random()
    if style < 0.30:
        text = text.capitalize()
    elif style < 0.36:
        text = text.upper()
    elif style < 0.44:
        text = text + " "
    elif style < 0.50:
        text = text + "."
    elif style < 0.58:
        text = slip(rng, text)
    return text


UNRELATED = ["not sure", "being nice", "giving advice", "talking", "I don't remember", "eye contact", "a summary of the problem"]


def synonyms(entry):
    return [entry] if isinstance(entry, str) else entry


def short_answer(rng, item, knows):
    rejects = item.get("reject", [])
    if "accept" in item:
        texts = [entry["text"] if isinstance(entry, dict) else entry for entry in item["accept"]]
        if knows:
            return typed(rng, texts[0] if rng.random() < 0.7 else rng.choice(texts))
        near = rng.random()
        if near < 0.10:
            return f"{texts[0]}, not {rejects[0]}" if rejects else f"a kind of {texts[0]}"
        return typed(rng, rng.choice(rejects + UNRELATED[:3]))
    if "accept-words" in item:
        groups = [synonyms(group) for group in item["accept-words"]]
        if knows:
            return "It is " + " and ".join(rng.choice(group) for group in groups)
        return "It is " + rng.choice(groups[0]) if rng.random() < 0.4 else rng.choice(UNRELATED)
    if "accept-list" in item:
        entries = [rng.choice(synonyms(entry)) for entry in item["accept-list"]["entries"]]
        if not knows:
            entries[rng.randrange(len(entries))] = rng.choice(["advice", "patience", "sympathy"])
        if item["accept-list"].get("order", "any") == "any":
            rng.shuffle(entries)
        return ", ".join(entries)
    number = item["accept-number"]["value"]
    value = int(float(number)) if knows else int(float(number)) + rng.choice([-2, -1, 1, 2, 4])
    words = dict(zip(range(1, 13), "one two three four five six seven eight nine ten eleven twelve".split()))
    return words.get(value, str(value)) if rng.random() < 0.3 else str(value)


def choice(rng, item, knows):
    labels = list(item["options"])
    keys = synonyms(item["answer"])
    distractors = [label for label in labels if label not in keys]
    if isinstance(item["answer"], list):
        ticked = set(keys)
        if not knows:
            ticked.discard(rng.choice(keys))
            ticked.add(rng.choice(distractors))
        return ";".join(sorted(ticked))
    if knows:
        return item["answer"]
    return rng.choice(labels + distractors[:1])


def main():
    bank, folder = sys.argv[1:3]
    with open(bank, encoding="utf-8") as file:
        items = yaml.load(file, TextLoader)["items"]
    rng = random.Random(SEED)
    difficulty = {item["id"]: rng.gauss(0, 0.8) for item in items}
    sheets = []
    for number in range(CANDIDATES):
        candidate = f"{417 + 13 * number:05d}"
        ability = rng.gauss(0.6, 1)
        sheet = {}
        for item in items:
            knows = rng.random() < 1 / (1 + math.exp(difficulty[item["id"]] - ability))
            if rng.random() < 0.03:
                sheet[item["id"]] = ""
            elif "options" in item:
                label = choice(rng, item, knows)
                sheet[item["id"]] = label.lower() if rng.random() < 0.03 else label
            else:
                sheet[item["id"]] = short_answer(rng, item, knows)
        sheets.append((candidate, sheet))
    singles = [item["id"] for item in items if isinstance(item.get("answer"), str)]
    sheets[3][1][singles[4]] = "A;B"
    sheets[8][1][singles[10]] = "E"
    # The sixth candidate hands in an unfinished sheet first; the whole one comes later and counts.
    early = dict(sheets[5][1])
    for item in items[len(items) // 2:]:
        early[item["id"]] = ""
    rows = sheets[:2] + [(sheets[5][0], early)] + sheets[2:]
    write(os.path.join(folder, "active-listening-wide.csv"),
          ["candidate"] + [item["id"] for item in items],
          [[candidate] + [sheet[item["id"]] for item in items] for candidate, sheet in rows])
    write(os.path.join(folder, "active-listening-long.csv"),
          ["candidate", "item", "response"],
          [[candidate, item["id"], sheet[item["id"]]] for candidate, sheet in sheets for item in items])


def write(path, header, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
