#!/usr/bin/env python3
"""Asks the engines of one size in turns and prints a JSON line for each.

Usage: turns.py LOGS --engine NAME COMMAND [--engine NAME COMMAND]…

A machine whose speed changes from minute to minute is equally fast for all engines within a round of turns, so that
what one round gives can be compared.

An engine is a process. It builds, measures what needs no comparison, and prints {"ready": [ROW, …]}: a row for each
thing that it can be asked, with its name as "engine". Then each line COUNT ENGINE on its standard input asks for the
next so many queries, one after the other, and it prints {"seconds": …}, the CPU time of the thread; the end of input
ends it. Its standard error goes to LOGS/NAME.log. An engine that ends before is named and left out.

A line of the output is a row with "us_by_round", the microseconds a query in each round.
"""
import argparse
import json
import random
import shlex
import subprocess
import sys

ROUNDS = 40
SEED = 7
TURN_SECONDS = 0.1
# Queries differ by much in a large base: few of them would tell little of an engine that is slow.
LEAST_QUERIES = 50


def say(text):
    print(text, file=sys.stderr, flush=True)


class Gone(Exception):
    """An engine that does not answer any more."""


class Engine:
    """A process that answers."""

    def __init__(self, name, command, logs):
        self.log = f"{logs}/{name}.log"
        with open(self.log, "w", encoding="utf-8") as log:
            self.process = subprocess.Popen(
                shlex.split(command), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, encoding="utf-8")

    def answer(self, key):
        try:
            return json.loads(self.process.stdout.readline())[key]
        except (ValueError, KeyError) as error:
            raise Gone from error

    def seconds(self, count, contestant):
        try:
            print(count, contestant, file=self.process.stdin, flush=True)
        except OSError as error:
            raise Gone from error
        return self.answer("seconds")

    def end(self):
        try:
            self.process.stdin.close()
        except OSError:
            pass
        self.process.wait()


class Contestant:
    """Something that an engine can be asked."""

    def __init__(self, engine, row):
        self.engine, self.row = engine, row
        self.us_by_round = []

    def calibrate(self):
        """Finds how many queries make a turn."""
        count = 1
        while (seconds := self.engine.seconds(count, self.row["engine"])) < TURN_SECONDS / 4:
            count *= 2
        self.count = max(LEAST_QUERIES, round(count * TURN_SECONDS / seconds))

    def turn(self):
        # Not counted: what the engine before has left in the caches is not this one's cost.
        self.engine.seconds(max(1, self.count // 10), self.row["engine"])
        self.us_by_round.append(self.engine.seconds(self.count, self.row["engine"]) / self.count * 1e6)


def standing(name, command, logs):
    """What an engine can be asked, once it stands; nothing when it does not come to stand."""
    say(f"{name} …")
    try:
        engine = Engine(name, command, logs)
        contestants = [Contestant(engine, row) for row in engine.answer("ready")]
        for contestant in contestants:
            contestant.calibrate()
        return contestants
    except (OSError, Gone):
        say(f"{name} did not run; see {logs}/{name}.log")
        return []


def play(contestants):
    """Gives all their turns, in another order each round; returns those that took all."""
    order, shuffled = list(contestants), random.Random(SEED)
    for number in range(1, ROUNDS + 1):
        if number % 10 == 0:
            say(f"round {number} of {ROUNDS}")
        shuffled.shuffle(order)
        for contestant in list(order):
            if contestant not in order:
                continue
            try:
                contestant.turn()
            except Gone:
                gone = contestant.engine
                say(f"{contestant.row['engine']} ended in round {number}; see {gone.log}")
                order = [other for other in order if other.engine is not gone]
    return [contestant for contestant in contestants if contestant in order]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("logs", metavar="LOGS")
    parser.add_argument("--engine", nargs=2, action="append", required=True, metavar=("NAME", "COMMAND"))
    arguments = parser.parse_args()
    contestants = [
        contestant for name, command in arguments.engine for contestant in standing(name, command, arguments.logs)]
    for contestant in play(contestants):
        print(json.dumps({**contestant.row, "us_by_round": contestant.us_by_round}, ensure_ascii=False))
    for engine in {contestant.engine for contestant in contestants}:
        engine.end()


main()
