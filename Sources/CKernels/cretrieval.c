#include "cretrieval.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#define CLONED __attribute__((target_clones("avx512bw", "avx2", "default")))
// Shifts by a variable count cost a third with BMI2.
#define SHIFTING __attribute__((target_clones("bmi2", "default")))
#define IN_LANES __attribute__((target("avx512bw,avx512vl,bmi2")))
#else
#define CLONED
#define SHIFTING
#endif

// Calls STEP for each group of a block. One load gives four gaps where they are narrow enough.
#define NEXT_GROUP(gap, STEP)                \
  group += (uint32_t)((gap) & mask) + 1;     \
  STEP

#define FOR_EACH_GROUP(packed, count, width, first, STEP)               \
  do {                                                                  \
    uint32_t group = (first);                                           \
    int32_t left = (count) - 1;                                         \
    uint64_t one = (uint64_t)(width), two = 2 * one, three = 3 * one;   \
    uint64_t mask = (1ull << one) - 1, bit = 0, word;                   \
    STEP;                                                               \
    if (one <= 14) {                                                    \
      for (; left >= 4; left -= 4) {                                    \
        memcpy(&word, (packed) + (bit >> 3), sizeof word);              \
        word >>= bit & 7;                                               \
        bit += 4 * one;                                                 \
        NEXT_GROUP(word, STEP);                                         \
        NEXT_GROUP(word >> one, STEP);                                  \
        NEXT_GROUP(word >> two, STEP);                                  \
        NEXT_GROUP(word >> three, STEP);                                \
      }                                                                 \
    }                                                                   \
    for (; left > 0; left--) {                                          \
      memcpy(&word, (packed) + (bit >> 3), sizeof word);                \
      word >>= bit & 7;                                                 \
      bit += one;                                                       \
      NEXT_GROUP(word, STEP);                                           \
    }                                                                   \
  } while (0)

static inline __attribute__((always_inline)) void add_block(const uint8_t *packed, int32_t count,
                                                            int32_t width, uint32_t first,
                                                            uint8_t gain, uint8_t *gains) {
  FOR_EACH_GROUP(packed, count, width, first, gains[group] += gain);
}

