#include "ckernels.h"

#include "lanes.h"

// Eight numbers side by side, read from any address.
typedef uint64_t words __attribute__((vector_size(64), aligned(1)));

// The step of XXH3 (Collet 2019): the product of a number's halves, and the number itself for its
// neighbour, so that every change is seen even where the other half is 0.
#define ADD(data)                                                                     \
  do {                                                                                \
    words number = (data), keyed = number ^ keys;                                     \
    sums += __builtin_shufflevector(number, number, 1, 0, 3, 2, 5, 4, 7, 6);          \
    sums += (keyed & 0xFFFFFFFFull) * (keyed >> 32);                                  \
    keys += steps;                                                                    \
  } while (0)

CLONED uint64_t ck_checksum(const void *bytes, int64_t count) {
  words sums = {0x9E3779B97F4A7C15ull, 0xC2B2AE3D27D4EB4Full, 0x165667B19E3779F9ull,
                0x27D4EB2F165667C5ull, 0xA0761D6478BD642Full, 0xE7037ED1A0B428DBull,
                0x8EBC6AF09C88C6E3ull, 0x589965CC75374CC3ull};
  // Other keys for each sixty-four bytes, so that their order counts.
  words keys = sums, steps = sums | 1;
  const uint8_t *start = bytes;
  int64_t place = 0;
  for (; place + 64 <= count; place += 64) ADD(*(const words *)(start + place));
  if (place < count) {
    uint8_t rest[64] = {0};
    memcpy(rest, start + place, (size_t)(count - place));
    ADD(*(const words *)rest);
  }
  uint64_t sum = mixed((uint64_t)count);
  for (int lane = 0; lane < 8; lane++) sum = mixed(sum ^ sums[lane]);
  return sum;
}
