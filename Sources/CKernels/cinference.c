#include "cinference.h"

#include "lanes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#pragma clang fp contract(off)

typedef int8_t byte_lanes __attribute__((vector_size(16), aligned(1)));
typedef uint8_t unsigned_byte_lanes __attribute__((vector_size(16), aligned(1)));

// Bytes that the memory gives at a time.
enum { LINE = 64 };

static inline __attribute__((always_inline)) void add(int lanes_used, int32_t n, int32_t count,
                                                      const int32_t *rows, const float *values,
                                                      const int8_t *w, float *y) {
  lanes sums[STRETCH];
  for (int l = 0; l < lanes_used; l++) sums[l] = LOAD(y + 16 * l);
  for (int32_t r = 0; r < count; r++) {
    const int8_t *row = w + (int64_t)rows[r] * n;
    lanes value = ALL(values[r]);
    for (int l = 0; l < lanes_used; l++) {
      lanes weights = __builtin_convertvector(*(const byte_lanes *)(row + 16 * l), lanes);
      sums[l] = FUSED(value, weights, sums[l]);
    }
  }
  for (int l = 0; l < lanes_used; l++) STORE(y + 16 * l, sums[l]);
}

CLONED void ci_add_rows(int32_t n, int32_t count, const int32_t *rows, const float *values,
                        const int8_t *w, float *y) {
  int32_t i = 0;
  for (; i + 16 * STRETCH <= n; i += 16 * STRETCH)
    add(STRETCH, n, count, rows, values, w + i, y + i);
  for (; i < n; i += 16) add(1, n, count, rows, values, w + i, y + i);
}

// Asks the memory for all of a range that will be read in leaps.
static void fetch(const void *start, size_t bytes) {
  for (size_t place = 0; place < bytes; place += LINE)
    __builtin_prefetch((const char *)start + place);
}

void ci_fetch_rows(int32_t n, int32_t count, const int32_t *rows, const int8_t *w) {
  for (int32_t r = 0; r < count; r++) fetch(w + (int64_t)rows[r] * n, (size_t)n);
}

CLONED float ci_activate(int32_t n, const float *x, uint8_t *bytes) {
  lanes top = ALL(1e-12f);
  for (int32_t i = 0; i < n; i += 16) top = __builtin_elementwise_max(top, LOAD(x + i));
  float largest = __builtin_reduce_max(top);
  float scale = 127.0f / largest;
  for (int32_t i = 0; i < n; i += 16) {
    lanes positive = __builtin_elementwise_max(LOAD(x + i), ALL(0.0f));
    int_lanes rounded = __builtin_convertvector(FUSED(positive, ALL(scale), ALL(0.5f)), int_lanes);
    *(unsigned_byte_lanes *)(bytes + i) = __builtin_convertvector(rounded, unsigned_byte_lanes);
  }
  return largest / 127.0f;
}

#if defined(__x86_64__)
// Sums of some blocks side by side: each sum alone would wait for itself.
#define VNNI __attribute__((target("avx512f,avx512bw,avx512vnni")))
VNNI static inline __attribute__((always_inline)) void sum_blocks(int count, int32_t n,
                                                                  const uint8_t *x,
                                                                  const int8_t *w, int32_t *sums) {
  enum { MOST = 4 };
  __m512i even[MOST], odd[MOST];
  for (int b = 0; b < count; b++) even[b] = odd[b] = _mm512_setzero_si512();
  int32_t i = 0;
  for (; i + 8 <= n; i += 8) {
    int32_t left, right;
    memcpy(&left, x + i, 4);
    memcpy(&right, x + i + 4, 4);
    __m512i first = _mm512_set1_epi32(left), second = _mm512_set1_epi32(right);
    for (int b = 0; b < count; b++) {
      const int8_t *weights = w + (int64_t)b * 16 * n + 16 * i;
      even[b] = _mm512_dpbusd_epi32(even[b], first, _mm512_loadu_si512(weights));
      odd[b] = _mm512_dpbusd_epi32(odd[b], second, _mm512_loadu_si512(weights + 64));
    }
  }
  for (; i < n; i += 4) {
    int32_t left;
    memcpy(&left, x + i, 4);
    for (int b = 0; b < count; b++)
      even[b] = _mm512_dpbusd_epi32(even[b], _mm512_set1_epi32(left),
                                    _mm512_loadu_si512(w + (int64_t)b * 16 * n + 16 * i));
  }
  for (int b = 0; b < count; b++)
    _mm512_storeu_si512(sums + 16 * b, _mm512_add_epi32(even[b], odd[b]));
}