// Writes the groups of a block.
static inline __attribute__((always_inline)) void unpack(const uint8_t *packed, int32_t count,
                                                         int32_t width, uint32_t first,
                                                         uint32_t *groups) {
  FOR_EACH_GROUP(packed, count, width, first, *groups++ = group);
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

// Brings what the next range starts with near.
static inline void send_for(const cr_cursor *cursor, const cr_block *blocks,
                            const uint8_t *all_bytes) {
  if (cursor->block >= cursor->end) return;
  const uint8_t *bytes = all_bytes + blocks[cursor->block].offset;
  for (int32_t line = 0; line < 256; line += 64) __builtin_prefetch(bytes + line);
  __builtin_prefetch(blocks + cursor->block + 8);
}

// Adds up a list whose blocks end with a range by ADD_BLOCK.
#define ADD_CUT(ADD_BLOCK)                                                                   \
  int32_t block = cursor->block, last = cursor->end, read = 0;                               \
  while (block < last && blocks[block].first < base) block++;                                \
  for (; block < last && blocks[block].first < end; block++) {                               \
    const uint8_t *bytes = all_bytes + blocks[block].offset;                                 \
    if (block + 1 < last) __builtin_prefetch(all_bytes + blocks[block + 1].offset + 64);     \
    ADD_BLOCK(bytes + 2, bytes[0] + 1, bytes[1], blocks[block].first - base, gain, gains);   \
    read += bytes[0] + 1;                                                                    \
  }                                                                                          \
  cursor->block = block;                                                                     \
  return read;

SHIFTING static int32_t add_cut(cr_cursor *cursor, const cr_block *blocks, const uint8_t *all_bytes,
                                uint32_t base, uint32_t end, uint8_t gain, uint8_t *gains) {
  ADD_CUT(add_block)
}

#if defined(__x86_64__)
#define LANES 16
typedef uint32_t group_lanes __attribute__((ext_vector_type(LANES), aligned(4)));

// Adds to each lane the one so many lanes before it.
#define ADD_BEFORE(sums, by)                                                                  \
  sums += __builtin_shufflevector((group_lanes){}, sums, 16 - by, 17 - by, 18 - by, 19 - by,  \
                                  20 - by, 21 - by, 22 - by, 23 - by, 24 - by, 25 - by,       \
                                  26 - by, 27 - by, 28 - by, 29 - by, 30 - by, 31 - by)

// The same as `add_block`, 16 gaps side by side. A gap has at most 16 bits and so stands in two
// words of 16 bits, which a permutation brings into its lane.
IN_LANES static inline void add_block_in_lanes(const uint8_t *packed, int32_t count,
                                               uint32_t width, uint32_t first, uint8_t gain,
                                               uint8_t *gains) {
  uint32_t groups[CR_BLOCK + LANES];
  group_lanes bit =
      (group_lanes){0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15} * width;
  group_lanes word = bit >> 4, words = word | (word + 1) << 16, shift = bit & 15;
  group_lanes before = (group_lanes){} + first;
  groups[0] = first;
  for (int32_t done = 1; done < count; done += LANES, packed += 2 * width) {
    group_lanes sums = (group_lanes)_mm512_permutexvar_epi16((__m512i)words,
                                                             _mm512_loadu_si512(packed));
    sums = (sums >> shift & ((1u << width) - 1)) + 1;
    ADD_BEFORE(sums, 1);
    ADD_BEFORE(sums, 2);
    ADD_BEFORE(sums, 4);
    ADD_BEFORE(sums, 8);
    sums += before;
    before = (group_lanes){} + sums[LANES - 1];
    *(group_lanes *)(groups + done) = sums;
  }
  for (int32_t i = 0; i < count; i++) gains[groups[i]] += gain;
}

IN_LANES static int32_t add_cut_in_lanes(cr_cursor *cursor, const cr_block *blocks,
                                         const uint8_t *all_bytes, uint32_t base, uint32_t end,
                                         uint8_t gain, uint8_t *gains) {
  ADD_CUT(add_block_in_lanes)
}
#endif

static int32_t add_cut_fast(cr_cursor *cursor, const cr_block *blocks, const uint8_t *all_bytes,
                            uint32_t base, uint32_t end, uint8_t gain, uint8_t *gains) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
      __builtin_cpu_supports("bmi2"))
    return add_cut_in_lanes(cursor, blocks, all_bytes, base, end, gain, gains);
#endif
  return add_cut(cursor, blocks, all_bytes, base, end, gain, gains);
}

// Adds up a list whose blocks reach over ranges.
SHIFTING static int32_t add_whole(cr_cursor *cursor, const cr_block *blocks,
                                  const uint8_t *all_bytes, uint32_t *groups, uint32_t base,
                                  uint32_t end, uint8_t gain, uint8_t *gains) {
  int32_t position = cursor->position, decoded = cursor->decoded;
  int32_t block = cursor->block, last = cursor->end, read = 0;
  while (1) {
    // Groups before the range were in ranges that were passed over.
    while (position < decoded && groups[position] < base) position++;
    while (position < decoded && groups[position] < end) gains[groups[position++] - base] += gain;
    if (position < decoded) break;
    while (block + 1 < last && blocks[block + 1].first <= base) block++;
    if (block >= last || blocks[block].first >= end) break;
    const uint8_t *bytes = all_bytes + blocks[block].offset;
    decoded = bytes[0] + 1;
    unpack(bytes + 2, decoded, bytes[1], blocks[block].first, groups);
    read += decoded;
    position = 0;
    block++;
  }
  cursor->position = position;
  cursor->decoded = decoded;
  cursor->block = block;
  return read;
}

int32_t cr_add_range(cr_cursor *cursor, const cr_block *blocks, const uint8_t *bytes,
                     uint32_t *decoded, uint32_t base, uint32_t end, uint8_t gain,
                     uint8_t *gains) {
  int32_t read = cursor->cost >= CR_LEAST_CUT
                     ? add_cut_fast(cursor, blocks, bytes, base, end, gain, gains)
                     : add_whole(cursor, blocks, bytes, decoded, base, end, gain, gains);
  send_for(cursor, blocks, bytes);
  return read;
}

