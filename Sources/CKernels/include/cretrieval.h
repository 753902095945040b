// Kernels of the retrieval index: integers only, so that results are the same on every machine.
#ifndef CRETRIEVAL_H
#define CRETRIEVAL_H
#include <stdbool.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The most groups of a block.
#define CR_BLOCK 128
/// Bytes that are read behind a block at most.
#define CR_BEHIND 64
/// Groups from which on a list's blocks end with a range.
#define CR_LEAST_CUT 512
/// Gains that `cr_take` reads at a time: four words of bits.
#define CR_STRIPE 256

/// A block of a compressed list, which holds groups of neighbouring places (in a small base a group
/// is a place): its first group and where its bytes start, which are its count
/// less one, the width of its gaps in bits, then the gaps less one. CR_BEHIND bytes behind the last
/// block must be readable.
typedef struct {
  uint32_t first;
  uint32_t offset;
} cr_block;

/// A list of a query and how far it was read.
typedef struct {
  /// The number of the list.
  int32_t list;
  /// The most that a question in the list can gain by it.
  int32_t gain;
  /// What reading it costs: its groups, or as much for a row.
  int32_t cost;
  /// The first block, the next one, and the end of the list's blocks.
  int32_t first, block, end;
  /// What is left of the block that was decoded last.
  int32_t position, decoded;
  /// Which buffer of decoded groups is its own.
  int32_t buffer;
  /// The words of a row; such a list has no blocks.
  const uint64_t *_Nullable row;
} cr_cursor;

/// A row of a range: a bit for each group, and what each gains.
typedef struct {
  const uint64_t *words;
  uint8_t gain;
} cr_row;

/// Adds `gain` to `gains[group]` for each group of a list of so many blocks and returns how many
/// there are.
int32_t cr_add_list(const cr_block *blocks, int32_t count, const uint8_t *bytes, uint8_t gain,
                    uint8_t *gains);

/// Adds `gain` to `gains[group - base]` for each of the list's groups in base..<end, a range, moves the
/// cursor behind them and returns how many groups were decoded. `decoded` holds what is left of the
/// block that was decoded last, CR_BLOCK at most.
int32_t cr_add_range(cr_cursor *cursor, const cr_block *blocks, const uint8_t *bytes,
                     uint32_t *decoded, uint32_t base, uint32_t end, uint8_t gain, uint8_t *gains);

/// Finds for each neighbouring two of `count` sounds their pair, or -1 where there is none: all
/// searches go on side by side, so that their cache misses overlap.
///
/// The second sounds of the pairs of a first sound ascend from `starts[first]` on. `pairs[0]` is
/// not written; a sound of -1 has no pairs.
void cr_find_pairs(const uint32_t *starts, const uint16_t *seconds, int32_t pair_count,
                   const int32_t *sounds, int32_t count, int32_t *pairs);

/// Notes for each unit of the sounds of a query its positions, in `positions[2 * unit]` where it is
/// written so and in the next mask where it sounds so; the units that are met stand in `touched`
/// afterwards, their number is added to. Returns whether a sound stands at several positions.
///
/// The units of a sound stand from `starts[sound]` on. A sound of -1 has none.
bool cr_mark(const uint32_t *starts, const uint16_t *units_of_sounds, const int32_t *sounds,
             const int32_t *units, int32_t count, uint64_t *positions, uint16_t *touched,
             int32_t *touched_count);

/// The lengths of the questions of a range, or of the first ones of its groups, which ascend.
typedef struct {
  const uint8_t *of_places;
  /// That of the first place of each stripe, and one more that is no shorter than any.
  const uint8_t *of_stripes;
} cr_lengths;

/// The length of the question at an index of the range. Most stripes have one length, which is nearer
/// than that of the place.
static inline int32_t cr_length(const cr_lengths *lengths, uint32_t index) {
  const uint8_t *stripe = lengths->of_stripes + index / CR_STRIPE;
  return stripe[0] == stripe[1] ? stripe[0] : lengths->of_places[index];
}

/// The bits of a candidate that hold the index of its group or place; its value stands above them.
#define CR_PLACE_BITS 17

/// Adds the rows to `count` gains, writes index and value of each that is then enough for its
/// length, as value << CR_PLACE_BITS | index, sets all gains to 0 and returns how many were written.
///
/// `least[length]` is what is enough, at least 1. `gains` has room for a multiple
/// of CR_STRIPE. Groups behind `count` have no bits; their lengths go one further.
int32_t cr_take(uint8_t *gains, int32_t count, const cr_row *rows, int32_t row_count,
                const cr_lengths *lengths, const uint8_t *least, uint32_t *candidates);

/// Adds the rows to `count` gains and writes the largest of each stripe; `gains` has room for a
/// multiple of CR_STRIPE.
void cr_sum(uint8_t *gains, int32_t count, const cr_row *rows, int32_t row_count, uint8_t *maxima);

/// Sets for each length a limit that some `wanted` places reach, those whose products of gain and
/// length factor are the largest: counted where stripes are few, else told by their maxima.
void cr_start(const uint8_t *gains, int32_t count, const uint8_t *maxima, const cr_lengths *lengths,
              const uint16_t *factors, int32_t wanted, uint8_t *least);

