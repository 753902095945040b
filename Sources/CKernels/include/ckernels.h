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

/// y[n] += a · x[n]; n is a multiple of 16.
void ck_add_scaled(int32_t n, float a, const float *x, float *y);

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
