#include "ctraining.h"

#include "lanes.h"

#include <math.h>

#pragma clang fp contract(off)

// Rows of numbers are gone through 64 at a time, a bit for each number that counts: most do not.
enum { GROUP = 64 };

// The numbers of a group that are above a limit.
static inline __attribute__((always_inline)) uint64_t above(int32_t count, const float *x,
                                                            float limit) {
  uint64_t all = 0;
  for (int32_t i = 0; i < count; i += 16) {
    lane_bits part = __builtin_convertvector(LOAD(x + i) > ALL(limit), lane_bits);
    uint16_t bits;
    memcpy(&bits, &part, sizeof bits);
    all |= (uint64_t)bits << i;
  }
  return all;
}

// Exchanges the lanes of rows `distance` apart so that sixteen rows become sixteen columns when it
// is done for 8, 4, 2 and 1.
#define EXCHANGE(rows, distance, low, high)                         \
  _Pragma("clang loop unroll(full)") for (int r = 0; r < 16; r++)   \
    if (!(r & (distance))) {                                        \
      lanes x = (rows)[r], y = (rows)[r + (distance)];              \
      (rows)[r] = __builtin_shufflevector(x, y, low);               \
      (rows)[r + (distance)] = __builtin_shufflevector(x, y, high); \
    }
#define LOW8 0, 1, 2, 3, 4, 5, 6, 7, 16, 17, 18, 19, 20, 21, 22, 23
#define HIGH8 8, 9, 10, 11, 12, 13, 14, 15, 24, 25, 26, 27, 28, 29, 30, 31
#define LOW4 0, 1, 2, 3, 16, 17, 18, 19, 8, 9, 10, 11, 24, 25, 26, 27
#define HIGH4 4, 5, 6, 7, 20, 21, 22, 23, 12, 13, 14, 15, 28, 29, 30, 31
#define LOW2 0, 1, 16, 17, 4, 5, 20, 21, 8, 9, 24, 25, 12, 13, 28, 29
#define HIGH2 2, 3, 18, 19, 6, 7, 22, 23, 10, 11, 26, 27, 14, 15, 30, 31
#define LOW1 0, 16, 2, 18, 4, 20, 6, 22, 8, 24, 10, 26, 12, 28, 14, 30
#define HIGH1 1, 17, 3, 19, 5, 21, 7, 23, 9, 25, 11, 27, 13, 29, 15, 31


// Sixteen rows of a as sixteen columns of b.
static inline __attribute__((always_inline)) void turn(const float *a, int32_t a_stride, float *b,
                                                       int32_t b_stride) {
  lanes rows[16];
  for (int r = 0; r < 16; r++) rows[r] = LOAD(a + (int64_t)r * a_stride);
  EXCHANGE(rows, 8, LOW8, HIGH8)
  EXCHANGE(rows, 4, LOW4, HIGH4)
  EXCHANGE(rows, 2, LOW2, HIGH2)
  EXCHANGE(rows, 1, LOW1, HIGH1)
  for (int r = 0; r < 16; r++) STORE(b + (int64_t)r * b_stride, rows[r]);
}

// The weights of a group of units for this many classes fill the nearest cache; eight sums side by
// side hide how long one takes.
enum { COLUMNS = 128 };

static inline __attribute__((always_inline)) void multiply_open(int lanes_used, int32_t m,
                                                                int32_t depth, const float *a,
                                                                int32_t a_stride,
                                                                const float *panel, float *c,
                                                                int32_t c_stride) {
  for (int32_t i = 0; i < m; i++, a += a_stride, c += c_stride) {
    lanes sums[COLUMNS / 16];
    for (int l = 0; l < lanes_used; l++) sums[l] = LOAD(c + 16 * l);
    for (uint64_t bits = above(depth, a, 0.0f); bits; bits &= bits - 1) {
      int32_t p = __builtin_ctzll(bits);
      lanes factor = ALL(a[p]);
#pragma clang loop unroll(full)
      for (int l = 0; l < lanes_used; l++)
        sums[l] = FUSED(factor, LOAD(panel + p * COLUMNS + 16 * l), sums[l]);
    }
    for (int l = 0; l < lanes_used; l++) STORE(c + 16 * l, sums[l]);
  }
}

