#!/usr/bin/env bash
# Runs Yingda and the search engines and tokenizers that people use for this work on the same
# questions, one thread each and in turns, and prints the ratios.
#
# Usage: run.sh [--quick] [--sizes 500,10k,…] [--json FILE]
#
# What is missing is installed into .build-peers (PyPI: bm25s with numba, tantivy, rjieba, jieba;
# Lucene from the jar of PyPI's pyserini; Debian's python3-xapian for the system's Python; SQLite's
# FTS5 comes with Python). An engine that cannot be had is named and left out.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
sizes=500,10k,100k,1M
json=""
usage() { sed -n '2,9s/^# \{0,1\}//p' "$0" >&2; exit 2; }
while [ $# -gt 0 ]; do
  case $1 in
    --quick) sizes=500,10k ;;
    --sizes) sizes=${2:-}; [ -n "$sizes" ] || usage; shift ;;
    --json) json=${2:-}; [ -n "$json" ] || usage; shift ;;
    *) usage ;;
  esac
  shift
done

peers="$root/.build-peers"
mkdir -p "$peers"
say() { echo "$*" >&2; }
python="$peers/venv/bin/python"
[ -x "$python" ] || python3 -m venv "$peers/venv"
for package in numba bm25s tantivy rjieba jieba; do
  "$python" -c "import $package" 2>/dev/null || "$python" -m pip install --quiet "$package" >&2 \
    || say "$package does not install"
done
"$python" -c "import rjieba" 2>/dev/null || { say "without rjieba there is nothing to compare"; exit 1; }
if ! /usr/bin/python3 -c "import xapian" 2>/dev/null; then
  { [ "$(id -u)" = 0 ] && apt-get install -y -qq python3-xapian >/dev/null 2>&1; } \
    || say "python3-xapian does not install: Xapian is left out"
fi
jar=$(find "$peers" -name 'anserini-*-fatjar.jar' | head -1)
if [ -z "$jar" ] && command -v javac >/dev/null; then
  if "$python" -m pip download --quiet --no-deps --dest "$peers/download" pyserini==0.25.0 >&2; then
    "$python" - "$peers" <<'PYTHON'
import glob, sys, zipfile
with zipfile.ZipFile(glob.glob(sys.argv[1] + "/download/pyserini-*.whl")[0]) as wheel:
    for name in wheel.namelist():
        if name.endswith("-fatjar.jar"):
            wheel.extract(name, sys.argv[1])
PYTHON
    jar=$(find "$peers" -name 'anserini-*-fatjar.jar' | head -1)
  fi
fi
lucene=""
if [ -n "$jar" ] && javac -cp "$jar" -d "$peers/classes" "$here/LucenePeer.java" 2>"$peers/javac.log"; then
  lucene="java -Xmx6g -Xshare:auto -cp $jar:$peers/classes LucenePeer"
else
  say "Lucene's jar or a Java compiler is missing: Lucene is left out"
fi

data="$peers/data"
results="$peers/results.jsonl"
: > "$results"
# Builds it where needed; from here on the same program serves the whole run.
"$root/bin/yingda" --version >/dev/null
cp "$root/.build-run/release/yingda" "$peers/yingda"
cd "$root"
"$peers/yingda" bench --write-data "$data" --sizes "$sizes"
engine() { # NAME COMMAND…
  local name=$1
  shift
  engines+=(--engine "$name" "${*@Q}")
}
for name in ${sizes//,/ }; do
  size=${name/k/000}
  size=${size/M/000000}
  say "== $name"
  engines=()
  engine yingda "$peers/yingda" bench-turns "$size"
  # rjieba writes the words that others read.
  for peer in rjieba jieba bm25s tantivy fts5; do
    engine "$peer" "$python" "$here/measure.py" "$peer" "$data" "$size"
  done
  if /usr/bin/python3 -c "import xapian" 2>/dev/null; then
    engine xapian /usr/bin/python3 "$here/measure.py" xapian "$data" "$size"
  fi
  if [ -n "$lucene" ]; then
    for kind in words bigrams; do engine "lucene-$kind" $lucene "$kind" "$data" "$size"; done
  fi
  "$python" "$here/turns.py" "$peers" "${engines[@]}" >> "$results"
  rm -f "$data/questions-$size.words"
done
"$python" "$here/compare.py" "$results" ${json:+--json "$json"}
