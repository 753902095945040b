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

CLONED void ck_add_scaled(int32_t n, float a, const float *x, float *y) {
  for (int32_t i = 0; i < n; i += 16) STORE(y + i, FUSED(ALL(a), LOAD(x + i), LOAD(y + i)));
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
