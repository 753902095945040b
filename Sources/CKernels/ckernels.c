#include "ckernels.h"

#include "lanes.h"

#include <math.h>

#pragma clang fp contract(off)

// The factors of 32 columns that are kept at hand, side by side in the nearest cache: in a matrix
// whose rows are far apart they would push each other out of it.
enum { PANEL = 192 };

CLONED void ck_multiply(int32_t m, int32_t n, int32_t k, const float *a, int32_t a_stride,
                        const float *b, int32_t b_stride, float *c, int32_t c_stride) {
  float panel[PANEL * 32];
  int32_t columns = n & ~31, rows = m & ~3;
  for (int32_t start = 0; start < k; start += PANEL) {
    int32_t depth = k - start < PANEL ? k - start : PANEL;
    for (int32_t j = 0; j < columns; j += 32) {
      for (int32_t p = 0; p < depth; p++)
        memcpy(panel + p * 32, b + (int64_t)(start + p) * b_stride + j, 32 * sizeof(float));
      // Four rows by two columns of lanes need the fewest loads for a product.
      for (int32_t i = 0; i < rows; i += 4) {
        float *out = c + (int64_t)i * c_stride + j;
        const float *left = a + (int64_t)i * a_stride + start;
        lanes s[4], t[4];
        for (int r = 0; r < 4; r++) {
          s[r] = LOAD(out + (int64_t)r * c_stride);
          t[r] = LOAD(out + (int64_t)r * c_stride + 16);
        }
        for (int32_t p = 0; p < depth; p++) {
          for (int r = 0; r < 4; r++) {
            lanes factor = ALL(left[(int64_t)r * a_stride + p]);
            s[r] = FUSED(factor, LOAD(panel + p * 32), s[r]);
            t[r] = FUSED(factor, LOAD(panel + p * 32 + 16), t[r]);
          }
        }
        for (int r = 0; r < 4; r++) {
          STORE(out + (int64_t)r * c_stride, s[r]);
          STORE(out + (int64_t)r * c_stride + 16, t[r]);
        }
      }
    }
  }
  for (int32_t j = 0; j < n; j += 16) {
    for (int32_t i = j < columns ? rows : 0; i < m; i++) {
      lanes s = LOAD(c + (int64_t)i * c_stride + j);
      for (int32_t p = 0; p < k; p++)
        s = FUSED(ALL(a[(int64_t)i * a_stride + p]), LOAD(b + (int64_t)p * b_stride + j), s);
      STORE(c + (int64_t)i * c_stride + j, s);
    }
  }
}

CLONED void ck_multiply_transposed(int32_t m, int32_t n, int32_t k, const float *a,
                                   int32_t a_stride, const float *b, int32_t b_stride, float *c,
                                   int32_t c_stride) {
  for (int32_t j = 0; j < n; j += 16) {
    int32_t i = 0;
    for (; i + 4 <= m; i += 4) {
      float *c0 = c + (int64_t)i * c_stride + j;
      lanes s0 = LOAD(c0), s1 = LOAD(c0 + c_stride), s2 = LOAD(c0 + 2 * c_stride),
            s3 = LOAD(c0 + 3 * c_stride);
      for (int32_t p = 0; p < k; p++) {
        const float *a0 = a + (int64_t)p * a_stride + i;
        lanes row = LOAD(b + (int64_t)p * b_stride + j);
        s0 = FUSED(ALL(a0[0]), row, s0);
        s1 = FUSED(ALL(a0[1]), row, s1);
        s2 = FUSED(ALL(a0[2]), row, s2);
        s3 = FUSED(ALL(a0[3]), row, s3);
      }
      STORE(c0, s0);
      STORE(c0 + c_stride, s1);
      STORE(c0 + 2 * c_stride, s2);
      STORE(c0 + 3 * c_stride, s3);
    }
    for (; i < m; i++) {
      lanes s = LOAD(c + (int64_t)i * c_stride + j);
      for (int32_t p = 0; p < k; p++)
        s += ALL(a[(int64_t)p * a_stride + i]) * LOAD(b + (int64_t)p * b_stride + j);
      STORE(c + (int64_t)i * c_stride + j, s);
    }
  }
}

