#!/usr/bin/env python3
"""Prints how Yingda stands beside its peers.

Usage: compare.py RESULTS.jsonl [--json FILE]
       compare.py --lines YINGDA.json   the results of `yingda bench` as lines of RESULTS.jsonl

An engine that reads words has rjieba in front: its time a query is counted in. Of several rounds of
Yingda or a tokenizer at one size the median counts.
"""
import json
import statistics
import sys


def lines_of(path):
    with open(path, encoding="utf-8") as source:
        results = json.load(source)["results"]
    tokenizers = [row for row in results if row["suite"] == "tokenizer"]
    builds = {row["questions"]: row for row in results if row["suite"] == "build"}
    for row in results:
        if row["suite"] != "retrieval":
            continue
        size = row["questions"]
        build = builds[size]
        yield {
            "engine": "yingda", "size": size, "reads": "text",
            "us_per_query": 1e6 / row["queries_per_second"], "p50_us": row["p50_us"],
            "p99_us": row["p99_us"], "mrr_at_10": row["mrr_at_10"],
            "build_seconds": build["seconds"], "bytes": build["bytes"] * 1e6,
        }
    for row in tokenizers:
        yield {"engine": "yingda " + row["case"].split("：")[0],
               "mb_per_second": row["mb_per_second"], "us_per_question": row["us_per_question"]}


def median_rows(rows):
    """One row an engine and size, each figure the median."""
    groups = {}
    for row in rows:
        groups.setdefault((row.get("size"), row["engine"]), []).append(row)
    merged = []
    for group in groups.values():
        merged.append({
            key: statistics.median(row[key] for row in group) if isinstance(value, float) else value
            for key, value in group[0].items()})
    return merged


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


def compare(rows):
    merged = median_rows(rows)
    tokenizers = [row for row in merged if "mb_per_second" in row]
    rjieba = next(row for row in tokenizers if row["engine"] == "rjieba")
    print("Reading a message\n")
    table(["", "MB/s", "µs a question", "against rjieba"], [
        [row["engine"], f"{row['mb_per_second']:.2f}", f"{row['us_per_question']:.2f}",
         f"{row['mb_per_second'] / rjieba['mb_per_second']:.2f}×"] for row in tokenizers])
    searches = [row for row in merged if "us_per_query" in row]
    ratios = {"tokenizer": {row["engine"]: row["mb_per_second"] / rjieba["mb_per_second"] for row in tokenizers},
              "search": {}}
    for size in sorted({row["size"] for row in searches}):
        here = [row for row in searches if row["size"] == size]
        for row in here:
            words = row["reads"] == "words"
            row["raw_us"] = row["us_per_query"] + (rjieba["us_per_question"] if words else 0)
        yingda = next(row for row in here if row["engine"] == "yingda")
        print(f"\nSearch, raw text to the first ten, {name_of(size)} questions\n")
        table(
            ["", "queries/s", "p50 µs", "p99 µs", "MRR@10", "build s", "MB", "Yingda is"],
            [[row["engine"], f"{1e6 / row['raw_us']:.0f}", f"{row['p50_us']:.1f}",
              f"{row['p99_us']:.1f}", f"{row['mrr_at_10']:.4f}", f"{row['build_seconds']:.2f}",
              f"{row['bytes'] / 1e6:.2f}", f"{row['raw_us'] / yingda['raw_us']:.1f}×"] for row in here])
        for row in here:
            if "us_in_one_call" in row:
                added = row["raw_us"] - row["us_per_query"]
                row["raw_us_in_one_call"] = row["us_in_one_call"] + added
                print(f"{row['engine']}, all queries in one call: {1e6 / row['raw_us_in_one_call']:.0f} queries/s, "
                      f"Yingda is {row['raw_us_in_one_call'] / yingda['raw_us']:.1f}×")
        peers = [row for row in here if row["engine"] != "yingda"]
        if peers:
            fastest = min(peers, key=lambda row: row["raw_us"])
            finest = max(peers, key=lambda row: row["mrr_at_10"])
            ratios["search"][str(size)] = {
                "fastest_peer": fastest["engine"], "ratio": fastest["raw_us"] / yingda["raw_us"],
                "best_peer_mrr": finest["mrr_at_10"], "mrr": yingda["mrr_at_10"],
            }
    for size, ratio in ratios["search"].items():
        print(f"\n{name_of(int(size))}: {ratio['ratio']:.1f}× the fastest peer ({ratio['fastest_peer']}); "
              f"MRR@10 {ratio['mrr']:.4f}, best peer {ratio['best_peer_mrr']:.4f}", end="")
    print()
    return {"rows": merged, "ratios": ratios}


def main():
    arguments = sys.argv[1:]
    if len(arguments) == 2 and arguments[0] == "--lines":
        for line in lines_of(arguments[1]):
            print(json.dumps(line, ensure_ascii=False))
        return
    if len(arguments) not in (1, 3) or (len(arguments) == 3 and arguments[1] != "--json"):
        sys.exit(__doc__)
    with open(arguments[0], encoding="utf-8") as lines:
        result = compare([json.loads(line) for line in lines])
    if len(arguments) == 3:
        with open(arguments[2], "w", encoding="utf-8") as target:
            json.dump(result, target, ensure_ascii=False, indent=2)
            target.write("\n")


main()