typedef uint8_t gain_lanes __attribute__((ext_vector_type(64), aligned(1)));
typedef _Bool lane_bits __attribute__((ext_vector_type(64)));

#define GAINS(i) (*(gain_lanes *)(uintptr_t)(gains + (i)))

// Groups of a word, and words that are summed up side by side.
#define WORD 64
#define WORDS (CR_STRIPE / WORD)

// The least that is enough for one of the lengths of a word's questions.
static inline uint8_t least_of(const uint8_t *least, uint8_t shortest, uint8_t longest) {
  uint8_t enough = least[shortest];
  while (shortest < longest) {
    shortest++;
    if (least[shortest] < enough) enough = least[shortest];
  }
  return enough;
}

// Adds a row's gain to the groups of a word that it holds. (No function returns lanes.)
#define ADD_ROW(sum, row, word)                                            \
  do {                                                                     \
    lane_bits held;                                                        \
    memcpy(&held, (row).words + (word), sizeof held);                      \
    gain_lanes gain = (gain_lanes){} + (row).gain;                         \
    sum += -__builtin_convertvector(held, gain_lanes) & gain;              \
  } while (0)

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
  int32_t found = 0, most_by_rows = 0, chosen = 0;
  int32_t stripes[(1 << CR_PLACE_BITS) / CR_STRIPE];
  int32_t stripe_count = (count + CR_STRIPE - 1) / CR_STRIPE;
  for (int32_t row = 0; row < row_count; row++) most_by_rows += rows[row].gain;
  uint8_t enough = least_of(least, lengths->of_stripes[0], lengths->of_stripes[stripe_count]);
  // Where all rows together are too little, they are not read.
  gain_lanes without_rows =
      (gain_lanes){} + (uint8_t)(enough > most_by_rows ? enough - most_by_rows : 0);
  for (int32_t stripe = 0; stripe < stripe_count; stripe++) {
    int32_t start = stripe * CR_STRIPE;
    gain_lanes most = __builtin_elementwise_max(
        __builtin_elementwise_max(GAINS(start), GAINS(start + WORD)),
        __builtin_elementwise_max(GAINS(start + 2 * WORD), GAINS(start + 3 * WORD)));
    if (__builtin_reduce_or(most >= without_rows)) {
      stripes[chosen++] = stripe;
      for (int32_t row = 0; row < row_count; row++)
        __builtin_prefetch(rows[row].words + start / WORD);
    } else {
      for (int32_t word = 0; word < WORDS; word++) GAINS(start + word * WORD) = (gain_lanes){};
    }
  }
  for (int32_t index = 0; index < chosen; index++) {
    int32_t start = stripes[index] * CR_STRIPE;
    const uint8_t *stripe = lengths->of_stripes + stripes[index];
    for (int32_t first = start; first < start + CR_STRIPE && first < count; first += WORD) {
      gain_lanes sum = GAINS(first);
      GAINS(first) = (gain_lanes){};
      if (!__builtin_reduce_or(sum >= without_rows)) continue;
      for (int32_t row = 0; row < row_count; row++)
        ADD_ROW(sum, rows[row], first / WORD);
      uint8_t of_word = least[stripe[0]];
      if (stripe[0] != stripe[1]) {
        // The last group may hold a question as long as the next group's first.
        int32_t last = first + WORD <= count ? first + WORD : count;
        of_word = least_of(least, lengths->of_places[first], lengths->of_places[last]);
      }
      lane_bits above = __builtin_convertvector(sum >= of_word, lane_bits);
      uint64_t bits;
      memcpy(&bits, &above, sizeof bits);
      if (!bits) continue;
      uint8_t values[WORD];
      memcpy(values, &sum, sizeof values);
      found += emit(bits, values, first, candidates + found);
    }
  }
  return found;
}