CLONED void ck_multiply_by_transpose(int32_t m, int32_t n, int32_t k, const float *a,
                                     int32_t a_stride, const float *b, int32_t b_stride, float *c,
                                     int32_t c_stride) {
  for (int32_t i = 0; i < m; i++) {
    const float *x = a + (int64_t)i * a_stride;
    int32_t j = 0;
    for (; j + 4 <= n; j += 4) {
      const float *y = b + (int64_t)j * b_stride;
      lanes s0 = {}, s1 = {}, s2 = {}, s3 = {};
      for (int32_t p = 0; p < k; p += 16) {
        lanes left = LOAD(x + p);
        s0 += left * LOAD(y + p);
        s1 += left * LOAD(y + b_stride + p);
        s2 += left * LOAD(y + 2 * (int64_t)b_stride + p);
        s3 += left * LOAD(y + 3 * (int64_t)b_stride + p);
      }
      float *out = c + (int64_t)i * c_stride + j;
      out[0] = sum(&s0);
      out[1] = sum(&s1);
      out[2] = sum(&s2);
      out[3] = sum(&s3);
    }
    for (; j < n; j++) {
      lanes s = {};
      for (int32_t p = 0; p < k; p += 16) s += LOAD(x + p) * LOAD(b + (int64_t)j * b_stride + p);
      c[(int64_t)i * c_stride + j] = sum(&s);
    }
  }
}

