#include "cretrieval.h"

#include <string.h>

#if defined(__x86_64__)
#define CLONED __attribute__((target_clones("avx512bw", "avx2", "default")))
#else
#define CLONED
#endif

static inline __attribute__((always_inline)) uint32_t gap(const uint8_t *packed, uint64_t bit,
                                                          uint64_t mask) {
  uint64_t word;
  memcpy(&word, packed + (bit >> 3), sizeof word);
  return (uint32_t)((word >> (bit & 7)) & mask);
}

void cr_add_block(const uint8_t *packed, int32_t count, int32_t width, uint32_t first,
                  uint32_t base, uint16_t gain, uint16_t *gains) {
  uint32_t place = first - base;
  uint64_t mask = (1ull << width) - 1;
  uint64_t bit = 0;
  gains[place] += gain;
  for (int32_t i = 1; i < count; i++) {
    place += gap(packed, bit, mask) + 1;
    bit += (uint64_t)width;
    gains[place] += gain;
  }
}

void cr_unpack(const uint8_t *packed, int32_t count, int32_t width, uint32_t first,
               uint32_t *places) {
  uint32_t place = first;
  uint64_t mask = (1ull << width) - 1;
  uint64_t bit = 0;
  places[0] = place;
  for (int32_t i = 1; i < count; i++) {
    place += gap(packed, bit, mask) + 1;
    bit += (uint64_t)width;
    places[i] = place;
  }
}

typedef uint16_t gain_lanes __attribute__((ext_vector_type(32), aligned(2)));
typedef _Bool lane_bits __attribute__((ext_vector_type(32)));

#define GAINS(i) (*(gain_lanes *)(gains + (i)))

CLONED int32_t cr_take_at_least(uint16_t *gains, int32_t count, uint16_t least,
                                uint32_t *candidates) {
  int32_t found = 0;
  gain_lanes below = (gain_lanes){} + (uint16_t)(least - 1);
  for (int32_t start = 0; start < count; start += 128) {
    gain_lanes top = __builtin_elementwise_max(
        __builtin_elementwise_max(GAINS(start), GAINS(start + 32)),
        __builtin_elementwise_max(GAINS(start + 64), GAINS(start + 96)));
    if (__builtin_reduce_or(top > below)) {
      for (int32_t part = start; part < start + 128; part += 32) {
        lane_bits above = __builtin_convertvector(GAINS(part) > below, lane_bits);
        uint32_t bits;
        memcpy(&bits, &above, sizeof bits);
        for (; bits; bits &= bits - 1) {
          int32_t i = part + __builtin_ctz(bits);
          candidates[found++] = (uint32_t)gains[i] << 16 | (uint32_t)i;
        }
      }
    }
    for (int32_t part = start; part < start + 128; part += 32) GAINS(part) = (gain_lanes){};
  }
  return found;
}

int32_t cr_gain(const uint16_t *units, int32_t length, const uint64_t *positions,
                const uint16_t *weights, int32_t bytes) {
  uint64_t written = 0, written_pairs = 0, sounded_pairs = 0;
  uint64_t previous_written = 0, previous_sounded = 0;
  for (int32_t i = 0; i < length; i++) {
    const uint64_t *masks = positions + 2 * (uint64_t)units[i];
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
