#!/usr/bin/env python3
"""Prints how Yingda stands beside its peers, from the lines of turns.py.

Usage: compare.py RESULTS.jsonl [--json FILE]

An engine that reads words has rjieba in front, whose time in the same round is counted in. A ratio is the median of
the ratios of the rounds; the quartiles follow it.
"""
import argparse
import json
import statistics
import sys


def table(header, rows):
    widths = [max(len(row[column]) for row in [header] + rows) for column in range(len(header))]
    for row in [header] + rows:
        print("  ".join(
            cell.ljust(width) if column == 0 else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, widths))))


def name_of(size):
    for unit, letter in ((1_000_000, "M"), (1_000, "k")):
        if size % unit == 0:
            return f"{size // unit}{letter}"
    return str(size)


def by_round(operation, one, other):
    return [operation(a, b) for a, b in zip(one, other)]


def spread(ratios):
    """What is told of the ratios of the rounds."""
    low, median, high = statistics.quantiles(ratios, n=4, method="inclusive")
    return {"ratio": median, "quartiles": [low, high]}


def times(told):
    low, high = told["quartiles"]
    return f"{told['ratio']:.2f}× ({low:.2f}–{high:.2f})"


def compare_tokenizers(rows, rjieba):
    """One row a tokenizer, of the rounds of all sizes."""
    merged = []
    for name in dict.fromkeys(row["engine"] for row in rows):
        same = [row for row in rows if row["engine"] == name]
        us = [us for row in same for us in row["us_by_round"]]
        merged.append({
            "engine": name, "us_per_question": statistics.median(us),
            "mb_per_second": statistics.median(
                row["text_bytes"] / us for row in same for us in row["us_by_round"]),
            **spread([
                ratio for row in same
                for ratio in by_round(lambda a, b: a / b, rjieba[row["size"]], row["us_by_round"])]),
        })
    print("Reading a message\n")
    table(["", "MB/s", "µs a question", "against rjieba"], [
        [row["engine"], f"{row['mb_per_second']:.2f}", f"{row['us_per_question']:.2f}", times(row)]
        for row in merged])
    return merged


def compare_searches(rows, rjieba):
    """The rows of one size with their ratios."""
    for row in rows:
        row["us_per_query"] = statistics.median(row["us_by_round"])
        if row["reads"] == "words":
            row["us_by_round"] = by_round(lambda a, b: a + b, row["us_by_round"], rjieba)
        row["raw_us"] = statistics.median(row["us_by_round"])
    yingda = next(row["us_by_round"] for row in rows if row["engine"] == "yingda")
    for row in rows:
        row.update(spread(by_round(lambda a, b: a / b, row.pop("us_by_round"), yingda)))
    print(f"\nSearch, raw text to the first ten, {name_of(rows[0]['size'])} questions\n")
    table(
        ["", "queries/s", "p50 µs", "p99 µs", "MRR@10", "build s", "MB", "Yingda is"],
        [[row["engine"], f"{1e6 / row['raw_us']:.0f}", f"{row['p50_us']:.1f}",
          f"{row['p99_us']:.1f}", f"{row['mrr_at_10']:.4f}", f"{row['build_seconds']:.2f}",
          f"{row['bytes'] / 1e6:.2f}", times(row)] for row in rows if row["kind"] == "search"])
    for row in rows:
        if row["kind"] != "search":
            print(f"{row['engine']}: {1e6 / row['raw_us']:.0f} queries/s, Yingda is {times(row)}")
    return rows


def leaders(rows):
    """How Yingda stands beside the best of one size; nothing without peers."""
    searches = {row["engine"]: row for row in rows if row["kind"] == "search"}
    yingda = searches.pop("yingda")
    if not searches:
        return None
    fastest = min(searches.values(), key=lambda row: row["ratio"])
    return {
        "fastest_peer": fastest["engine"], "ratio": fastest["ratio"], "quartiles": fastest["quartiles"],
        "best_peer_mrr": max(row["mrr_at_10"] for row in searches.values()), "mrr": yingda["mrr_at_10"],
    }


def compare(rows):
    rjieba = {row["size"]: row["us_by_round"] for row in rows if row["engine"] == "rjieba"}
    yingda = {row["size"] for row in rows if row["engine"] == "yingda"}
    rows = [row for row in rows if row["size"] in yingda & rjieba.keys()]
    if not rows:
        sys.exit("without Yingda and rjieba there is nothing to compare")
    tokenizers = compare_tokenizers([row for row in rows if row["kind"] == "tokenizer"], rjieba)
    ratios = {"tokenizer": {row["engine"]: row["ratio"] for row in tokenizers}, "search": {}}
    searches = []
    for size in sorted({row["size"] for row in rows}):
        same = compare_searches(
            [row for row in rows if row["size"] == size and row["kind"] != "tokenizer"], rjieba[size])
        searches += same
        if best := leaders(same):
            ratios["search"][str(size)] = best
    print()
    for size, best in ratios["search"].items():
        print(f"{name_of(int(size))}: {times(best)} the fastest peer ({best['fastest_peer']}); "
              f"MRR@10 {best['mrr']:.4f}, best peer {best['best_peer_mrr']:.4f}")
    return {"rows": tokenizers + searches, "ratios": ratios}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("results", metavar="RESULTS.jsonl")
    parser.add_argument("--json", metavar="FILE")
    arguments = parser.parse_args()
    with open(arguments.results, encoding="utf-8") as lines:
        result = compare([json.loads(line) for line in lines])
    if arguments.json:
        with open(arguments.json, "w", encoding="utf-8") as target:
            json.dump(result, target, ensure_ascii=False, indent=2)
            target.write("\n")


main()
