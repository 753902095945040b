#!/usr/bin/env python3
"""Prints R@1 and how well scores tell queries without an entry apart (AUROC).

Usage: score.py QUERIES RANKED
"""
import json
import sys


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    right = known = 0
    inside, outside = [], []
    for query, line in zip(open(sys.argv[1], encoding="utf-8"), open(sys.argv[2], encoding="utf-8")):
        query, ranked = json.loads(query), json.loads(line)["ranked"]
        score = ranked[0]["score"] if ranked else 0.0
        if "id" in query:
            known += 1
            right += bool(ranked) and ranked[0]["id"] == query["id"]
            inside.append(score)
        else:
            outside.append(score)
    print(f"R@1 {right / known:.4f} ({right}/{known})")
    if outside:
        # Mann and Whitney's statistic, ties counted half.
        pairs = sorted([(s, 1) for s in inside] + [(s, 0) for s in outside])
        rank_sum, place = 0.0, 0
        while place < len(pairs):
            end = place
            while end < len(pairs) and pairs[end][0] == pairs[place][0]:
                end += 1
            mean = (place + 1 + end) / 2
            rank_sum += mean * sum(label for _, label in pairs[place:end])
            place = end
        n, m = len(inside), len(outside)
        print(f"AUROC {(rank_sum - n * (n + 1) / 2) / (n * m):.4f} ({m} queries without an entry)")


main()