CLONED void cr_sum(uint8_t *gains, int32_t count, const cr_row *rows, int32_t row_count,
                   uint8_t *maxima) {
  for (int32_t start = 0; start < count; start += CR_STRIPE) {
    gain_lanes sums[WORDS], most = {};
    for (int32_t word = 0; word < WORDS; word++) sums[word] = GAINS(start + word * WORD);
    for (int32_t row = 0; row < row_count; row++)
      for (int32_t word = 0; word < WORDS; word++)
        ADD_ROW(sums[word], rows[row], start / WORD + word);
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

// The product of gain and length factor, rounded down to a bucket, that so many stripes reach by
// their largest gain.
static float top_by_stripes(const uint8_t *maxima, int32_t stripes, const cr_lengths *lengths,
                            const uint16_t *factors, int32_t wanted) {
  uint16_t counts[BUCKETS] = {0};
  int32_t bucket = BUCKETS - 1;
  for (int32_t stripe = 0; stripe < stripes; stripe++) {
    uint32_t top = (uint32_t)maxima[stripe] * factors[lengths->of_stripes[stripe]] >> BUCKET_BITS;
    counts[top < BUCKETS ? top : BUCKETS - 1]++;
  }
  for (int32_t sum = counts[bucket]; bucket > 0 && sum < wanted; sum += counts[bucket]) bucket--;
  return (float)(bucket << BUCKET_BITS);
}

// Sets for each length the least gain whose product with the factor is larger than this one.
static inline __attribute__((always_inline)) void least_above(float product,
                                                              const uint16_t *factors,
                                                              int32_t shortest, int32_t longest,
                                                              uint8_t *least) {
  for (int32_t length = shortest; length <= longest; length++) {
    float points = product / (float)factors[length] + 1;
    least[length] = (uint8_t)(points > 254 ? 254 : points);
  }
}

static inline __attribute__((always_inline)) int32_t count_enough(const uint8_t *gains,
                                                                  int32_t count,
                                                                  const uint8_t *of_places,
                                                                  const uint8_t *least) {
  int32_t held = 0;
  for (int32_t first = 0; first < count; first += WORD) {
    gain_lanes enough = (gain_lanes){} + least[of_places[first]];
    lane_bits above = __builtin_convertvector(GAINS(first) >= enough, lane_bits);
    uint64_t bits;
    memcpy(&bits, &above, sizeof bits);
    held += __builtin_popcountll(bits);
  }
  return held;
}

// Steps from nothing to the largest product.
#define STEPS 64

CLONED void cr_start(const uint8_t *gains, int32_t count, const uint8_t *maxima,
                     const cr_lengths *lengths, const uint16_t *factors, int32_t wanted,
                     uint8_t *least) {
  int32_t stripes = (count + CR_STRIPE - 1) / CR_STRIPE;
  int32_t shortest = lengths->of_stripes[0], longest = lengths->of_stripes[stripes];
  if (stripes >= 2 * wanted) {
    float product = top_by_stripes(maxima, stripes, lengths, factors, wanted);
    least_above(product, factors, shortest, longest, least);
    return;
  }
  float top = 0;
  for (int32_t stripe = 0; stripe < stripes; stripe++) {
    float product = (float)maxima[stripe] * (float)factors[lengths->of_stripes[stripe]];
    if (product > top) top = product;
  }
  int32_t low = 0;
  for (int32_t step = STEPS / 2; step > 0; step >>= 1) {
    least_above(top * (float)(low + step) / STEPS, factors, shortest, longest, least);
    if (count_enough(gains, count, lengths->of_places, least) >= wanted) low += step;
  }
  least_above(top * (float)low / STEPS, factors, shortest, longest, least);
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

typedef uint16_t second_lanes __attribute__((ext_vector_type(32), aligned(2)));
typedef _Bool second_bits __attribute__((ext_vector_type(32)));
#define SECONDS 32

CLONED void cr_find_pairs(const uint32_t *starts, const uint16_t *seconds, int32_t pair_count,
                          const int32_t *sounds, int32_t count, int32_t *pairs) {
  uint32_t lows[64], sizes[64], most = 0;
  for (int32_t i = 1; i < count; i++) {
    int32_t first = sounds[i - 1];
    int known = first >= 0 && sounds[i] >= 0;
    sizes[i] = known ? starts[first + 1] - starts[first] : 0;
    lows[i] = sizes[i] ? starts[first] : 0;
    if (sizes[i] > most) most = sizes[i];
  }
  // Few are compared at once, as far as there are so many.
  uint32_t few = pair_count < SECONDS ? 1 : SECONDS;
  for (; most > few; most -= most / 2) {
    for (int32_t i = 1; i < count; i++) {
      // Of less than two nothing is halved.
      uint32_t half = sizes[i] / 2;
      lows[i] += seconds[lows[i] + half - (half > 0)] < sounds[i] ? half : 0;
      sizes[i] -= half;
    }
  }
  for (int32_t i = 1; i < count; i++) {
    uint32_t low = lows[i], end = low + SECONDS;
    if (few == 1) {
      pairs[i] = sizes[i] && seconds[low] == (uint32_t)sounds[i] ? (int32_t)low : -1;
      continue;
    }
    uint32_t shift = end > (uint32_t)pair_count ? end - (uint32_t)pair_count : 0;
    second_bits equal = __builtin_convertvector(
        *(const second_lanes *)(seconds + low - shift) == (second_lanes){} + (uint16_t)sounds[i],
        second_bits);
    uint32_t bits;
    memcpy(&bits, &equal, sizeof bits);
    uint64_t within = (uint64_t)bits >> shift & ((1ull << sizes[i]) - 1);
    pairs[i] = within ? (int32_t)(low + (uint32_t)__builtin_ctzll(within)) : -1;
  }
}

bool cr_mark(const uint32_t *starts, const uint16_t *units_of_sounds, const int32_t *sounds,
             const int32_t *units, int32_t count, uint64_t *positions, uint16_t *touched,
             int32_t *touched_count) {
  int32_t met = *touched_count;
  bool is_repetitive = false;
  for (int32_t position = 0; position < count; position++) {
    if (sounds[position] < 0) continue;
    uint64_t bit = 1ull << position;
    for (uint32_t i = starts[sounds[position]]; i < starts[sounds[position] + 1]; i++) {
      uint16_t unit = units_of_sounds[i];
      uint64_t *masks = positions + 2 * unit;
      is_repetitive |= masks[1] != 0;
      touched[met] = unit;
      met += masks[1] == 0;
      masks[0] |= unit == units[position] ? bit : 0;
      masks[1] |= bit;
    }
  }
  *touched_count = met;
  return is_repetitive;
}

static uint8_t *seed_gain(uint8_t *gains, uint32_t group) {
  return gains + (group & (CR_SEED_GAINS - 1));
}

SHIFTING int32_t cr_add_seeds(const cr_block *blocks, int32_t count, const uint8_t *bytes,
                              uint8_t gain, uint8_t *gains, uint32_t *groups) {
  int32_t written = 0;
  for (int32_t block = 0; block < count; block++) {
    const uint8_t *packed = bytes + blocks[block].offset;
    int32_t held = packed[0] + 1;
    unpack(packed + 2, held, packed[1], blocks[block].first, groups + written);
    for (int32_t i = written; i < written + held; i++) *seed_gain(gains, groups[i]) += gain;
    written += held;
  }
  return written;
}

int32_t cr_best_seeds(uint8_t *gains, uint32_t *groups, int32_t count, int32_t limit,
                      uint32_t *values) {
  int32_t counts[256] = {0}, known = 0;
  for (int32_t i = 0; i < count; i++) {
    uint8_t *gain = seed_gain(gains, groups[i]), value = *gain;
    *gain = 0;
    // A group met again has no gain left and is written over.
    groups[known] = groups[i];
    values[known] = value;
    known += value > 0;
    counts[value] += value > 0;
  }
  int32_t least = 255, room = limit;
  while (least > 1 && counts[least] <= room) room -= counts[least--];
  int32_t found = 0;
  for (int32_t i = 0; i < known; i++) {
    if (values[i] < (uint32_t)least || (values[i] == (uint32_t)least && room-- <= 0)) continue;
    groups[found++] = groups[i];
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

typedef uint16_t nibble_sums __attribute__((ext_vector_type(16), aligned(2)));

// For each bit of four: the lanes whose number has it.
static const nibble_sums HAS_BIT[CR_NIBBLE] = {
    {0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1},
    {0, 0, -1, -1, 0, 0, -1, -1, 0, 0, -1, -1, 0, 0, -1, -1},
    {0, 0, 0, 0, -1, -1, -1, -1, 0, 0, 0, 0, -1, -1, -1, -1},
    {0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1}};

CLONED void cr_share(int32_t *weights, int32_t count, int32_t part, uint16_t *table) {
  int64_t sum = 0;
  for (int32_t i = 0; i < count; i++) sum += weights[i];
  double whole = sum > 0 ? (double)sum : 1;
  // Exact for what fits in 32 bits, and several times as fast as a division of integers.
  for (int32_t i = 0; i < count; i++)
    weights[i] = (int32_t)((double)part * (double)weights[i] / whole);
  for (int32_t start = 0; start < count; start += CR_NIBBLE, table += 1 << CR_NIBBLE) {
    nibble_sums sums = {};
    for (int32_t bit = 0; bit < CR_NIBBLE && start + bit < count; bit++)
      sums += HAS_BIT[bit] & ((nibble_sums){} + (uint16_t)weights[start + bit]);
    *(nibble_sums *)table = sums;
  }
}

CLONED void cr_limit(const uint16_t *factors, const int32_t *most, int32_t shortest,
                     int32_t longest, int32_t threshold, int32_t rest, uint64_t point_of_gain,
                     uint8_t *least) {
  for (int32_t length = shortest; length <= longest; length++) {
    int32_t factor = factors[length];
    int32_t needed = (int32_t)((double)(threshold + factor - 1) / (double)factor);
    uint64_t gain = (uint64_t)(needed - rest > 1 ? needed - rest : 1);
    uint64_t points = gain * point_of_gain >> 32;
    points = points < 1 ? 1 : points > 254 ? 254 : points;
    least[length] = most[length] >= needed ? (uint8_t)points : 255;
  }
}

typedef uint64_t two_masks __attribute__((ext_vector_type(2), aligned(8)));

// The gain of a question whose units stand from a bit on.
static inline __attribute__((always_inline)) int32_t gain_of(const uint8_t *units, uint64_t bit,
                                                             int32_t width, int32_t length,
                                                             const cr_query *query) {
  const uint64_t *positions = query->positions;
  const uint16_t *weights = query->weights;
  uint64_t mask = (1ull << width) - 1;
  // By writing and by sound, side by side.
  two_masks matched = {}, pairs = {}, previous = {};
#define NEXT_UNIT(bits)                                                    \
  do {                                                                     \
    two_masks unit = *(const two_masks *)(positions + 2 * ((bits) & mask)); \
    matched |= unit;                                                       \
    pairs |= (previous << 1) & unit;                                       \
    previous = unit;                                                       \
  } while (0)
  uint64_t one = (uint64_t)width, word;
  int32_t left = length;
  // One load gives four units where they are narrow enough.
  for (; one <= 14 && left >= 4; left -= 4) {
    memcpy(&word, units + (bit >> 3), sizeof word);
    word >>= bit & 7;
    bit += 4 * one;
    NEXT_UNIT(word);
    NEXT_UNIT(word >> one);
    NEXT_UNIT(word >> 2 * one);
    NEXT_UNIT(word >> 3 * one);
  }
  for (; left > 0; left--) {
    memcpy(&word, units + (bit >> 3), sizeof word);
    NEXT_UNIT(word >> (bit & 7));
    bit += one;
  }
  uint64_t written = matched[0], written_pairs = pairs[0], sounded_pairs = pairs[1];
  int32_t sum = 0;
  for (int32_t nibble = 0; nibble < query->nibbles; nibble++, weights += 1 << CR_NIBBLE) {
    sum += weights[written & 15];
    sum += weights[CR_CHANNEL + (written_pairs & 15)];
    sum += weights[2 * CR_CHANNEL + (sounded_pairs & 15)];
    written >>= CR_NIBBLE;
    written_pairs >>= CR_NIBBLE;
    sounded_pairs >>= CR_NIBBLE;
  }
  return sum;
}

#define PLACE_MASK ((1u << CR_PLACE_BITS) - 1)

// So many bits from a bit on.
static inline uint64_t packed(const uint8_t *bytes, uint64_t bit, int32_t width) {
  uint64_t word;
  memcpy(&word, bytes + (bit >> 3), sizeof word);
  return word >> (bit & 7) & ((1ull << width) - 1);
}

static inline uint64_t first_unit(const cr_questions *questions, uint32_t place, int32_t length) {
  return (uint64_t)questions->unit_starts[length] +
         (uint64_t)(place - questions->length_starts[length]) * (uint64_t)length;
}

static inline __attribute__((always_inline)) int32_t points_of(const cr_questions *questions,
                                                               const cr_query *query,
                                                               uint32_t place, int32_t length) {
  int32_t width = questions->width;
  uint64_t bit = first_unit(questions, place, length) * (uint64_t)width;
  return gain_of(questions->units, bit, width, length, query) * questions->factors[length];
}

SHIFTING int32_t cr_points(const cr_questions *questions, const cr_query *query, uint32_t place,
                           int32_t length) {
  return points_of(questions, query, place, length);
}

static inline __attribute__((always_inline)) void insert(cr_hits *hits, int32_t points,
                                                         uint32_t question) {
  cr_hit *best = hits->best;
  int32_t rank = hits->count;
  for (; rank > 0 && (best[rank - 1].points < points ||
                      (best[rank - 1].points == points && best[rank - 1].question > question));
       rank--)
    best[rank] = best[rank - 1];
  if (rank >= hits->limit) return;
  best[rank] = (cr_hit){points, question};
  hits->count += hits->count < hits->limit;
}

void cr_offer(cr_hits *hits, int32_t points, uint32_t question) {
  if (points >= cr_threshold(hits)) insert(hits, points, question);
}

// The address of the units of a place.
static inline __attribute__((always_inline)) const uint8_t *units_of(const cr_questions *questions,
                                                                     const cr_lengths *lengths,
                                                                     uint32_t start,
                                                                     uint32_t index) {
  uint64_t unit = first_unit(questions, start + index, cr_length(lengths, index));
  return questions->units + (unit * (uint64_t)questions->width >> 3);
}

SHIFTING int32_t cr_keep(const cr_questions *questions, const cr_lengths *lengths, uint32_t start,
                         const uint32_t *candidates, int32_t count, uint32_t least, uint32_t most,
                         uint32_t *kept) {
  int32_t kept_count = 0;
  for (int32_t i = 0; i < count; i++) {
    if ((candidates[i] >> CR_PLACE_BITS) - least > most - least) continue;
    // On the way while others are scored.
    __builtin_prefetch(units_of(questions, lengths, start, candidates[i] & PLACE_MASK));
    kept[kept_count++] = candidates[i];
  }
  return kept_count;
}

SHIFTING int32_t cr_keep_groups(const cr_questions *questions, const cr_lengths *lengths,
                                uint32_t start, uint32_t places, int32_t bits,
                                const uint32_t *candidates, int32_t count, uint32_t least,
                                uint32_t most, uint32_t *kept) {
  int32_t kept_count = 0;
  for (int32_t i = 0; i < count; i++) {
    if ((candidates[i] >> CR_PLACE_BITS) - least > most - least) continue;
    uint32_t index = (candidates[i] & PLACE_MASK) << bits, end = index + (1u << bits);
    if (end > places) end = places;
    const uint8_t *units = units_of(questions, lengths, start, index);
    __builtin_prefetch(units);
    __builtin_prefetch(units + 64);
    for (; index < end; index++) kept[kept_count++] = (candidates[i] & ~PLACE_MASK) | index;
  }
  return kept_count;
}

SHIFTING int32_t cr_score(const cr_questions *questions, const cr_query *query,
                          const cr_lengths *lengths, uint32_t start, const uint32_t *candidates,
                          int32_t count, int32_t rest, uint64_t gain_of_point, cr_hits *hits) {
  int32_t scored = 0, threshold = cr_threshold(hits);
  for (int32_t i = 0; i < count; i++) {
    uint32_t index = candidates[i] & PLACE_MASK;
    int32_t length = cr_length(lengths, index);
    int32_t bound = (int32_t)((candidates[i] >> CR_PLACE_BITS) * gain_of_point >> 16) + rest;
    if (bound * questions->factors[length] < threshold) continue;
    scored++;
    int32_t points = points_of(questions, query, start + index, length);
    if (points < threshold) continue;
    // Read only now, since it is seldom in the cache.
    uint64_t bit = (uint64_t)(start + index) * (uint64_t)questions->order_width;
    insert(hits, points, (uint32_t)packed(questions->order, bit, questions->order_width));
    threshold = cr_threshold(hits);
  }
  return scored;
}
