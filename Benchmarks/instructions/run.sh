#!/usr/bin/env bash
# Counts the instructions of fixed work (one analysis, match, reply, search in 10,000 questions) and
# compares them with baseline.tsv: more than 2 % off fails. What a machine does besides changes
# nothing. Usage: run.sh [--update]
#
# A count is that of 2N repetitions less that of N, over N, so that the start drops out. The
# knowledge is the shop that `yingda knowledge new` writes.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=$(cd "$here/../.." && pwd)
baseline="$here/baseline.tsv"
update=no
case ${1:-} in
  "") ;;
  --update) update=yes ;;
  *) echo "usage: run.sh [--update]" >&2; exit 2 ;;
esac

skip() { echo "instruction gate skipped: $*" >&2; exit 0; }
command -v valgrind >/dev/null || skip "valgrind is not installed"
command -v strip >/dev/null || skip "strip (binutils) is not installed"
version="$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9.]*\).*/\1/p' | head -1) $(uname -m)"
if [ "$update" = no ]; then
  [ -f "$baseline" ] || skip "there is no baseline; write one with --update"
  wanted=$(sed -n 's/^# swift //p' "$baseline")
  [ "$wanted" = "$version" ] || skip "the baseline is of Swift $wanted, this is $version"
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Valgrind 3.19 does not read the compiler's debug information.
strip -g -o "$work/yingda" "$root/.build/release/yingda"
yingda="$work/yingda"
export SWIFT_DETERMINISTIC_HASHING=1 SWIFT_BACKTRACE=enable=no
"$yingda" knowledge new "$work/shop" >/dev/null
"$yingda" knowledge build --knowledge "$work/shop" --output "$work/shop.snapshot" >/dev/null
"$yingda" bench-work --knowledge "$work/shop" --base "$work/base"

count() { # WORK REPETITIONS
  local file="$work/$1.$2"
  valgrind --tool=callgrind --callgrind-out-file="$file" "$yingda" bench-work \
    --knowledge "$work/shop.snapshot" --base "$work/base" --work "$1" --times "$2" \
    >/dev/null 2>"$file.log" || { cat "$file.log" >&2; return 1; }
}
total() { # WORK REPETITIONS
  sed -n 's/^\(summary\|totals\): //p' "$work/$1.$2" | head -1
}
repetitions=200
{
  echo "# swift $version"
  for name in analysis match reply retrieval; do
    # Two at a time: counting knows no other process.
    count "$name" "$repetitions" &
    other=$!
    count "$name" $((2 * repetitions))
    wait "$other"
    twice=$(total "$name" $((2 * repetitions)))
    printf '%s\t%s\n' "$name" $(((twice - $(total "$name" "$repetitions")) / repetitions))
  done
} > "$work/counts.tsv"

if [ "$update" = yes ]; then
  cp "$work/counts.tsv" "$baseline"
  cat "$baseline"
  exit 0
fi
awk -F '\t' '
  /^#/ { next }
  NR == FNR { wanted[$1] = $2; next }
  {
    change = ($2 / wanted[$1] - 1) * 100
    printf "%-10s %9d instructions, baseline %9d, %+.2f %%\n", $1, $2, wanted[$1], change
    if (change > 2 || change < -2) bad = 1
  }
  END {
    if (bad) {
      print "more than 2 % off: mend it, or renew the baseline with Benchmarks/instructions/run.sh --update"
      exit 1
    }
  }' "$baseline" "$work/counts.tsv" >&2