// Exchanges the lanes of rows `distance` apart so that sixteen rows become sixteen columns when it
// is done for 8, 4, 2 and 1.
#define EXCHANGE(rows, distance, low, high)                     \
  for (int r = 0; r < 16; r++)                                  \
    if (!(r & (distance))) {                                    \
      lanes x = (rows)[r], y = (rows)[r + (distance)];          \
      (rows)[r] = __builtin_shufflevector(x, y, low);           \
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

CLONED void ck_transpose(int32_t m, int32_t n, const float *a, float *b) {
  for (int32_t j = 0; j < n; j += 16)
    for (int32_t i = 0; i < m; i += 16) {
      lanes rows[16];
      for (int r = 0; r < 16; r++) rows[r] = LOAD(a + (int64_t)(i + r) * n + j);
      EXCHANGE(rows, 8, LOW8, HIGH8)
      EXCHANGE(rows, 4, LOW4, HIGH4)
      EXCHANGE(rows, 2, LOW2, HIGH2)
      EXCHANGE(rows, 1, LOW1, HIGH1)
      for (int r = 0; r < 16; r++) STORE(b + (int64_t)(j + r) * m + i, rows[r]);
    }
}

static inline __attribute__((always_inline)) void spread(int lanes_used, int32_t n, int32_t count,
                                                         const int32_t *rows,
                                                         const float *gradient, const float *x,
                                                         const float *w, float *w_gradient,
                                                         float *x_gradient) {
  lanes sums[STRETCH];
  for (int l = 0; l < lanes_used; l++) sums[l] = LOAD(x_gradient + 16 * l);
  for (int32_t c = 0; c < count; c++) {
    const float *weights = w + (int64_t)rows[c] * n;
    float *target = w_gradient + (int64_t)rows[c] * n;
    lanes g = ALL(gradient[c]);
    for (int l = 0; l < lanes_used; l++) {
      sums[l] = FUSED(g, LOAD(weights + 16 * l), sums[l]);
      STORE(target + 16 * l, FUSED(g, LOAD(x + 16 * l), LOAD(target + 16 * l)));
    }
  }
  for (int l = 0; l < lanes_used; l++) STORE(x_gradient + 16 * l, sums[l]);
}

CLONED void ck_spread_gradient(int32_t n, int32_t count, const int32_t *rows, const float *gradient,
                               const float *x, const float *w, float *w_gradient,
                               float *x_gradient) {
  int32_t i = 0;
  for (; i + 16 * STRETCH <= n; i += 16 * STRETCH)
    spread(STRETCH, n, count, rows, gradient, x + i, w + i, w_gradient + i, x_gradient + i);
  for (; i < n; i += 16)
    spread(1, n, count, rows, gradient, x + i, w + i, w_gradient + i, x_gradient + i);
}

// How many rows ahead the memory is asked for: rows lie far apart.
enum { AHEAD = 4 };

static inline __attribute__((always_inline)) void fetch(int lanes_used, const float *row) {
  for (int l = 0; l < lanes_used; l++) __builtin_prefetch(row + 16 * l);
}

static inline __attribute__((always_inline)) void add(int lanes_used, int32_t n, int32_t count,
                                                      const int32_t *rows, const float *values,
                                                      const float *w, float *y) {
  lanes sums[STRETCH];
  for (int l = 0; l < lanes_used; l++) sums[l] = LOAD(y + 16 * l);
  for (int32_t r = 0; r < count; r++) {
    if (r + AHEAD < count) fetch(lanes_used, w + (int64_t)rows[r + AHEAD] * n);
    const float *row = w + (int64_t)rows[r] * n;
    lanes value = ALL(values[r]);
    for (int l = 0; l < lanes_used; l++) sums[l] = FUSED(value, LOAD(row + 16 * l), sums[l]);
  }
  for (int l = 0; l < lanes_used; l++) STORE(y + 16 * l, sums[l]);
}

CLONED void ck_add_rows(int32_t n, int32_t count, const int32_t *rows, const float *values,
                        const float *w, float *y) {
  int32_t i = 0;
  for (; i + 16 * STRETCH <= n; i += 16 * STRETCH)
    add(STRETCH, n, count, rows, values, w + i, y + i);
  for (; i < n; i += 16) add(1, n, count, rows, values, w + i, y + i);
}

static inline __attribute__((always_inline)) void step(int lanes_used, int32_t n, int32_t count,
                                                       const int32_t *rows, const float *steps,
                                                       const float *x, float *w) {
  lanes direction[STRETCH];
  for (int l = 0; l < lanes_used; l++) direction[l] = LOAD(x + 16 * l);
  for (int32_t r = 0; r < count; r++) {
    if (r + AHEAD < count) fetch(lanes_used, w + (int64_t)rows[r + AHEAD] * n);
    float *row = w + (int64_t)rows[r] * n;
    lanes length = ALL(steps[r]);
    for (int l = 0; l < lanes_used; l++)
      STORE(row + 16 * l, FUSED(length, direction[l], LOAD(row + 16 * l)));
  }
}

CLONED void ck_step_rows(int32_t n, int32_t count, const int32_t *rows, const float *steps,
                         const float *x, float *w) {
  int32_t i = 0;
  for (; i + 16 * STRETCH <= n; i += 16 * STRETCH) step(STRETCH, n, count, rows, steps, x + i, w + i);
  for (; i < n; i += 16) step(1, n, count, rows, steps, x + i, w + i);
}

CLONED void ck_add_scaled(int32_t n, float a, const float *x, float *y) {
  for (int32_t i = 0; i < n; i += 16) STORE(y + i, FUSED(ALL(a), LOAD(x + i), LOAD(y + i)));
}

CLONED int32_t ck_active(int32_t n, const float *probabilities, int32_t label, float least,
                         float factor, int32_t *columns, float *gradients) {
  int32_t count = 0;
  for (int32_t start = 0; start < n; start += 16) {
    lane_bits above = __builtin_convertvector(LOAD(probabilities + start) > ALL(least), lane_bits);
    uint16_t bits;
    memcpy(&bits, &above, sizeof bits);
    if (label >= start && label < start + 16) bits |= (uint16_t)(1u << (label - start));
    for (; bits; bits &= bits - 1) {
      int32_t column = start + __builtin_ctz(bits);
      columns[count] = column;
      gradients[count++] = (probabilities[column] - (column == label ? 1.0f : 0.0f)) * factor;
    }
  }
  return count;
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

CLONED void ck_row_steps(int32_t count, const int32_t *rows, const float *values, float square,
                         float rate, float *squares, float *steps) {
  for (int32_t r = 0; r < count; r++) {
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

CLONED float ck_softmax(int32_t n, int32_t used, float *row) {
  for (int32_t i = used; i < n; i++) row[i] = -INFINITY;
  lanes tops = LOAD(row);
  for (int32_t i = 16; i < n; i += 16) tops = __builtin_elementwise_max(tops, LOAD(row + i));
  float top = __builtin_reduce_max(tops);
  for (int32_t i = 0; i < n; i += 16) {
    // exp(x) = 2^e · 2^f with a polynomial of degree 6 for 2^f on [-1/2, 1/2]; error below 2e-7.
    lanes x = LOAD(row + i) - ALL(top);
    x = __builtin_elementwise_max(x, ALL(-80.0f));
    lanes scaled = x * ALL(1.44269504f);
    int_lanes whole;
    lanes shifted = scaled + ALL(12582912.0f);
    memcpy(&whole, &shifted, sizeof whole);
    lanes f = scaled - (shifted - ALL(12582912.0f));
    lanes p = ALL(1.5403530e-4f);
    p = p * f + ALL(1.3333558e-3f);
    p = p * f + ALL(9.6181291e-3f);
    p = p * f + ALL(5.5504109e-2f);
    p = p * f + ALL(2.4022651e-1f);
    p = p * f + ALL(6.9314718e-1f);
    p = p * f + ALL(1.0f);
    int_lanes bits;
    memcpy(&bits, &p, sizeof bits);
    bits += (whole << 23);
    memcpy(&p, &bits, sizeof p);
    STORE(row + i, p);
  }
  for (int32_t i = used; i < n; i++) row[i] = 0;
  lanes total = {};
  for (int32_t i = 0; i < n; i += 16) total += LOAD(row + i);
  float whole_sum = sum(&total);
  lanes scale = ALL(1.0f / whole_sum);
  for (int32_t i = 0; i < n; i += 16) STORE(row + i, LOAD(row + i) * scale);
  return top + logf(whole_sum);
}

CLONED void ck_adam(int32_t n, float *w, float *m, float *v, float *gradient, float rate,
                    float beta1, float beta2, float correction1, float correction2, float decay) {
  for (int32_t i = 0; i < n; i += 16) {
    lanes g = LOAD(gradient + i);
    lanes mean = ALL(beta1) * LOAD(m + i) + ALL(1 - beta1) * g;
    lanes square = ALL(beta2) * LOAD(v + i) + ALL(1 - beta2) * g * g;
    lanes weights = LOAD(w + i);
    lanes root = __builtin_elementwise_sqrt(square * ALL(correction2)) + ALL(1e-8f);
    STORE(m + i, mean);
    STORE(v + i, square);
    STORE(w + i, weights - ALL(rate) * (mean * ALL(correction1) / root + ALL(decay) * weights));
    STORE(gradient + i, ALL(0.0f));
  }
}

CLONED float ck_square_sum(int32_t n, const float *x) {
  lanes s = {};
  for (int32_t i = 0; i < n; i += 16) s += LOAD(x + i) * LOAD(x + i);
  return sum(&s);
}

CLONED float ck_quantize(int32_t n, const float *x, int8_t *bytes) {
  lanes largest = ALL(1e-12f);
  for (int32_t i = 0; i < n; i += 16)
    largest = __builtin_elementwise_max(largest, __builtin_elementwise_abs(LOAD(x + i)));
  float scale = 127.0f / __builtin_reduce_max(largest);
  // The sum's last bits are the whole number nearest to the product.
  for (int32_t i = 0; i < n; i += 16) {
    lanes shifted = LOAD(x + i) * ALL(scale) + ALL(12582912.0f);
    int_lanes whole;
    memcpy(&whole, &shifted, sizeof whole);
    for (int l = 0; l < 16; l++) bytes[i + l] = (int8_t)whole[l];
  }
  return 1.0f / scale;
}
