#include "ckernels.h"

#include "lanes.h"

#include <math.h>

#pragma clang fp contract(off)

CLONED void ck_multiply(int32_t m, int32_t n, int32_t k, const float *a, int32_t a_stride,
                        const float *b, int32_t b_stride, float *c, int32_t c_stride) {
  int32_t j = 0;
  // Four rows by two columns need the fewest loads for a product.
  for (; j + 32 <= n; j += 32) {
    for (int32_t i = 0; i + 4 <= m; i += 4) {
      float *out = c + (int64_t)i * c_stride + j;
      lanes s[4], t[4];
      for (int r = 0; r < 4; r++) {
        s[r] = LOAD(out + (int64_t)r * c_stride);
        t[r] = LOAD(out + (int64_t)r * c_stride + 16);
      }
      const float *left = a + (int64_t)i * a_stride;
      for (int32_t p = 0; p < k; p++) {
        const float *columns = b + (int64_t)p * b_stride + j;
        for (int r = 0; r < 4; r++) {
          lanes factor = ALL(left[(int64_t)r * a_stride + p]);
          s[r] = FUSED(factor, LOAD(columns), s[r]);
          t[r] = FUSED(factor, LOAD(columns + 16), t[r]);
        }
      }
      for (int r = 0; r < 4; r++) {
        STORE(out + (int64_t)r * c_stride, s[r]);
        STORE(out + (int64_t)r * c_stride + 16, t[r]);
      }
    }
  }
  int32_t done = j;
  for (j = 0; j < n; j += 16) {
    for (int32_t i = j < done ? m & ~3 : 0; i < m; i++) {
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

CLONED void ck_transpose(int32_t m, int32_t n, const float *a, float *b) {
  for (int32_t i = 0; i < m; i += 16)
    for (int32_t j = 0; j < n; j++)
      for (int32_t r = i; r < i + 16; r++) b[(int64_t)j * m + r] = a[(int64_t)r * n + j];
}

CLONED void ck_spread_gradient(int32_t n, int32_t count, const int32_t *rows, const float *gradient,
                               const float *x, const float *w, float *w_gradient,
                               float *x_gradient) {
  for (int32_t c = 0; c < count; c++) {
    const float *weights = w + (int64_t)rows[c] * n;
    float *target = w_gradient + (int64_t)rows[c] * n;
    lanes g = ALL(gradient[c]);
    for (int32_t i = 0; i < n; i += 16) {
      STORE(x_gradient + i, FUSED(g, LOAD(weights + i), LOAD(x_gradient + i)));
      STORE(target + i, FUSED(g, LOAD(x + i), LOAD(target + i)));
    }
  }
}

// How many rows ahead the memory is asked for: rows lie far apart.
enum { AHEAD = 4 };

static inline __attribute__((always_inline)) void fetch(const float *row, int32_t n) {
  for (int32_t i = 0; i < n; i += 16) __builtin_prefetch(row + i);
}

CLONED void ck_add_rows(int32_t n, int32_t count, const int32_t *rows, const float *values,
                        const float *w, float *y) {
  for (int32_t r = 0; r < count; r++) {
    if (r + AHEAD < count) fetch(w + (int64_t)rows[r + AHEAD] * n, n);
    const float *row = w + (int64_t)rows[r] * n;
    lanes value = ALL(values[r]);
    for (int32_t i = 0; i < n; i += 16) STORE(y + i, FUSED(value, LOAD(row + i), LOAD(y + i)));
  }
}

CLONED void ck_step_rows(int32_t n, int32_t count, const int32_t *rows, const float *steps,
                         const float *x, float *w) {
  for (int32_t r = 0; r < count; r++) {
    if (r + AHEAD < count) fetch(w + (int64_t)rows[r + AHEAD] * n, n);
    float *row = w + (int64_t)rows[r] * n;
    lanes step = ALL(steps[r]);
    for (int32_t i = 0; i < n; i += 16) STORE(row + i, FUSED(step, LOAD(x + i), LOAD(row + i)));
  }
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

// A number in 0…2⁶⁴ − 1 for each seed and place (SplitMix64: Steele, Lea and Flood 2014).
static inline __attribute__((always_inline)) uint64_t mixed(uint64_t seed, uint64_t place) {
  uint64_t value = seed + (place + 1) * 0x9E3779B97F4A7C15ull;
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

CLONED void ck_drop(int32_t n, uint64_t seed, float keep, float *x) {
  uint16_t limit = (uint16_t)(keep * 65535.0f);
  float scale = 1.0f / keep;
  for (int32_t i = 0; i < n; i += 4) {
    uint64_t bits = mixed(seed, (uint64_t)i);
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
  for (int32_t i = 0; i < n; i++) {
    float g = gradient[i];
    m[i] = beta1 * m[i] + (1 - beta1) * g;
    v[i] = beta2 * v[i] + (1 - beta2) * g * g;
    float step = (m[i] * correction1) / (sqrtf(v[i] * correction2) + 1e-8f);
    w[i] -= rate * (step + decay * w[i]);
    gradient[i] = 0;
  }
}

CLONED float ck_square_sum(int32_t n, const float *x) {
  lanes s = {};
  for (int32_t i = 0; i < n; i += 16) s += LOAD(x + i) * LOAD(x + i);
  return sum(&s);
}
