#!/usr/bin/env python3
"""Turns BANKING77 and CLINC150 into the files that `yingda match` reads.

Usage: prepare.py SOURCE TARGET, where SOURCE holds banking77_en.*.jsonl and clinc150_en.*.jsonl.
"""
import json
import pathlib
import sys


def read(path):
    return [json.loads(line) for line in path.open(encoding="utf-8")]


def write(path, rows):
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    source, target = map(pathlib.Path, sys.argv[1:])
    target.mkdir(parents=True, exist_ok=True)
    for name in ("banking77", "clinc150"):
        questions = {}
        for row in read(source / f"{name}_en.train.jsonl"):
            questions.setdefault(row["intent"], []).append(row["text"])
        write(target / f"{name}.full.jsonl", [{"id": k, "questions": v} for k, v in questions.items()])
        write(target / f"{name}.ten.jsonl", [{"id": k, "questions": v[:10]} for k, v in questions.items()])
        queries = [{"text": r["text"], "id": r["intent"]} for r in read(source / f"{name}_en.test.jsonl")]
        if name == "clinc150":
            queries += [{"text": r["text"]} for r in read(source / "clinc150_en.oos.jsonl")]
        write(target / f"{name}.queries.jsonl", queries)


main()
