#!/usr/bin/env bash
# Kills the weekly job, the review and the release at random moments and looks whether anything is lost.
#
# Usage: Benchmarks/week/crash.sh [KILLS]   (from the repository; YINGDA names another program)
#
# After each kill -9: every decision that was confirmed stands in the journal; a whole version serves, the old one
# or the new one; running the command again ends as if nothing had happened. Exit status 1 when something was lost.
set -uo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
program=${YINGDA:-$root/.build/release/yingda}
kills=${1:-50}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
RANDOM=7
lost=0
fail() { lost=$((lost + 1)); echo "LOST  $*"; }
milliseconds() { echo $(( $(date +%s%N) / 1000000 )); }
# Waits up to $1 ms, then kills the process $2.
kill_after() {
  sleep "$(printf '%d.%03d' $(( $1 / 1000 )) $(( $1 % 1000 )))"
  kill -9 "$2" 2>/dev/null
  wait "$2" 2>/dev/null
}
# A number below $1.
below() { echo $(( (RANDOM * 32768 + RANDOM) % $1 )); }
serving() { readlink .yingda/current 2>/dev/null; }
contents() { cat .yingda/queue.jsonl .yingda/review.jsonl .yingda/decided.jsonl 2>/dev/null | cksum; }

cd "$work" || exit 2
"$program" knowledge new shop >/dev/null 2>&1 || { echo "cannot make a small shop"; exit 2; }
cat > cases.jsonl <<'C'
{"id": "d-1", "turns": [{"text": "什么时候发货呀", "expect": {"decision": ["answer"], "entry": ["ship.when"]}}]}
C
for number in 1 2 3 4 5 6; do
  printf '{"session": "s-%d", "customer": "c-%d", "started_at": "2026-11-10T10:0%d:00+08:00", "messages": [{"from": "customer", "text": "%s"}, {"from": "agent", "text": "可以刻字的亲，最多刻八个字，刻字免费，刻了以后不能退换哦"}]}\n' \
    $number $number $number "$(sed -n ${number}p <<'Q'
可以刻字吗
杯子上能刻名字不
能不能帮我刻个名字
刻字收费吗 想刻两个字
支持刻字服务吗
想在上面刻字行吗
Q
)"
done > week.jsonl
python3 "$root/Benchmarks/week/generate.py" 4000 --from week.jsonl > many.jsonl
release=("$program" release --knowledge shop --evaluation cases.jsonl)

echo "first version, proposals of the week"
"${release[@]}" >/dev/null 2>&1 || { echo "the first release failed"; exit 2; }
"$program" train --weekly --no-release --knowledge shop --transcripts week.jsonl --evaluation cases.jsonl >/dev/null 2>&1 || { echo "the weekly job failed"; exit 2; }
"$program" review --knowledge shop --export sheet.txt 2>/dev/null
grep -q '待定' sheet.txt || { echo "nothing was proposed"; exit 2; }
sed 's/^\(\[[^]]*\]\) 待定/\1 接受/' sheet.txt > accepted.txt
cp -a . "$work.base"
trap 'rm -rf "$work" "$work.base"' EXIT
fresh() { cd /; rm -rf "$work"; cp -a "$work.base" "$work"; cd "$work" || exit 2; }

echo "review --apply, $kills kills"
begin=$(milliseconds)
"$program" review --knowledge shop --apply accepted.txt 2>/dev/null
length=$(( $(milliseconds) - begin + 5 ))
applied=$(contents)
for _ in $(seq "$kills"); do
  fresh
  "$program" review --knowledge shop --apply accepted.txt 2>/dev/null & kill_after "$(below $length)" $!
  "$program" review --knowledge shop --list >/dev/null 2>&1 || fail "the review does not open after a kill"
  "$program" review --knowledge shop --apply accepted.txt 2>/dev/null || fail "the sheet cannot be applied again"
  [ "$(contents)" = "$applied" ] || fail "applied after a kill is not applied once"
done

echo "release, $kills kills"
fresh
"$program" review --knowledge shop --apply accepted.txt 2>/dev/null
rm -rf "$work.base"; cp -a . "$work.base"
old=$(serving)
begin=$(milliseconds)
"${release[@]}" >/dev/null 2>&1 || fail "the release does not pass"
length=$(( $(milliseconds) - begin ))
new=$(serving)
was_old=0 was_new=0
for count in $(seq "$kills"); do
  fresh
  # Without a function around it, so that the kill meets the program itself.
  "${release[@]}" >/dev/null 2>&1 &
  process=$!
  # Every other one near the end, where files change.
  moment=$(below $((length + 20)))
  [ $((count % 2)) = 0 ] && moment=$(( length > 120 ? length - 100 + $(below 120) : moment ))
  kill_after "$moment" $process
  case $(serving) in
    "$old") was_old=$((was_old + 1)) ;;
    "$new") was_new=$((was_new + 1)) ;;
    *) fail "after $moment ms '$(serving)' serves" ;;
  esac
  "$program" ask --knowledge .yingda/current/knowledge.snapshot 什么时候发货 >/dev/null 2>&1 || fail "does not serve after $moment ms"
  "${release[@]}" >/dev/null 2>&1 || fail "cannot be released again after $moment ms"
  [ "$(serving)" = "$new" ] || fail "is not finished after $moment ms"
  grep -rq 刻字 shop/general || fail "the knowledge folder does not follow after $moment ms"
done
echo "  $was_old times the old version served, $was_new times the new one"

echo "train of 4,000 sessions, $((kills / 5)) kills"
fresh
"$program" train --knowledge shop --transcripts many.jsonl --out whole --state whole.state >/dev/null 2>&1
begin=$(milliseconds)
"$program" train --knowledge shop --transcripts many.jsonl --out again --state again.state >/dev/null 2>&1
length=$(( $(milliseconds) - begin ))
for _ in $(seq $((kills / 5))); do
  rm -rf part part.state
  "$program" train --knowledge shop --transcripts many.jsonl --out part --state part.state >/dev/null 2>&1 & kill_after "$(below $length)" $!
  "$program" train --knowledge shop --transcripts many.jsonl --out part --state part.state >/dev/null 2>&1 || fail "train does not go on"
  cmp -s whole/proposals.jsonl part/proposals.jsonl || fail "train ends otherwise after a kill"
  cmp -s whole/report.md part/report.md || fail "train reports otherwise after a kill"
  [ -e part.state/mining ] && fail "the journal was not removed"
done
cd /
[ "$lost" = 0 ] && echo "nothing lost" || { echo "$lost times something was lost"; exit 1; }
