#!/usr/bin/env bash
# What each part of the learned model is worth: fits without it and evaluates on the same cases.
#   Benchmarks/ablation.sh [CASES…]
set -euo pipefail
cd "$(dirname "$0")/.."
cases=("$@")
[ ${#cases[@]} -gt 0 ] || cases=(corpora/evaluation/*.jsonl)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
names=(recognition first_three wrong_answers missed_handoffs out_of_scope_answered pairs_right dialogue_success)
slices=(typo dialect indirect negation slang)
printf '%-10s' without
printf ' %s' "${names[@]}" "${slices[@]}"
printf '\n'
for part in nothing pairs groups sounds words structure context variants ensemble; do
  options=()
  [ "$part" = nothing ] || options=(--without "$part")
  bin/yingda knowledge build --output "$folder/model.snapshot" "${options[@]}" >/dev/null
  bin/yingda evaluate "${cases[@]}" --knowledge "$folder/model.snapshot" --json "$folder/report.json" \
    >/dev/null
  python3 - "$part" "$folder/report.json" "${names[*]}" "${slices[*]}" <<'PYTHON'
import json
import sys

part, path, names, slices = sys.argv[1:]
report = json.load(open(path))
values = [report["rates"][name]["value"] for name in names.split()]
styles = report["slices"]["tag:style"]
for name in slices.split():
    counts = [
        slice["rates"]["turn_accuracy"] for label, slice in styles.items() if label.startswith(name)
    ]
    turns = sum(count["denominator"] for count in counts)
    values.append(sum(count["numerator"] for count in counts) / turns if turns else None)
cells = ["-" if value is None else f"{100 * value:.1f}" for value in values]
print(f"{part:10}", *(f"{cell:>6}" for cell in cells))
PYTHON
done
