// Kernels of the retrieval index: integers only, so that results are the same on every machine.
#ifndef CRETRIEVAL_H
#define CRETRIEVAL_H
#include <stdint.h>

#pragma clang assume_nonnull begin

/// Adds `gain` to `gains[place - base]` for each of a block's `count` ascending places: the first,
/// then each gap less one packed in `width` bits. Eight bytes behind the block must be readable.
void cr_add_block(const uint8_t *packed, int32_t count, int32_t width, uint32_t first,
                  uint32_t base, uint16_t gain, uint16_t *gains);

/// Writes the places of a block, see `cr_add_block`.
void cr_unpack(const uint8_t *packed, int32_t count, int32_t width, uint32_t first,
               uint32_t *places);

/// Writes index and value of each of `count` gains that is at least `least`, as
/// value << 16 | index, sets all gains to 0 and returns how many were written.
/// `count` is at most 65536 and rounded up to a multiple of 128; `least` is at least 1.
int32_t cr_take_at_least(uint16_t *gains, int32_t count, uint16_t least, uint32_t *candidates);

/// The gain of a question: units by number; for each unit two masks of the query's positions (by
/// writing and by sound); for each of three channels (single by writing, pair by writing, pair by
/// sound), 2048 apart, and each byte of a mask a table of summed weights.
int32_t cr_gain(const uint16_t *units, int32_t length, const uint64_t *positions,
                const uint16_t *weights, int32_t bytes);

#pragma clang assume_nonnull end
#endif