CLONED void ck_multiply_open(int32_t m, int32_t n, int32_t k, const float *a, const float *b,
                             float *c) {
  float panel[GROUP * COLUMNS] __attribute__((aligned(64)));
  for (int32_t j = 0; j < n; j += COLUMNS) {
    int32_t columns = n - j < COLUMNS ? n - j : COLUMNS;
    for (int32_t start = 0; start < k; start += GROUP) {
      int32_t depth = k - start < GROUP ? k - start : GROUP;
      for (int32_t p = 0; p < depth; p += 16)
        for (int32_t q = 0; q < columns; q += 16)
          turn(b + (int64_t)(j + q) * k + start + p, k, panel + p * COLUMNS + q, COLUMNS);
      int32_t q = 0;
      while (q < columns) {
        const float *left = a + start;
        float *out = c + j + q;
        int32_t rest = columns - q;
        if (rest >= 128) {
          multiply_open(8, m, depth, left, k, panel + q, out, n);
          q += 128;
        } else if (rest >= 64) {
          multiply_open(4, m, depth, left, k, panel + q, out, n);
          q += 64;
        } else if (rest >= 32) {
          multiply_open(2, m, depth, left, k, panel + q, out, n);
          q += 32;
        } else {
          multiply_open(1, m, depth, left, k, panel + q, out, n);
          q += 16;
        }
      }
    }
  }
}

// What a class pulls at an example.
static inline __attribute__((always_inline)) float slope(const float *probabilities, int32_t class,
                                                         int32_t label, float factor) {
  return (probabilities[class] - (class == label ? 1.0f : 0.0f)) * factor;
}

static inline __attribute__((always_inline)) void pull(int lanes_used, int32_t n, uint64_t bits,
                                                       const float *probabilities, int32_t label,
                                                       float factor, const float *w, float *x) {
  lanes sums[STRETCH];
  for (int l = 0; l < lanes_used; l++) sums[l] = LOAD(x + 16 * l);
  for (; bits; bits &= bits - 1) {
    int32_t class = __builtin_ctzll(bits);
    lanes g = ALL(slope(probabilities, class, label, factor));
#pragma clang loop unroll(full)
    for (int l = 0; l < lanes_used; l++)
      sums[l] = FUSED(g, LOAD(w + (int64_t)class * n + 16 * l), sums[l]);
  }
  for (int l = 0; l < lanes_used; l++) STORE(x + 16 * l, sums[l]);
}

static inline __attribute__((always_inline)) void push(int lanes_used, int32_t n, uint64_t bits,
                                                       const float *probabilities, int32_t label,
                                                       float factor, const float *x, float *w) {
  lanes units[STRETCH];
  for (int l = 0; l < lanes_used; l++) units[l] = LOAD(x + 16 * l);
  for (; bits; bits &= bits - 1) {
    int32_t class = __builtin_ctzll(bits);
    lanes g = ALL(slope(probabilities, class, label, factor));
    float *target = w + (int64_t)class * n;
#pragma clang loop unroll(full)
    for (int l = 0; l < lanes_used; l++)
      STORE(target + 16 * l, FUSED(g, units[l], LOAD(target + 16 * l)));
  }
}

CLONED void ck_spread_gradient(int32_t m, int32_t n, int32_t k, const float *probabilities,
                               const int32_t *labels, const float *factors, float least,
                               const float *x, const float *w, float *w_gradient,
                               float *bias_gradient, float *x_gradient) {
  // A group of classes stays in the near caches while all examples are gone through.
  for (int32_t first = 0; first < n; first += GROUP) {
    int32_t classes = n - first < GROUP ? n - first : GROUP;
    const float *weights = w + (int64_t)first * k;
    float *target = w_gradient + (int64_t)first * k;
    for (int32_t e = 0; e < m; e++) {
      const float *row = probabilities + (int64_t)e * n + first;
      const float *units = x + (int64_t)e * k;
      float *back = x_gradient + (int64_t)e * k;
      int32_t label = labels[e] - first;
      uint64_t bits = above(classes, row, least);
      if (label >= 0 && label < classes) bits |= 1ull << label;
      if (!bits) continue;
      int32_t i = 0;
      for (; i + 16 * STRETCH <= k; i += 16 * STRETCH) {
        pull(STRETCH, k, bits, row, label, factors[e], weights + i, back + i);
        push(STRETCH, k, bits, row, label, factors[e], units + i, target + i);
      }
      for (; i < k; i += 16) {
        pull(1, k, bits, row, label, factors[e], weights + i, back + i);
        push(1, k, bits, row, label, factors[e], units + i, target + i);
      }
      for (; bits; bits &= bits - 1) {
        int32_t class = __builtin_ctzll(bits);
        bias_gradient[first + class] += slope(row, class, label, factors[e]);
      }
    }
  }
}

// How many rows ahead the memory is asked for: rows lie far apart. Their mean squares, one line of
// the cache each, are asked for an example ahead.
enum { AHEAD = 4, SQUARES_AHEAD = 40 };

