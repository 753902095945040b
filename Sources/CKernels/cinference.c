#include "cinference.h"

#include "lanes.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

#pragma clang fp contract(off)

typedef int8_t byte_lanes __attribute__((vector_size(16), aligned(1)));
typedef uint8_t unsigned_byte_lanes __attribute__((vector_size(16), aligned(1)));

// How many rows ahead the memory is asked for: rows lie far apart.
enum { AHEAD = 4, LINE = 64 };

CLONED void ci_add_rows(int32_t n, int32_t count, const int32_t *rows, const float *values,
                        const int8_t *w, float *y) {
  for (int32_t r = 0; r < count; r++) {
    if (r + AHEAD < count) {
      const int8_t *ahead = w + (int64_t)rows[r + AHEAD] * n;
      for (int32_t i = 0; i < n; i += LINE) __builtin_prefetch(ahead + i);
    }
    const int8_t *row = w + (int64_t)rows[r] * n;
    lanes value = ALL(values[r]);
    for (int32_t i = 0; i < n; i += 16) {
      lanes weights = __builtin_convertvector(*(const byte_lanes *)(row + i), lanes);
      STORE(y + i, FUSED(value, weights, LOAD(y + i)));
    }
  }
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
__attribute__((target("avx512f,avx512bw,avx512vnni"))) static void class_sums_vnni(
    int32_t n, int32_t blocks, const uint8_t *x, const int8_t *w, int32_t *sums) {
  for (int32_t block = 0; block < blocks; block++) {
    // Two sums, since one would wait for itself.
    __m512i even = _mm512_setzero_si512(), odd = even;
    int32_t i = 0;
    for (; i + 8 <= n; i += 8, w += 128) {
      int32_t left, right;
      memcpy(&left, x + i, 4);
      memcpy(&right, x + i + 4, 4);
      even = _mm512_dpbusd_epi32(even, _mm512_set1_epi32(left), _mm512_loadu_si512(w));
      odd = _mm512_dpbusd_epi32(odd, _mm512_set1_epi32(right), _mm512_loadu_si512(w + 64));
    }
    for (; i < n; i += 4, w += 64) {
      int32_t left;
      memcpy(&left, x + i, 4);
      even = _mm512_dpbusd_epi32(even, _mm512_set1_epi32(left), _mm512_loadu_si512(w));
    }
    _mm512_storeu_si512(sums + 16 * block, _mm512_add_epi32(even, odd));
  }
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

// The first of `count` ascending rows that is not below `row`.
static int32_t lower_bound(const int32_t *rows, int32_t count, int32_t row) {
  const int32_t *base = rows;
  while (count > 1) {
    int32_t half = count / 2;
    base += base[half - 1] < row ? half : 0;
    count -= half;
  }
  return (int32_t)(base - rows) + (count == 1 && *base < row);
}

float ci_best_overlap(const int32_t *rows, const float *weights, int32_t count, float mass,
                      const ci_lists *lists, float most, float *shared) {
  for (int32_t i = 0; i < lists->count; i++) shared[i] = 0;
  int32_t next = 0;
  for (int32_t i = 0; i < count; i++) {
    next += lower_bound(lists->rows + next, lists->row_count - next, rows[i]);
    if (next == lists->row_count) break;
    if (lists->rows[next] != rows[i]) continue;
    for (uint32_t place = lists->starts[next]; place < lists->starts[next + 1]; place++)
      shared[lists->places[place]] += weights[i];
  }
  float best = 0;
  for (int32_t i = 0; i < lists->count; i++) {
    float total = mass + lists->masses[i];
    float overlap = total > 0 ? 2 * shared[i] / total : 0;
    if (overlap <= most && overlap > best) best = overlap;
  }
  return best;
}

CLONED int32_t ci_largest(int32_t n, const float *values) {
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

CLONED int32_t ci_top(int32_t n, const float *values, int32_t most, int32_t *indices) {
  int32_t count = 0;
  float least = 0;
  for (int32_t start = 0; start < n; start += 16) {
    uint16_t bits;
    if (start + 16 <= n) {
      lane_bits above = __builtin_convertvector(LOAD(values + start) > ALL(least), lane_bits);
      memcpy(&bits, &above, sizeof bits);
    } else {
      bits = (uint16_t)((1u << (n - start)) - 1);
    }
    for (; bits; bits &= bits - 1) {
      int32_t index = start + __builtin_ctz(bits);
      if (!(values[index] > least)) continue;
      int32_t place = count < most ? count++ : most - 1;
      for (; place > 0 && values[indices[place - 1]] < values[index]; place--)
        indices[place] = indices[place - 1];
      indices[place] = index;
      if (count == most) least = values[indices[most - 1]];
    }
  }
  return count;
}
