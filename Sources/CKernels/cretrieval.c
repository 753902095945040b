#include "cretrieval.h"

#include <string.h>

#if defined(__x86_64__)
#define CLONED __attribute__((target_clones("avx512bw", "avx2", "default")))
// Shifts by a variable count cost a third with BMI2.
#define SHIFTING __attribute__((target_clones("bmi2", "default")))
#else
#define CLONED
#define SHIFTING
#endif

// Calls STEP for each place of a block. One load gives four gaps where they are narrow enough.
#define NEXT_PLACE(gap, STEP)                \
  place += (uint32_t)((gap) & mask) + 1;     \
  STEP

#define FOR_EACH_PLACE(packed, count, width, first, STEP)               \
  do {                                                                  \
    uint32_t place = (first);                                           \
    int32_t left = (count) - 1;                                         \
    uint64_t one = (uint64_t)(width), two = 2 * one, three = 3 * one;   \
    uint64_t mask = (1ull << one) - 1, bit = 0, word;                   \
    STEP;                                                               \
    if (one <= 14) {                                                    \
      for (; left >= 4; left -= 4) {                                    \
        memcpy(&word, (packed) + (bit >> 3), sizeof word);              \
        word >>= bit & 7;                                               \
        bit += 4 * one;                                                 \
        NEXT_PLACE(word, STEP);                                         \
        NEXT_PLACE(word >> one, STEP);                                  \
        NEXT_PLACE(word >> two, STEP);                                  \
        NEXT_PLACE(word >> three, STEP);                                \
      }                                                                 \
    }                                                                   \
    for (; left > 0; left--) {                                          \
      memcpy(&word, (packed) + (bit >> 3), sizeof word);                \
      word >>= bit & 7;                                                 \
      bit += one;                                                       \
      NEXT_PLACE(word, STEP);                                           \
    }                                                                   \
  } while (0)

static inline __attribute__((always_inline)) void add_block(const uint8_t *packed, int32_t count,
                                                            int32_t width, uint32_t first,
                                                            uint8_t gain, uint8_t *gains) {
  FOR_EACH_PLACE(packed, count, width, first, gains[place] += gain);
}

// Writes the places of a block.
static inline __attribute__((always_inline)) void unpack(const uint8_t *packed, int32_t count,
                                                         int32_t width, uint32_t first,
                                                         uint32_t *places) {
  FOR_EACH_PLACE(packed, count, width, first, *places++ = place);
}

SHIFTING int32_t cr_add_list(const cr_block *blocks, int32_t count, const uint8_t *all_bytes,
                             uint8_t gain, uint8_t *gains) {
  int32_t read = 0;
  for (int32_t block = 0; block < count; block++) {
    const uint8_t *bytes = all_bytes + blocks[block].offset;
    add_block(bytes + 2, bytes[0] + 1, bytes[1], blocks[block].first, gain, gains);
    read += bytes[0] + 1;
  }
  return read;
}

SHIFTING int32_t cr_add_range(cr_cursor *cursor, const cr_block *blocks, const uint8_t *all_bytes,
                              uint32_t *places, uint32_t base, uint32_t end, uint8_t gain,
                              uint8_t *gains) {
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
    while (block + 1 < last && blocks[block + 1].first <= base) block++;
    // Blocks that lie in the range as a whole.
    while (block + 1 < last && blocks[block].first >= base && blocks[block + 1].first <= end) {
      const uint8_t *bytes = all_bytes + blocks[block].offset;
      __builtin_prefetch(all_bytes + blocks[block + 1].offset + 64);
      add_block(bytes + 2, bytes[0] + 1, bytes[1], blocks[block].first - base, gain, gains);
      read += CR_BLOCK;
      block++;
    }
    if (block >= last || blocks[block].first >= end) break;
    const uint8_t *bytes = all_bytes + blocks[block].offset;
    decoded = bytes[0] + 1;
    unpack(bytes + 2, decoded, bytes[1], blocks[block].first, places);
    read += decoded;
    position = 0;
    block++;
  }
  cursor->position = position;
  cursor->decoded = decoded;
  cursor->block = block;
  // The next range starts here; by then the lines are here too.
  if (block < last) {
    const uint8_t *bytes = all_bytes + blocks[block].offset;
    for (int32_t line = 0; line < 256; line += 64) __builtin_prefetch(bytes + line);
    __builtin_prefetch(blocks + block + 8);
  }
  return read;
}

typedef uint8_t gain_lanes __attribute__((ext_vector_type(64), aligned(1)));
typedef _Bool lane_bits __attribute__((ext_vector_type(64)));

#define GAINS(i) (*(gain_lanes *)(uintptr_t)(gains + (i)))

// Places of a word, and words that are summed up side by side.
#define WORD 64
#define WORDS (CR_STRIPE / WORD)

// The least that is enough for one of the lengths of a word's places.
static inline uint8_t least_of(const uint8_t *least, uint8_t shortest, uint8_t longest) {
  uint8_t enough = least[shortest];
  while (shortest < longest) {
    shortest++;
    if (least[shortest] < enough) enough = least[shortest];
  }
  return enough;
}

