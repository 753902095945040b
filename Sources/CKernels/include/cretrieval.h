// Kernels of the retrieval index: integers only, so that results are the same on every machine.
#ifndef CRETRIEVAL_H
#define CRETRIEVAL_H
#include <stdint.h>

#pragma clang assume_nonnull begin

/// The most places of a block.
#define CR_BLOCK 128
/// Gains that `cr_take_at_least` reads at a time.
#define CR_STRIPE 256

/// Compressed lists: for each block its first place and where its bytes start. A block's bytes are
/// its count less one, the width of its gaps in bits, then the gaps less one.
typedef struct {
  const uint32_t *firsts;
  const uint32_t *offsets;
  const uint8_t *bytes;
} cr_blocks;

/// A list of a query and how far it was read.
typedef struct {
  /// The number of the list.
  int32_t list;
  /// The most that a question in the list can gain by it.
  int32_t gain;
  int32_t length;
  /// The first block, the next one, and the end of the list's blocks.
  int32_t first, block, end;
  /// What is left of the block that was decoded last.
  int32_t position, decoded;
  /// Which buffer of decoded places is its own.
  int32_t buffer;
} cr_cursor;

/// Writes `count` ascending places: the first, then each gap less one packed in `width` bits.
/// Eight bytes behind the block must be readable.
void cr_unpack(const uint8_t *packed, int32_t count, int32_t width, uint32_t first,
               uint32_t *places);

/// Adds `gain` to `gains[place - base]` for each of the list's places in base..<end, moves the
/// cursor behind them and returns how many places were decoded. `places` holds what is left of the
/// block that was decoded last, CR_BLOCK at most.
int32_t cr_add_range(cr_cursor *cursor, const cr_blocks *blocks, uint32_t *places, uint32_t base,
                     uint32_t end, uint8_t gain, uint8_t *gains);

/// Writes index and value of each of `count` gains that is at least `least`, as
/// value << 16 | index, sets all gains to 0 and returns how many were written.
/// `count` is at most 65536 and rounded up to a multiple of CR_STRIPE; `least` is at least 1.
int32_t cr_take_at_least(uint8_t *gains, int32_t count, uint8_t least, uint32_t *candidates);

/// For each byte of a position mask a table of 256 sums: of the weights of its positions.
void cr_sum_weights(const int32_t *weights, int32_t count, uint16_t *table);

/// Brings the cache line of an address near; it need not be readable.
static inline void cr_prefetch(const void *address) { __builtin_prefetch(address); }

/// The gain of a question: units by number, from a bit on and in `width` bits each; for each unit two masks of the query's positions (by
/// writing and by sound); for each of three channels (single by writing, pair by writing, pair by
/// sound), 2048 apart, and each byte of a mask a table of summed weights.
int32_t cr_gain(const uint8_t *units, uint64_t bit, int32_t width, int32_t length,
                const uint64_t *positions, const uint16_t *weights, int32_t bytes);

#pragma clang assume_nonnull end
#endif
