#include "ckernels.h"

#include "lanes.h"

#include <math.h>

#pragma clang fp contract(off)

CLONED void ck_multiply(int32_t m, int32_t n, int32_t k, const float *a, int32_t a_stride,
                        const float *b, int32_t b_stride, float *c, int32_t c_stride) {
  for (int32_t j = 0; j < n; j += 16) {
    int32_t i = 0;
    for (; i + 8 <= m; i += 8) {
      float *out = c + (int64_t)i * c_stride + j;
      lanes s[8];
      for (int r = 0; r < 8; r++) s[r] = LOAD(out + (int64_t)r * c_stride);
      const float *left = a + (int64_t)i * a_stride;
      for (int32_t p = 0; p < k; p++) {
        lanes column = LOAD(b + (int64_t)p * b_stride + j);
        for (int r = 0; r < 8; r++)
          s[r] = FUSED(ALL(left[(int64_t)r * a_stride + p]), column, s[r]);
      }
      for (int r = 0; r < 8; r++) STORE(out + (int64_t)r * c_stride, s[r]);
    }
    for (; i < m; i++) {
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

CLONED float ck_softmax(int32_t n, int32_t used, float *row) {
  float top = -INFINITY;
  for (int32_t i = 0; i < used; i++) top = row[i] > top ? row[i] : top;
  for (int32_t i = used; i < n; i++) row[i] = -INFINITY;
  lanes total = {};
  for (int32_t i = 0; i < n; i += 16) {
    // exp(x) = 2^e · 2^f with a polynomial of degree 6 for 2^f on [-1/2, 1/2]; error below 2e-7.
    lanes x = LOAD(row + i) - ALL(top);
    for (int j = 0; j < 16; j++) x[j] = x[j] < -80.0f ? -80.0f : x[j];
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
    total += p;
  }
  for (int32_t i = used; i < n; i++) row[i] = 0;
  float whole_sum = 0;
  for (int32_t i = 0; i < used; i++) whole_sum += row[i];
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