static inline __attribute__((always_inline)) void fetch(int lanes_used, const float *row) {
  for (int l = 0; l < lanes_used; l++) __builtin_prefetch(row + 16 * l);
}

static inline __attribute__((always_inline)) void add(int lanes_used, int32_t n, int32_t count,
                                                      int32_t known, const int32_t *rows,
                                                      const float *values, const float *w,
                                                      float *y) {
  lanes sums[STRETCH];
  for (int l = 0; l < lanes_used; l++) sums[l] = LOAD(y + 16 * l);
  for (int32_t r = 0; r < count; r++) {
    if (r + AHEAD < known) fetch(lanes_used, w + (int64_t)rows[r + AHEAD] * n);
    const float *row = w + (int64_t)rows[r] * n;
    lanes value = ALL(values[r]);
    for (int l = 0; l < lanes_used; l++) sums[l] = FUSED(value, LOAD(row + 16 * l), sums[l]);
  }
  for (int l = 0; l < lanes_used; l++) STORE(y + 16 * l, sums[l]);
}

CLONED void ck_add_rows(int32_t n, int32_t count, int32_t known, const int32_t *rows,
                        const float *values, const float *w, float *y) {
  int32_t i = 0;
  for (; i + 16 * STRETCH <= n; i += 16 * STRETCH)
    add(STRETCH, n, count, known, rows, values, w + i, y + i);
  for (; i < n; i += 16) add(1, n, count, known, rows, values, w + i, y + i);
}

static inline __attribute__((always_inline)) void step(int lanes_used, int32_t n, int32_t count,
                                                       int32_t known, const int32_t *rows,
                                                       const float *steps, const float *x,
                                                       float *w) {
  lanes direction[STRETCH];
  for (int l = 0; l < lanes_used; l++) direction[l] = LOAD(x + 16 * l);
  for (int32_t r = 0; r < count; r++) {
    if (r + AHEAD < known) fetch(lanes_used, w + (int64_t)rows[r + AHEAD] * n);
    float *row = w + (int64_t)rows[r] * n;
    lanes length = ALL(steps[r]);
    for (int l = 0; l < lanes_used; l++)
      STORE(row + 16 * l, FUSED(length, direction[l], LOAD(row + 16 * l)));
  }
}

CLONED void ck_step_rows(int32_t n, int32_t count, int32_t known, const int32_t *rows,
                         const float *steps, const float *x, float *w) {
  int32_t i = 0;
  for (; i + 16 * STRETCH <= n; i += 16 * STRETCH)
    step(STRETCH, n, count, known, rows, steps, x + i, w + i);
  for (; i < n; i += 16) step(1, n, count, known, rows, steps, x + i, w + i);
}

CLONED float ck_gate(int32_t n, const float *units, float scale, float *gradient) {
  lanes squares = {};
  for (int32_t i = 0; i < n; i += 16) {
    int_lanes open = LOAD(units + i) > ALL(0.0f);
    lanes g = LOAD(gradient + i) * ALL(scale);
    int_lanes bits;
    memcpy(&bits, &g, sizeof bits);
    bits &= open;
    memcpy(&g, &bits, sizeof g);
    STORE(gradient + i, g);
    squares += g * g;
  }
  return sum(&squares);
}

CLONED void ck_row_steps(int32_t count, int32_t known, const int32_t *rows, const float *values,
                         float square, float rate, float *squares, float *steps) {
  for (int32_t r = 0; r < count; r++) {
    if (r + SQUARES_AHEAD < known) __builtin_prefetch(squares + rows[r + SQUARES_AHEAD]);
    float now = square * values[r] * values[r];
    float mean = 0.98f * squares[rows[r]] + 0.02f * now;
    squares[rows[r]] = mean;
    steps[r] = mean > 0.3f * now ? mean : 0.3f * now;
  }
  for (int32_t r = 0; r < count; r++) steps[r] = rate * values[r] / (sqrtf(steps[r]) + 1e-9f);
}

CLONED void ck_drop(int32_t n, uint64_t seed, float keep, float *x) {
  uint16_t limit = (uint16_t)(keep * 65535.0f);
  float scale = 1.0f / keep;
  for (int32_t i = 0; i < n; i += 4) {
    // A number for each seed and place (SplitMix64).
    uint64_t bits = mixed(seed + ((uint64_t)i + 1) * 0x9E3779B97F4A7C15ull);
    for (int32_t part = 0; part < 4; part++) {
      float value = x[i + part] * scale;
      int is_kept = value > 0 && (uint16_t)(bits >> (16 * part)) < limit;
      x[i + part] = is_kept ? value : 0;
    }
  }
}