// Adds the rows to the gains of a stripe.
#define SUM_STRIPE(sums, start)                                             \
  for (int32_t word = 0; word < WORDS; word++) {                            \
    sums[word] = GAINS((start) + word * WORD);                              \
  }                                                                         \
  for (int32_t row = 0; row < row_count; row++) {                           \
    const uint64_t *words = rows[row].words + (start) / WORD;               \
    gain_lanes gain = (gain_lanes){} + rows[row].gain;                      \
    for (int32_t word = 0; word < WORDS; word++) {                          \
      lane_bits in_row;                                                     \
      memcpy(&in_row, words + word, sizeof in_row);                         \
      sums[word] += -__builtin_convertvector(in_row, gain_lanes) & gain;    \
    }                                                                       \
  }

// Writes the candidates of a word whose bits are set.
static inline int32_t emit(uint64_t bits, const uint8_t *values, int32_t first,
                           uint32_t *candidates) {
  int32_t found = 0;
  for (; bits; bits &= bits - 1) {
    int32_t lane = __builtin_ctzll(bits);
    candidates[found++] = (uint32_t)values[lane] << CR_PLACE_BITS | (uint32_t)(first + lane);
  }
  return found;
}

CLONED int32_t cr_take(uint8_t *gains, int32_t count, const cr_row *rows, int32_t row_count,
                       const cr_lengths *lengths, const uint8_t *least, uint32_t *candidates) {
  int32_t found = 0, most_by_rows = 0;
  for (int32_t row = 0; row < row_count; row++) most_by_rows += rows[row].gain;
  for (int32_t start = 0; start < count; start += CR_STRIPE) {
    const uint8_t *stripe = lengths->of_stripes + start / CR_STRIPE;
    uint8_t enough = least_of(least, stripe[0], stripe[1]);
    gain_lanes most = __builtin_elementwise_max(
        __builtin_elementwise_max(GAINS(start), GAINS(start + WORD)),
        __builtin_elementwise_max(GAINS(start + 2 * WORD), GAINS(start + 3 * WORD)));
    // Where all rows together are too little, they are not read.
    uint8_t without_rows = enough > most_by_rows ? enough - (uint8_t)most_by_rows : 0;
    gain_lanes sums[WORDS];
    if (__builtin_reduce_or(most >= without_rows)) {
      SUM_STRIPE(sums, start);
      for (int32_t word = 0; word < WORDS && start + word * WORD < count; word++) {
        int32_t first = start + word * WORD;
        int32_t last = first + WORD - 1 < count ? first + WORD - 1 : count - 1;
        uint8_t of_word = least_of(least, lengths->of_places[first], lengths->of_places[last]);
        lane_bits above = __builtin_convertvector(sums[word] >= of_word, lane_bits);
        uint64_t bits;
        memcpy(&bits, &above, sizeof bits);
        if (!bits) continue;
        uint8_t values[WORD];
        memcpy(values, sums + word, sizeof values);
        found += emit(bits, values, first, candidates + found);
      }
    }
    for (int32_t word = 0; word < WORDS; word++) GAINS(start + word * WORD) = (gain_lanes){};
  }
  return found;
}

CLONED void cr_sum(uint8_t *gains, int32_t count, const cr_row *rows, int32_t row_count,
                   uint8_t *maxima) {
  for (int32_t start = 0; start < count; start += CR_STRIPE) {
    gain_lanes sums[WORDS], most = {};
    SUM_STRIPE(sums, start);
    for (int32_t word = 0; word < WORDS; word++) {
      GAINS(start + word * WORD) = sums[word];
      most = __builtin_elementwise_max(most, sums[word]);
    }
    maxima[start / CR_STRIPE] = __builtin_reduce_max(most);
  }
}

// Products of a gain below 256 and a factor up to 2.2 · 4096 in so many steps.
#define BUCKET_BITS 14
#define BUCKETS 192

int32_t cr_top_bucket(const uint8_t *maxima, int32_t count, const cr_lengths *lengths,
                      const uint16_t *factors, int32_t wanted) {
  uint16_t counts[BUCKETS] = {0};
  int32_t bucket = BUCKETS - 1;
  for (int32_t stripe = 0; stripe * CR_STRIPE < count; stripe++) {
    uint32_t top = (uint32_t)maxima[stripe] * factors[lengths->of_stripes[stripe]] >> BUCKET_BITS;
    counts[top < BUCKETS ? top : BUCKETS - 1]++;
  }
  for (int32_t sum = counts[bucket]; bucket > 0 && sum < wanted; sum += counts[bucket]) bucket--;
  return bucket << BUCKET_BITS;
}

