#!/usr/bin/env bash
# Measures `yingda match` on public data: run.sh SOURCE (the folder with the data's JSONL files).
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
source=${1:?usage: run.sh SOURCE}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 "$here/prepare.py" "$source" "$work"
for pair in banking77.full:banking77 banking77.ten:banking77 clinc150.full:clinc150; do
  entries=${pair%%:*} name=${pair##*:}
  echo "== $entries"
  "$here/../../bin/yingda" match --entries "$work/$entries.jsonl" \
    --queries "$work/$name.queries.jsonl" > "$work/ranked.jsonl"
  python3 "$here/score.py" "$work/$name.queries.jsonl" "$work/ranked.jsonl"
done