VNNI static void class_sums_vnni(int32_t n, int32_t blocks, const uint8_t *x, const int8_t *w,
                                 int32_t *sums) {
  int32_t block = 0;
  for (; block + 4 <= blocks; block += 4)
    sum_blocks(4, n, x, w + (int64_t)block * 16 * n, sums + 16 * block);
  for (; block < blocks; block++)
    sum_blocks(1, n, x, w + (int64_t)block * 16 * n, sums + 16 * block);
}

// A product of bytes fits sixteen bits, and so does the sum of two, since inputs are at most 127.
__attribute__((target("avx2"))) static void class_sums_avx2(int32_t n, int32_t blocks,
                                                            const uint8_t *x, const int8_t *w,
                                                            int32_t *sums) {
  __m256i ones = _mm256_set1_epi16(1);
  for (int32_t block = 0; block < blocks; block++) {
    __m256i low = _mm256_setzero_si256(), high = low;
    for (int32_t i = 0; i < n; i += 4, w += 64) {
      int32_t four;
      memcpy(&four, x + i, 4);
      __m256i input = _mm256_set1_epi32(four);
      __m256i left = _mm256_maddubs_epi16(input, _mm256_loadu_si256((const __m256i *)w));
      __m256i right = _mm256_maddubs_epi16(input, _mm256_loadu_si256((const __m256i *)(w + 32)));
      low = _mm256_add_epi32(low, _mm256_madd_epi16(left, ones));
      high = _mm256_add_epi32(high, _mm256_madd_epi16(right, ones));
    }
    _mm256_storeu_si256((__m256i *)(sums + 16 * block), low);
    _mm256_storeu_si256((__m256i *)(sums + 16 * block + 8), high);
  }
}
#endif

static void class_sums_plain(int32_t n, int32_t blocks, const uint8_t *x, const int8_t *w,
                             int32_t *sums) {
  for (int32_t block = 0; block < blocks; block++) {
    int32_t total[16] = {0};
    for (int32_t i = 0; i < n; i += 4, w += 64)
      for (int32_t label = 0; label < 16; label++)
        for (int32_t part = 0; part < 4; part++)
          total[label] += (int32_t)x[i + part] * w[4 * label + part];
    memcpy(sums + 16 * block, total, sizeof total);
  }
}

void ci_class_sums(int32_t n, int32_t blocks, const uint8_t *x, const int8_t *w, int32_t *sums) {
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw"))
    return class_sums_vnni(n, blocks, x, w, sums);
  if (__builtin_cpu_supports("avx2")) return class_sums_avx2(n, blocks, x, w, sums);
#endif
  class_sums_plain(n, blocks, x, w, sums);
}

CLONED void ci_logits(int32_t n, const int32_t *sums, float step, const float *scale,
                      const float *bias, float *logits) {
  for (int32_t i = 0; i < n; i += 16) {
    lanes sum = __builtin_convertvector(*(const int_lanes *)(sums + i), lanes);
    STORE(logits + i, FUSED(sum * ALL(step), LOAD(scale + i), LOAD(bias + i)));
  }
}

// The first of `count` ascending rows, from `next` on, that is not below `row`. Rows are asked for
// in ascending order, so that the next one is near.
static inline __attribute__((always_inline)) int32_t advance(const int32_t *rows, int32_t count,
                                                             int32_t next, int32_t row) {
  while (next + 16 <= count && rows[next + 15] < row) next += 16;
  if (next + 16 > count) {
    while (next < count && rows[next] < row) next++;
    return next;
  }
  int_lanes below = *(const int_lanes *)(rows + next) < ((int_lanes){} + row);
  return next - __builtin_reduce_add(below);
}

