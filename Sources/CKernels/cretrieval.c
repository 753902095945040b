#include "cretrieval.h"

#include <string.h>

#if defined(__x86_64__)
#define CLONED __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define CLONED
#endif

// Calls STEP for each place of a block. One load gives four gaps where they are narrow enough.
#define NEXT_PLACE(width, STEP)          \
  place += (uint32_t)(word & mask) + 1;  \
  word >>= (width);                      \
  STEP

#define FOR_EACH_PLACE(packed, count, width, first, STEP)     \
  do {                                                        \
    uint32_t place = (first);                                 \
    int32_t left = (count) - 1;                               \
    uint64_t mask = (1ull << (width)) - 1, bit = 0, word;     \
    STEP;                                                     \
    if ((width) <= 14) {                                      \
      for (; left >= 4; left -= 4) {                          \
        memcpy(&word, (packed) + (bit >> 3), sizeof word);    \
        word >>= bit & 7;                                     \
        bit += 4 * (uint64_t)(width);                         \
        NEXT_PLACE(width, STEP);                              \
        NEXT_PLACE(width, STEP);                              \
        NEXT_PLACE(width, STEP);                              \
        NEXT_PLACE(width, STEP);                              \
      }                                                       \
    }                                                         \
    for (; left > 0; left--) {                                \
      memcpy(&word, (packed) + (bit >> 3), sizeof word);      \
      word >>= bit & 7;                                       \
      bit += (uint64_t)(width);                               \
      NEXT_PLACE(width, STEP);                                \
    }                                                         \
  } while (0)

static inline __attribute__((always_inline)) void add_block(const uint8_t *packed, int32_t count,
                                                            int32_t width, uint32_t first,
                                                            uint8_t gain, uint8_t *gains) {
  FOR_EACH_PLACE(packed, count, width, first, gains[place] += gain);
}

void cr_unpack(const uint8_t *packed, int32_t count, int32_t width, uint32_t first,
               uint32_t *places) {
  FOR_EACH_PLACE(packed, count, width, first, *places++ = place);
}

int32_t cr_add_range(cr_cursor *cursor, const cr_blocks *blocks, uint32_t *places, uint32_t base,
                     uint32_t end, uint8_t gain, uint8_t *gains) {
  const uint32_t *firsts = blocks->firsts;
  int32_t position = cursor->position, decoded = cursor->decoded;
  int32_t block = cursor->block, last = cursor->end;
  int32_t read = 0;
  while (1) {
    // Places before the range were in ranges that were passed over.
    while (position < decoded && places[position] < base) position++;
    if (position < decoded) {
      int32_t stop = decoded;
      if (places[decoded - 1] >= end) {
        stop = position;
        while (places[stop] < end) stop++;
      }
      for (; position < stop; position++) gains[places[position] - base] += gain;
      if (position < decoded) break;
    }
    while (block + 1 < last && firsts[block + 1] <= base) block++;
    // Blocks that lie in the range as a whole.
    while (block + 1 < last && firsts[block] >= base && firsts[block + 1] <= end) {
      const uint8_t *bytes = blocks->bytes + blocks->offsets[block];
      __builtin_prefetch(blocks->bytes + blocks->offsets[block + 1] + 64);
      add_block(bytes + 2, bytes[0] + 1, bytes[1], firsts[block] - base, gain, gains);
      read += CR_BLOCK;
      block++;
    }
    if (block >= last || firsts[block] >= end) break;
    const uint8_t *bytes = blocks->bytes + blocks->offsets[block];
    decoded = bytes[0] + 1;
    cr_unpack(bytes + 2, decoded, bytes[1], firsts[block], places);
    read += decoded;
    position = 0;
    block++;
  }
  cursor->position = position;
  cursor->decoded = decoded;
  cursor->block = block;
  // The next range starts here; by then the lines are here too.
  if (block < last) {
    const uint8_t *bytes = blocks->bytes + blocks->offsets[block];
    for (int32_t line = 0; line < 256; line += 64) __builtin_prefetch(bytes + line);
    __builtin_prefetch(firsts + block + 8);
    __builtin_prefetch(blocks->offsets + block + 8);
  }
  return read;
}

typedef uint8_t gain_lanes __attribute__((ext_vector_type(64), aligned(1)));
typedef _Bool lane_bits __attribute__((ext_vector_type(64)));

#define GAINS(i) (*(gain_lanes *)(gains + (i)))

CLONED int32_t cr_take_at_least(uint8_t *gains, int32_t count, uint8_t least,
                                uint32_t *candidates) {
  int32_t found = 0;
  gain_lanes below = (gain_lanes){} + (uint8_t)(least - 1);
  for (int32_t start = 0; start < count; start += CR_STRIPE) {
    gain_lanes top = __builtin_elementwise_max(
        __builtin_elementwise_max(GAINS(start), GAINS(start + 64)),
        __builtin_elementwise_max(GAINS(start + 128), GAINS(start + 192)));
    if (__builtin_reduce_or(top > below)) {
      for (int32_t part = start; part < start + CR_STRIPE; part += 64) {
        lane_bits above = __builtin_convertvector(GAINS(part) > below, lane_bits);
        uint64_t bits;
        memcpy(&bits, &above, sizeof bits);
        for (; bits; bits &= bits - 1) {
          int32_t i = part + __builtin_ctzll(bits);
          candidates[found++] = (uint32_t)gains[i] << 16 | (uint32_t)i;
        }
      }
    }
    for (int32_t part = start; part < start + CR_STRIPE; part += 64) GAINS(part) = (gain_lanes){};
  }
  return found;
}

void cr_sum_weights(const int32_t *weights, int32_t count, uint16_t *table) {
  for (int32_t start = 0; start < count; start += 8, table += 256) {
    int32_t bits = count - start < 8 ? count - start : 8;
    table[0] = 0;
    for (int32_t bit = 0; bit < bits; bit++) {
      uint16_t weight = (uint16_t)weights[start + bit];
      int32_t half = 1 << bit;
      for (int32_t value = 0; value < half; value++) table[half + value] = table[value] + weight;
    }
  }
}

int32_t cr_gain(const uint8_t *units, uint64_t bit, int32_t width, int32_t length,
                const uint64_t *positions, const uint16_t *weights, int32_t bytes) {
  uint64_t mask = (1ull << width) - 1;
  uint64_t written = 0, written_pairs = 0, sounded_pairs = 0;
  uint64_t previous_written = 0, previous_sounded = 0;
  for (int32_t i = 0; i < length; i++) {
    uint64_t word;
    memcpy(&word, units + (bit >> 3), sizeof word);
    const uint64_t *masks = positions + 2 * (word >> (bit & 7) & mask);
    bit += (uint64_t)width;
    uint64_t by_writing = masks[0], by_sound = masks[1];
    written |= by_writing;
    written_pairs |= (previous_written << 1) & by_writing;
    sounded_pairs |= (previous_sounded << 1) & by_sound;
    previous_written = by_writing;
    previous_sounded = by_sound;
  }
  int32_t sum = 0;
  for (int32_t byte = 0; byte < bytes; byte++) {
    const uint16_t *table = weights + byte * 256;
    sum += table[written & 255];
    sum += table[2048 + (written_pairs & 255)];
    sum += table[4096 + (sounded_pairs & 255)];
    written >>= 8;
    written_pairs >>= 8;
    sounded_pairs >>= 8;
  }
  return sum;
}
