#!/usr/bin/env python3
"""One engine or tokenizer on the data of `yingda bench --write-data`: measures it, then asks it in turns.

Usage: measure.py ENGINE DATA SIZE   an engine of engines.py
       measure.py rjieba DATA SIZE   rjieba, after it has written the words for the engines that read them
       measure.py jieba DATA SIZE    jieba

The protocol is that of turns.py. Times are CPU times of one thread; a query's latency is the median of three, and
reading the clock is taken off.
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


def thread_seconds(work):
    """CPU seconds of some work in this thread."""
    start = time.thread_time()
    work()
    return time.thread_time() - start


class Work:
    """What can be asked in turns: some of the queries, which go round, at a time."""

    def __init__(self, row, queries, ask_all):
        self.row, self.queries, self.ask_all = row, queries, ask_all
        self.place = 0

    @classmethod
    def one_by_one(cls, row, queries, ask):
        def ask_all(some):
            for query in some:
                ask(query)

        return cls(row, queries, ask_all)

    def seconds(self, count):
        some = [self.queries[(self.place + item) % len(self.queries)] for item in range(count)]
        self.place = (self.place + count) % len(self.queries)
        return thread_seconds(lambda: self.ask_all(some))


def tokenizer(name, size, cut, texts):
    bytes_ = statistics.fmean(len(text.encode()) for text in texts)
    row = {"engine": name, "kind": "tokenizer", "size": size, "text_bytes": bytes_}
    return [Work.one_by_one(row, texts, cut)]


def rjieba(data, size):
    import rjieba

    queries, _ = read_queries(data, size)
    for name, texts in (("questions", read_questions(data, size)), ("queries", queries)):
        with open(f"{data}/{name}-{size}.words", "w", encoding="utf-8") as target:
            for text in texts:
                target.write(" ".join(word for word in rjieba.cut(text) if word.strip()) + "\n")
    return tokenizer("rjieba", size, rjieba.cut, queries)


def jieba(data, size):
    import logging

    import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    return tokenizer("jieba", size, jieba.lcut, read_queries(data, size)[0])


def search_engine(name, data, size):
    kind = engines.ENGINES[name]
    queries, right = read_queries(data, size)
    if kind.reads == "words":
        questions = read_words(f"{data}/questions-{size}.words", size)
        queries = read_words(f"{data}/queries-{size}.words", len(queries))
    else:
        questions = read_questions(data, size)
    if hasattr(kind, "warm_up"):
        kind.warm_up()
    start = time.monotonic()
    engine = kind(questions)
    build = time.monotonic() - start
    # The engines of a size stand side by side in memory.
    del questions

    measured = {"build_seconds": build, "bytes": engine.bytes, **measure(engine.search, queries, right)}
    row = {"engine": name, "kind": "search", "size": size, "reads": kind.reads}
    works = [Work.one_by_one({**row, **measured}, queries, engine.search)]
    if engine.batch:
        in_one_call = {**row, "engine": f"{name}, many queries in one call", "kind": "search in one call"}
        works.append(Work(in_one_call, queries, engine.search_all))
    return works


def measure(search, queries, right):
    found, warm = [], time.thread_time()
    for query in queries:
        found.append(search(query))
        if time.thread_time() - warm > BUDGET_SECONDS:
            break
    reciprocal = sum(
        1 / (hits[:engines.DEPTH].index(number) + 1)
        for hits, number in zip(found, right) if number in hits[:engines.DEPTH])
    clock = statistics.median(thread_seconds(lambda: None) for _ in range(1000))
    passes, begun = [], time.thread_time()
    while len(passes) < 3 and time.thread_time() - begun < 3 * BUDGET_SECONDS:
        passes.append([max(0, thread_seconds(lambda: search(query)) - clock) for query in queries[:len(found)]])
    medians = [statistics.median(latencies) for latencies in zip(*passes)]
    return {
        "queries": len(found), "mrr_at_10": reciprocal / len(found),
        "p50_us": percentile(medians, 0.5) * 1e6, "p99_us": percentile(medians, 0.99) * 1e6,
    }


def main():
    names = ["rjieba", "jieba", *engines.ENGINES]
    if len(sys.argv) != 4 or sys.argv[1] not in names or not sys.argv[3].isdecimal():
        print(__doc__, file=sys.stderr)
        sys.exit(2)
    name, data, size = sys.argv[1], sys.argv[2], int(sys.argv[3])
    if name in engines.ENGINES:
        works = search_engine(name, data, size)
    else:
        works = {"rjieba": rjieba, "jieba": jieba}[name](data, size)
    named = {work.row["engine"]: work for work in works}
    print(json.dumps({"ready": [work.row for work in works]}), flush=True)
    for line in sys.stdin:
        count, engine = line.rstrip("\n").split(" ", 1)
        print(json.dumps({"seconds": named[engine].seconds(int(count))}), flush=True)


main()
