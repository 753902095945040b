#!/usr/bin/env python3
"""Writes any number of sessions of people, for measuring time, memory and robustness.

Usage: generate.py COUNT [--seed N] [--from corpora/transcripts/week.jsonl] > sessions.jsonl

Each session is one of the source's with customers of its own, typing errors, politeness and other numbers.
The same count and seed give the same bytes.
"""
import argparse
import copy
import json
import random
import re

BEFORE = ["", "", "", "", "请问 ", "亲 ", "那个 ", "想问下 ", "你好 "]
AFTER = ["", "", "", "", "啊", "呢", "呀", "？", "~", "，急"]
LONG_NUMBER = re.compile(r"\d{9,}")


def mistyped(text, chance):
    """Drops, swaps or doubles one Han character in every other text."""
    characters = list(text)
    if len(characters) > 4 and chance.random() < 0.5:
        place = chance.randrange(1, len(characters) - 1)
        if "\u4e00" <= characters[place] <= "\u9fff":
            kind = chance.random()
            if kind < 0.35:
                del characters[place]
            elif kind < 0.7:
                characters[place], characters[place - 1] = characters[place - 1], characters[place]
            else:
                characters.insert(place, characters[place])
    return "".join(characters)


def renumbered(text, chance):
    def other(match):
        number = match[0]
        return number[:3] + "".join(chance.choice("0123456789") for _ in number[3:])

    return LONG_NUMBER.sub(other, text)


def varied(session, number, count, chance):
    session = copy.deepcopy(session)
    session["session"] = f"g-{number}"
    if "customer" in session:
        session["customer"] = f"c-{chance.randrange(count)}"
    for message in session["messages"]:
        text = renumbered(message["text"], chance)
        if message["from"] == "customer" and len(text) > 5:
            text = chance.choice(BEFORE) + mistyped(text, chance) + chance.choice(AFTER)
        elif message["from"] == "agent" and len(text) > 8:
            text = chance.choice(["", "", "亲，", "您好，"]) + text + chance.choice(["", "", "哦", "哈", "~"])
        message["text"] = text
    return session


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("count", type=int)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--from", dest="source", default="corpora/transcripts/week.jsonl")
    options = parser.parse_args()
    with open(options.source, encoding="utf-8") as lines:
        sessions = [json.loads(line) for line in lines]
    chance = random.Random(options.seed)
    for number in range(options.count):
        session = varied(chance.choice(sessions), number, options.count, chance)
        print(json.dumps(session, ensure_ascii=False))


if __name__ == "__main__":
    main()
