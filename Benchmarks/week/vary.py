#!/usr/bin/env python3
"""Measures mining on variations of a labelled week: a week that nobody has seen is what counts.

Usage: vary.py [--runs N] [--keep 0.8] [--words] [--noise SHARE] [--program .build/release/yingda]

Each run draws its own variation with its own seed: sessions left out (--keep), in another order, customers' words
replaced by others of the same meaning from knowledge/lexicon (--words), and sessions asked of other things added
twice (--noise). What is expected shrinks with the sessions: a topic has support while enough customers are left,
and a contradiction counts where two sessions of each side are. Totals stand at the end.
"""
import argparse
import json
import pathlib
import random
import re
import subprocess
import tempfile

FIGURES = [
    "个人信息打码", "埋设的话题找到", "不够支持却提了", "新条目提得对", "矛盾显示出来", "问法归对", "其中归到已有条目",
    "提案里的个人信息",
]


def read_lines(path):
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line]


def write_lines(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def synonym_groups(folder):
    groups = []
    for line in (folder / "lexicon" / "synonyms.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            words = [word for word in cells[1].split("|") if len(word) > 1] if len(cells) > 1 else []
            if len(words) > 1:
                groups.append(words)
    return groups


def reworded(text, groups, chance):
    for words in groups:
        for word in words:
            if word in text and chance.random() < 0.5:
                return text.replace(word, chance.choice([other for other in words if other != word]), 1)
    return text


def variation(week, gold, topics, options, groups, seed):
    chance = random.Random(seed)
    customers = {session["session"]: session.get("customer") or session["session"] for session in week}
    kept = {session["session"] for session in week if chance.random() < options.keep}
    personal = {row["session"]: row["pii"] for row in gold}
    pairs = [(session, row) for session, row in zip(week, gold) if session["session"] in kept]
    chance.shuffle(pairs)
    pairs = json.loads(json.dumps(pairs))
    if options.words:
        for session, _ in pairs:
            for message in session["messages"]:
                hidden = any(text in message["text"] for text in personal[session["session"]])
                if message["from"] == "customer" and not hidden:
                    message["text"] = reworded(message["text"], groups, chance)
    named = {name for topic in topics["topics"] + topics["existing_conflicts"] for name in topic["sessions"]}
    for session, row in list(pairs):
        if session["session"] not in named and chance.random() < options.noise:
            again = json.loads(json.dumps([session, row]))
            again[0]["session"] = again[1]["session"] = session["session"] + "x"
            again[0]["customer"] = customers[session["session"]] + "x"
            pairs.append(tuple(again))
    topics = json.loads(json.dumps(topics))
    counts = {}
    for topic in topics["topics"]:
        topic["sessions"] = [name for name in topic["sessions"] if name in kept]
        counts[topic["slug"]] = len({customers[name] for name in topic["sessions"]})
        topic["should_become_entry"] = counts[topic["slug"]] >= options.least
        if "sides" in topic:
            left = [sum(name in kept for name in side) for side in topic["sides"].values()]
            topic["conflict"] = topic["should_become_entry"] and min(left) >= 2
    for conflict in topics["existing_conflicts"]:
        conflict["sessions"] = [name for name in conflict["sessions"] if name in kept]
    topics["existing_conflicts"] = [c for c in topics["existing_conflicts"] if len(c["sessions"]) >= 2]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs], topics


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--runs", type=int, default=6)
    parser.add_argument("--keep", type=float, default=0.8)
    parser.add_argument("--words", action="store_true")
    parser.add_argument("--noise", type=float, default=0.0)
    parser.add_argument("--least", type=int, default=4)
    parser.add_argument("--seed", type=int, default=100)
    parser.add_argument("--program", default=".build/release/yingda")
    parser.add_argument("--knowledge", default="knowledge")
    parser.add_argument("--week", default="corpora/transcripts")
    parser.add_argument("--show", action="store_true", help="what was missed, run by run")
    options = parser.parse_args()
    folder = pathlib.Path(options.week)
    week, gold = read_lines(folder / "week.jsonl"), read_lines(folder / "week.gold.jsonl")
    topics = json.loads((folder / "week.topics.json").read_text(encoding="utf-8"))
    groups = synonym_groups(pathlib.Path(options.knowledge))
    totals = {}
    with tempfile.TemporaryDirectory() as name:
        work = pathlib.Path(name)
        for run in range(options.runs):
            sessions, labels, expected = variation(week, gold, topics, options, groups, options.seed + run)
            write_lines(work / "week.jsonl", sessions)
            write_lines(work / "week.gold.jsonl", labels)
            (work / "week.topics.json").write_text(json.dumps(expected, ensure_ascii=False), encoding="utf-8")
            result = subprocess.run(
                [options.program, "train", "--knowledge", options.knowledge, "--state", str(work / "state"),
                 "--transcripts", str(work / "week.jsonl"), "--gold", str(work / "week.gold.jsonl"),
                 "--topics", str(work / "week.topics.json"), "--min-customers", str(options.least)],
                capture_output=True, text=True, check=True)
            for line in result.stdout.splitlines():
                label = line.split("  ")[0]
                found = re.search(r"(\d+)/(\d+)", line)
                if label in FIGURES and found:
                    hits, total = totals.get(label, (0, 0))
                    totals[label] = (hits + int(found[1]), total + int(found[2]))
                elif label == "提案里的个人信息":
                    totals[label] = (totals.get(label, (0, 0))[0] + int(line.split("  ")[1]), 0)
                elif options.show and label == "提案":
                    print(f"  {run}: {line}")
    for label in FIGURES:
        hits, total = totals.get(label, (0, 0))
        print(f"{label}  {hits}/{total}" + (f"  {100 * hits / total:.1f} %" if total else "") if total else f"{label}  {hits}")


if __name__ == "__main__":
    main()