/// Writes what is at least `least[length]` and below `end[length]` as `cr_take` does and leaves the
/// gains. Both limits grow with the length; those of 64 places are those of their shortest.
int32_t cr_emit(const uint8_t *gains, int32_t count, const uint8_t *maxima, const cr_lengths *lengths,
                const uint8_t *least, const uint8_t *end, uint32_t *candidates);

/// Adds `gain` to `gains[group & (CR_SEED_GAINS - 1)]` for each group of a list of so many blocks,
/// writes the groups and returns how many. Groups that share a gain only make a worse choice.
int32_t cr_add_seeds(const cr_block *blocks, int32_t count, const uint8_t *bytes, uint8_t gain,
                     uint8_t *gains, uint32_t *groups);

/// Moves up to `limit` of the groups whose gains are largest to the front, each once, sets the gains
/// of all to 0 and returns how many stand there. `values` has room for `count` numbers.
int32_t cr_best_seeds(uint8_t *gains, uint32_t *groups, int32_t count, int32_t limit,
                      uint32_t *values);

/// The gains of seeds: a power of two.
#define CR_SEED_GAINS (1 << 15)

/// Writes the indices of `count` keys, which differ, in the order of the keys. O(n²), in lanes.
void cr_rank(const uint64_t *keys, int32_t count, int32_t *order);

/// Bits of a position mask that share a table of sums, and the sums of a channel.
#define CR_NIBBLE 4
#define CR_CHANNEL 256

/// Makes `count` weights their shares of `part`, rounded down, and writes for each four bits of a
/// position mask a table of 16 sums: of the shares of its positions.
void cr_share(int32_t *weights, int32_t count, int32_t part, uint16_t *table);

/// Sets for each of a range of lengths the coarse points with which a question can reach the
/// threshold, rounded down and at least 1: `most[length]` is the most that it can gain, `rest` what it
/// gains at most beside the points; 255 when it can not.
void cr_limit(const uint16_t *factors, const int32_t *most, int32_t shortest, int32_t longest,
              int32_t threshold, int32_t rest, uint64_t point_of_gain, uint8_t *least);

/// Brings the cache line of an address near; it need not be readable.
static inline void cr_prefetch(const void *address) { __builtin_prefetch(address); }

/// A question that was found.
typedef struct {
  int32_t points;
  uint32_t question;
} cr_hit;

/// The best questions so far, by descending points, then by number.
typedef struct {
  /// Room for one more than `limit`.
  cr_hit *best;
  int32_t count, limit;
  /// What so many questions are known to reach, at least 1.
  int32_t floor;
} cr_hits;

/// The points that a question must reach to be among the hits, at least 1.
static inline int32_t cr_threshold(const cr_hits *hits) {
  return hits->count < hits->limit ? hits->floor : hits->best[hits->limit - 1].points;
}

/// Keeps a question if it is among the best so far; the lower number wins a tie. Each question is
/// offered once.
void cr_offer(cr_hits *hits, int32_t points, uint32_t question);

/// The questions of a base.
typedef struct {
  /// The units of all places, in `width` bits each, and where those of each length start.
  const uint8_t *units;
  const intptr_t *unit_starts;
  /// For each length: its first place, and the factor of its gains.
  const uint32_t *length_starts;
  const uint16_t *factors;
  /// The question at each place, in `order_width` bits.
  const uint8_t *order;
  int32_t width, order_width;
} cr_questions;

/// A query's units: for each unit two masks of the positions that it matches (by writing and by
/// sound); for each of three channels (single by writing, pair by writing, pair by sound),
/// CR_CHANNEL apart, the tables of `cr_share`.
typedef struct {
  const uint64_t *positions;
  const uint16_t *weights;
  /// The groups of CR_NIBBLE bits in use.
  int32_t nibbles;
} cr_query;

/// The points of the question at a place, of so many units.
int32_t cr_points(const cr_questions *questions, const cr_query *query, uint32_t place,
                  int32_t length);

/// Keeps the candidates of the places from `start` on whose values lie in least...most, and sends for
/// their units; returns how many.
int32_t cr_keep(const cr_questions *questions, const cr_lengths *lengths, uint32_t start,
                const uint32_t *candidates, int32_t count, uint32_t least, uint32_t most,
                uint32_t *kept);

/// The same where candidates are groups of 1 << `bits` places, of which there are `places` from
/// `start` on: keeps the places.
int32_t cr_keep_groups(const cr_questions *questions, const cr_lengths *lengths, uint32_t start,
                       uint32_t places, int32_t bits, const uint32_t *candidates, int32_t count,
                       uint32_t least, uint32_t most, uint32_t *kept);

/// Scores the candidates whose bound reaches the threshold and offers them; returns how many. A
/// candidate's bound is its value times `gain_of_point`, in 65536ths, and `rest`.
int32_t cr_score(const cr_questions *questions, const cr_query *query, const cr_lengths *lengths,
                 uint32_t start, const uint32_t *candidates, int32_t count, int32_t rest,
                 uint64_t gain_of_point, cr_hits *hits);

#pragma clang assume_nonnull end
#endif
