#!/usr/bin/env python3
"""Measures how often a change of form that changes nothing asked for keeps the bot's decision.

usage: stability.py EVALUATE CASES... [--show N]

EVALUATE is the command that evaluates, for instance "bin/yingda evaluate --knowledge shop.snapshot".
Every case is changed in one place at a time, and the reply to each turn from there on compared with the
reply to the unchanged dialogue, by decision and entry:

  thanks    谢谢 or 嗯嗯 put between two turns
  split     a message sent in two within two seconds, where it has a blank or a comma
  anew      the product that an answer was about named in front of the message
"""
import argparse
import json
import pathlib
import re
import shlex
import subprocess
import tempfile

ALL = {"decision": ["answer", "clarify", "handoff", "decline", "silent"]}
ROOT = pathlib.Path(__file__).resolve().parents[2]


def aliases():
    """The usual name of each product."""
    names = {}
    for path in (ROOT / "knowledge/products").glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        sku = re.search(r"^sku: *(\S+)", text, re.M)
        alias = re.search(r"^aliases: *\[([^,\]]+)", text, re.M)
        if sku and alias:
            names[sku[1]] = alias[1].strip().strip("'\"")
    return names


def evaluate(command, cases):
    """The decision and entry for each turn of some cases."""
    with tempfile.TemporaryDirectory() as folder:
        file, predictions = f"{folder}/cases.jsonl", f"{folder}/predictions.jsonl"
        with open(file, "w", encoding="utf-8") as out:
            for case in cases:
                out.write(json.dumps(case, ensure_ascii=False) + "\n")
        subprocess.run(
            shlex.split(command) + [file, "--predictions", predictions], check=True,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(predictions, encoding="utf-8") as lines:
            rows = map(json.loads, lines)
            return {(row["case"], row["turn"]): (row["decision"], row["entry"]) for row in rows}


def plain(turn):
    kept = {key: turn[key] for key in ("text", "wait", "from") if key in turn}
    return kept if turn.get("from") == "agent" else {**kept, "expect": ALL}


def is_burst(turn):
    return turn.get("wait", 60) <= 5


def variants(kind, case, replies, names):
    """Changed turns of a case: each with the pairs (new turn, old turn) to compare."""
    turns = case["turns"]
    if kind == "thanks":
        for place in range(1, len(turns)):
            if is_burst(turns[place]) or turns[place].get("from") == "agent":
                continue
            for filler in ("谢谢", "嗯嗯"):
                changed = turns[:place] + [{"text": filler, "expect": ALL}] + turns[place:]
                yield changed, [(old + 1, old) for old in range(place, len(turns))]
    if kind == "split":
        for place, turn in enumerate(turns):
            parts = re.split(r"[ ，,]+", turn["text"], maxsplit=1)
            if turn.get("from") == "agent" or len(parts) < 2 or min(map(len, parts)) < 2:
                continue
            first = {**turn, "text": parts[0]}
            second = {"text": parts[1], "wait": 2, "expect": ALL}
            changed = turns[:place] + [first, second] + turns[place + 1:]
            yield changed, [(place + 1, place)]
    if kind == "anew":
        for place, turn in enumerate(turns):
            decision, entry = replies.get((case["id"], place), (None, None))
            name = names.get((entry or "").split(".")[0])
            if decision != "answer" or name is None or name in turn["text"]:
                continue
            changed = turns[:place] + [{**turn, "text": name + turn["text"]}] + turns[place + 1:]
            yield changed, [(place, place)]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("evaluate")
    parser.add_argument("cases", nargs="+")
    parser.add_argument("--show", type=int, default=0, help="changed decisions to list of each kind")
    arguments = parser.parse_args()
    cases = []
    for path in arguments.cases:
        with open(path, encoding="utf-8") as lines:
            cases += [json.loads(line) for line in lines if line.strip()]
    for case in cases:
        case["turns"] = [plain(turn) for turn in case["turns"]]
    names = aliases()
    replies = evaluate(arguments.evaluate, cases)
    for kind in ("thanks", "split", "anew"):
        changed, pairs = [], {}
        for case in cases:
            for number, (turns, compared) in enumerate(variants(kind, case, replies, names)):
                name = f"{case['id']}~{number}"
                changed.append({**case, "id": name, "turns": turns})
                pairs[name] = (case["id"], turns, compared)
        now = evaluate(arguments.evaluate, changed)
        kept = total = shown = 0
        for name, (case, turns, compared) in pairs.items():
            for new, old in compared:
                if (case, old) not in replies or (name, new) not in now:
                    continue
                total += 1
                if replies[case, old] == now[name, new]:
                    kept += 1
                elif shown < arguments.show:
                    shown += 1
                    texts = " / ".join(turn["text"] for turn in turns[max(0, new - 2):new + 1])
                    print(f"  {name} {texts}: {replies[case, old]} -> {now[name, new]}")
        print(f"{kind:8} {kept}/{total} {100 * kept / max(1, total):.1f} %")


if __name__ == "__main__":
    main()
