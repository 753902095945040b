#!/usr/bin/env python3
"""Measures one engine on the data of `yingda bench --write-data` and prints a JSON line.

Usage: measure.py DATA SIZE ENGINE   an engine of engines.py
       measure.py DATA SIZE words    rjieba: writes the words for the others, tells its speed
       measure.py DATA SIZE jieba    jieba's speed

Times are CPU times of one thread; a query's latency is the median of three. Queries are asked one
by one, as messages come in; an engine that answers many in one call is measured in that as well.
"""
import json
import statistics
import sys
import time

import engines

# Slow engines are asked as many queries as fit.
BUDGET_SECONDS = 4


def read_questions(data, size):
    with open(f"{data}/questions.txt", encoding="utf-8") as lines:
        return [line.rstrip("\n") for line, _ in zip(lines, range(size))]


def read_queries(data, size):
    with open(f"{data}/queries-{size}.tsv", encoding="utf-8") as lines:
        pairs = [line.rstrip("\n").rsplit("\t", 1) for line in lines]
    return [text for text, _ in pairs], [int(number) for _, number in pairs]


def read_words(path, count):
    with open(path, encoding="utf-8") as lines:
        return [line.split() for line, _ in zip(lines, range(count))]


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered), max(1, -int(-share * len(ordered) // 1))) - 1]


def tokenizer_speed(cut, texts):
    times = []
    for _ in range(3):
        start = time.thread_time()
        for text in texts:
            cut(text)
        times.append(time.thread_time() - start)
    seconds = statistics.median(times)
    size = sum(len(text.encode()) for text in texts)
    return {"mb_per_second": size / seconds / 1e6, "us_per_question": seconds / len(texts) * 1e6}


def cut_words(data, size):
    import rjieba

    questions, (queries, _) = read_questions(data, size), read_queries(data, size)
    for path, texts in ((f"{data}/questions-{size}.words", questions), (f"{data}/queries-{size}.words", queries)):
        with open(path, "w", encoding="utf-8") as target:
            for text in texts:
                target.write(" ".join(word for word in rjieba.cut(text) if word.strip()) + "\n")
    return {"engine": "rjieba", **tokenizer_speed(rjieba.cut, queries)}


def jieba_speed(data, size):
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return {"engine": "jieba", **tokenizer_speed(jieba.lcut, read_queries(data, size)[0][:2000])}


def measure(data, size, name):
    kind = engines.ENGINES[name]
    texts, right = read_queries(data, size)
    if kind.reads == "words":
        questions = read_words(f"{data}/questions-{size}.words", size)
        queries = read_words(f"{data}/queries-{size}.words", len(texts))
    else:
        questions, queries = read_questions(data, size), texts
    if hasattr(kind, "warm_up"):
        kind.warm_up()
    start = time.monotonic()
    engine = kind(questions)
    build = time.monotonic() - start

    found, warm = [], time.thread_time()
    for query in queries:
        found.append(engine.search(query))
        if time.thread_time() - warm > BUDGET_SECONDS:
            break
    asked = queries[:len(found)]
    latencies = [[] for _ in asked]
    rounds, batches = [], []
    for _ in range(3):
        start = time.thread_time()
        for place, query in enumerate(asked):
            begun = time.thread_time()
            engine.search(query)
            latencies[place].append(time.thread_time() - begun)
        rounds.append(time.thread_time() - start)
        if engine.batch:
            start = time.thread_time()
            engine.search_all(asked)
            batches.append(time.thread_time() - start)
        if sum(rounds) > 3 * BUDGET_SECONDS:
            break
    medians = [statistics.median(runs) for runs in latencies]
    reciprocal = sum(
        1 / (hits[:engines.DEPTH].index(number) + 1)
        for hits, number in zip(found, right) if number in hits[:engines.DEPTH])
    return {
        "engine": name, "size": size, "reads": kind.reads, "queries": len(asked),
        "us_per_query": statistics.median(rounds) / len(asked) * 1e6,
        "p50_us": percentile(medians, 0.5) * 1e6, "p99_us": percentile(medians, 0.99) * 1e6,
        "mrr_at_10": reciprocal / len(asked), "build_seconds": build, "bytes": engine.bytes,
        **({"us_in_one_call": statistics.median(batches) / len(asked) * 1e6} if batches else {}),
    }


def main():
    if len(sys.argv) != 4:
        sys.exit(__doc__)
    data, size, name = sys.argv[1], int(sys.argv[2]), sys.argv[3]
    if name == "words":
        print(json.dumps(cut_words(data, size)))
    elif name == "jieba":
        print(json.dumps(jieba_speed(data, size)))
    else:
        print(json.dumps(measure(data, size, name)))


main()