// The largest 2 · shared[i] / (mass + masses[i]) that is not above `most`, and at least 0.
CLONED static float best_overlap(int32_t n, const float *shared, const float *masses, float mass,
                                 float most) {
  float best = 0;
  int32_t i = 0;
  if (n >= 16) {
    lanes tops = {};
    for (; i + 16 <= n; i += 16) {
      lanes overlap = ALL(2.0f) * LOAD(shared + i) / (ALL(mass) + LOAD(masses + i));
      // Where the comparison fails, all bits are 0.
      int_lanes bits, counts = overlap <= ALL(most);
      memcpy(&bits, &overlap, sizeof bits);
      bits &= counts;
      memcpy(&overlap, &bits, sizeof bits);
      tops = __builtin_elementwise_max(tops, overlap);
    }
    best = __builtin_reduce_max(tops);
  }
  for (; i < n; i++) {
    float overlap = 2 * shared[i] / (mass + masses[i]);
    if (overlap <= most && overlap > best) best = overlap;
  }
  return best;
}

// Adds the weight of each row to the lists that hold it.
CLONED static void add_shared(const ci_row *rows, int32_t count, const ci_lists *lists,
                              float *shared) {
  int32_t next = 0;
  for (int32_t i = 0; i < count; i++) {
    next = advance(lists->rows, lists->row_count, next, rows[i].row);
    if (next == lists->row_count) break;
    if (lists->rows[next] != rows[i].row) continue;
    for (uint32_t place = lists->starts[next]; place < lists->starts[next + 1]; place++)
      shared[lists->places[place]] += rows[i].weight;
  }
}

float ci_best_overlap(const ci_row *rows, int32_t count, float mass, const ci_lists *lists,
                      float most, float *shared) {
  if (lists->row_count > 0) {
    fetch(lists->rows, lists->row_count * sizeof *lists->rows);
    uint32_t start = lists->starts[0], end = lists->starts[lists->row_count];
    fetch(lists->places + start, (end - start) * sizeof *lists->places);
    fetch(lists->starts, lists->row_count * sizeof *lists->starts);
  }
  memset(shared, 0, lists->count * sizeof *shared);
  add_shared(rows, count, lists, shared);
  return best_overlap(lists->count, shared, lists->masses, mass, most);
}

static inline __attribute__((always_inline)) int32_t first_largest(int32_t n, const float *values) {
  float top = values[0];
  int32_t i = 0;
  if (n >= 16) {
    lanes tops = LOAD(values);
    for (i = 16; i + 16 <= n; i += 16) tops = __builtin_elementwise_max(tops, LOAD(values + i));
    top = __builtin_reduce_max(tops);
  }
  for (; i < n; i++) top = values[i] > top ? values[i] : top;
  for (i = 0; i + 16 <= n; i += 16) {
    lane_bits equal = __builtin_convertvector(LOAD(values + i) == ALL(top), lane_bits);
    uint16_t bits;
    memcpy(&bits, &equal, sizeof bits);
    if (bits) return i + __builtin_ctz(bits);
  }
  for (; i < n; i++)
    if (values[i] == top) return i;
  return 0;
}

CLONED int32_t ci_largest(int32_t n, const float *values) { return first_largest(n, values); }

// Values of which the largest is kept while others are looked for.
enum { GROUP = 64 };

static inline __attribute__((always_inline)) float largest_of(const float *values, int32_t n) {
  lanes tops = LOAD(values);
  for (int32_t i = 16; i < n; i += 16) tops = __builtin_elementwise_max(tops, LOAD(values + i));
  return __builtin_reduce_max(tops);
}

CLONED int32_t ci_top(int32_t n, float *values, int32_t most, int32_t *indices) {
  int32_t groups = (n + GROUP - 1) / GROUP, width = (groups + 15) / 16 * 16;
  float maxima[width], kept[most];
  for (int32_t group = 0; group < width; group++) {
    int32_t start = group * GROUP, left = n - start;
    maxima[group] =
        group < groups ? largest_of(values + start, left < GROUP ? left : GROUP) : 0;
  }
  int32_t count = 0;
  for (; count < most; count++) {
    int32_t group = first_largest(width, maxima);
    if (!(maxima[group] > 0)) break;
    int32_t start = group * GROUP, left = n - start < GROUP ? n - start : GROUP;
    int32_t place = start + first_largest(left, values + start);
    indices[count] = place;
    kept[count] = values[place];
    values[place] = 0;
    maxima[group] = largest_of(values + start, left);
  }
  for (int32_t i = 0; i < count; i++) values[indices[i]] = kept[i];
  return count;
}
