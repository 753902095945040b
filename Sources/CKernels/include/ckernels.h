// Numeric kernels whose results do not depend on the width of the machine's vectors: sums run in
// sixteen fixed lanes, and a product is fused with its sum either always or never.
#ifndef CKERNELS_H
#define CKERNELS_H
#include <stdint.h>

#pragma clang assume_nonnull begin

/// c[m×n] += a[m×k] · b[k×n]. All rows are contiguous with the given strides; n is a multiple of 16.
void ck_multiply(int32_t m, int32_t n, int32_t k, const float *a, int32_t a_stride, const float *b,
                 int32_t b_stride, float *c, int32_t c_stride);

/// c[m×n] += aᵀ · b with a[k×m], b[k×n]; n is a multiple of 16.
void ck_multiply_transposed(int32_t m, int32_t n, int32_t k, const float *a, int32_t a_stride,
                            const float *b, int32_t b_stride, float *c, int32_t c_stride);

/// c[m×n] = a · bᵀ with a[m×k], b[n×k]; k is a multiple of 16.
void ck_multiply_by_transpose(int32_t m, int32_t n, int32_t k, const float *a, int32_t a_stride,
                              const float *b, int32_t b_stride, float *c, int32_t c_stride);

/// b[n×m] = aᵀ with a[m×n]; m and n are multiples of 16.
void ck_transpose(int32_t m, int32_t n, const float *a, float *b);

/// The backward step of y = w · x for the `count` rows of w[·×n] whose gradient counts:
/// x_gradient[n] += Σ gradient[i] · w[rows[i]], w_gradient[rows[i]] += gradient[i] · x[n];
/// n is a multiple of 16.
void ck_spread_gradient(int32_t n, int32_t count, const int32_t *rows, const float *gradient,
                        const float *x, const float *w, float *w_gradient, float *x_gradient);

/// y[n] += Σ values[i] · w[rows[i]]; n is a multiple of 16.
void ck_add_rows(int32_t n, int32_t count, const int32_t *rows, const float *values,
                 const float *w, float *y);

/// w[rows[i]] += steps[i] · x[n]; n is a multiple of 16.
void ck_step_rows(int32_t n, int32_t count, const int32_t *rows, const float *steps,
                  const float *x, float *w);

/// y[n] += a · x[n]; n is a multiple of 16.
void ck_add_scaled(int32_t n, float a, const float *x, float *y);

/// Lists the classes whose probability is above `least`, and the right one, in order, with the
/// gradient of their logits times `factor`; returns their number. n is a multiple of 16, and there
/// is room for n.
int32_t ck_active(int32_t n, const float *probabilities, int32_t label, float least, float factor,
                  int32_t *columns, float *gradients);

/// gradient[i] *= scale where a unit is open (units[i] > 0), else 0; returns the sum of squares.
/// n is a multiple of 16.
float ck_gate(int32_t n, const float *units, float scale, float *gradient);

/// steps[i] = rate · values[i] / root, the root of the running mean square of the row's gradient,
/// which is brought up to date: its square is `square` · values[i]² now.
void ck_row_steps(int32_t count, const int32_t *rows, const float *values, float square, float rate,
                  float *squares, float *steps);

/// Closes negative units, and others with probability 1 − keep by random bits of the seed; those
/// left grow by 1 / keep. n is a multiple of 4.
void ck_drop(int32_t n, uint64_t seed, float keep, float *x);

/// Turns a row of logits into probabilities in place and returns the logarithm of their sum of
/// exponentials; n is a multiple of 16, and of it the first `used` count, the rest become 0.
float ck_softmax(int32_t n, int32_t used, float *row);

/// One step of Adam (Kingma and Ba 2015) over n parameters; n is a multiple of 16.
void ck_adam(int32_t n, float *w, float *m, float *v, float *gradient, float rate, float beta1,
             float beta2, float correction1, float correction2, float decay);

/// The sum of squares of x[n]; n is a multiple of 16.
float ck_square_sum(int32_t n, const float *x);

/// Writes weights as whole steps −127…127 of the returned size; n is a multiple of 16.
float ck_quantize(int32_t n, const float *x, int8_t *bytes);

/// A checksum of some bytes, whose places count; integers only.
uint64_t ck_checksum(const void *_Nullable bytes, int64_t count);

#pragma clang assume_nonnull end
#endif