CLONED int32_t cr_emit(const uint8_t *gains, int32_t count, const uint8_t *maxima,
                       const cr_lengths *lengths, const uint8_t *least, const uint8_t *end,
                       uint32_t *candidates) {
  int32_t found = 0;
  for (int32_t start = 0; start < count; start += CR_STRIPE) {
    int32_t stripe = start / CR_STRIPE;
    if (maxima[stripe] < least[lengths->of_stripes[stripe]]) continue;
    int32_t border = start + CR_STRIPE < count ? start + CR_STRIPE : count;
    for (int32_t first = start; first < border; first += WORD) {
      uint8_t length = lengths->of_places[first];
      gain_lanes values = GAINS(first);
      lane_bits chosen = __builtin_convertvector(
          (values >= least[length]) & (values < end[length]), lane_bits);
      uint64_t bits;
      memcpy(&bits, &chosen, sizeof bits);
      found += emit(bits, gains + first, first, candidates + found);
    }
  }
  return found;
}

void cr_find_pairs(const uint32_t *starts, const uint16_t *seconds, const int32_t *sounds,
                   int32_t count, int32_t *pairs) {
  uint32_t lows[64], sizes[64], most = 0;
  for (int32_t i = 1; i < count; i++) {
    int32_t first = sounds[i - 1];
    int known = first >= 0 && sounds[i] >= 0;
    sizes[i] = known ? starts[first + 1] - starts[first] : 0;
    lows[i] = sizes[i] ? starts[first] : 0;
    if (sizes[i] > most) most = sizes[i];
  }
  for (; most > 1; most -= most / 2) {
    for (int32_t i = 1; i < count; i++) {
      // Of less than two nothing is halved.
      uint32_t half = sizes[i] / 2;
      lows[i] += seconds[lows[i] + half - (half > 0)] < sounds[i] ? half : 0;
      sizes[i] -= half;
    }
  }
  for (int32_t i = 1; i < count; i++) {
    pairs[i] = sizes[i] && seconds[lows[i]] == (uint32_t)sounds[i] ? (int32_t)lows[i] : -1;
  }
}

static uint8_t *seed_gain(uint8_t *gains, uint32_t place) {
  return gains + (place & (CR_SEED_GAINS - 1));
}

SHIFTING int32_t cr_add_seeds(const cr_block *blocks, int32_t count, const uint8_t *bytes,
                              uint8_t gain, uint8_t *gains, uint32_t *places) {
  int32_t written = 0;
  for (int32_t block = 0; block < count; block++) {
    const uint8_t *packed = bytes + blocks[block].offset;
    int32_t held = packed[0] + 1;
    unpack(packed + 2, held, packed[1], blocks[block].first, places + written);
    for (int32_t i = written; i < written + held; i++) *seed_gain(gains, places[i]) += gain;
    written += held;
  }
  return written;
}

int32_t cr_best_seeds(uint8_t *gains, uint32_t *places, int32_t count, int32_t limit,
                      uint32_t *values) {
  int32_t counts[256] = {0}, known = 0;
  for (int32_t i = 0; i < count; i++) {
    uint8_t *gain = seed_gain(gains, places[i]), value = *gain;
    *gain = 0;
    // A place met again has no gain left and is written over.
    places[known] = places[i];
    values[known] = value;
    known += value > 0;
    counts[value] += value > 0;
  }
  int32_t least = 255, room = limit;
  while (least > 1 && counts[least] <= room) room -= counts[least--];
  int32_t found = 0;
  for (int32_t i = 0; i < known; i++) {
    if (values[i] < (uint32_t)least || (values[i] == (uint32_t)least && room-- <= 0)) continue;
    places[found++] = places[i];
  }
  return found;
}

CLONED void cr_rank(const uint64_t *keys, int32_t count, int32_t *order) {
  for (int32_t i = 0; i < count; i++) {
    int32_t rank = 0;
    for (int32_t j = 0; j < count; j++) rank += keys[j] < keys[i];
    order[rank] = i;
  }
}

void cr_sum_weights(const int32_t *weights, int32_t count, uint16_t *table) {
  for (int32_t start = 0; start < count; start += CR_NIBBLE, table += 1 << CR_NIBBLE) {
    int32_t bits = count - start < CR_NIBBLE ? count - start : CR_NIBBLE;
    table[0] = 0;
    for (int32_t bit = 0; bit < bits; bit++) {
      uint16_t weight = (uint16_t)weights[start + bit];
      int32_t half = 1 << bit;
      for (int32_t value = 0; value < half; value++) table[half + value] = table[value] + weight;
    }
  }
}

int32_t cr_gain(const uint8_t *units, uint64_t bit, int32_t width, int32_t length,
                const uint64_t *positions, const uint16_t *weights, int32_t nibbles) {
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
  for (int32_t nibble = 0; nibble < nibbles; nibble++, weights += 1 << CR_NIBBLE) {
    sum += weights[written & 15];
    sum += weights[CR_CHANNEL + (written_pairs & 15)];
    sum += weights[2 * CR_CHANNEL + (sounded_pairs & 15)];
    written >>= CR_NIBBLE;
    written_pairs >>= CR_NIBBLE;
    sounded_pairs >>= CR_NIBBLE;
  }
  return sum;
}
