// Kernels of the training of a network with one hidden layer: sparse features → units → classes.
// Their results do not depend on the width of the machine's vectors, see ckernels.h.
#ifndef CTRAINING_H
#define CTRAINING_H
#include <stdint.h>

#pragma clang assume_nonnull begin

/// c[m×n] += a · bᵀ with a[m×k], b[n×k], where what is not above 0 in a is passed over; n and k are
/// multiples of 16.
void ck_multiply_open(int32_t m, int32_t n, int32_t k, const float *a, const float *b, float *c);

/// The backward step of y = w · x for m examples with n classes and k units, n and k multiples of
/// 16, from the probabilities[m×n].
///
/// Of an example only the right class counts and those whose probability is above `least`. With
/// g = (probability − 1 where it is right) · factor, in the order of examples and classes:
/// x_gradient[m×k] += Σ g · w, w_gradient[n×k] += Σ g · x, bias_gradient[n] += Σ g.
void ck_spread_gradient(int32_t m, int32_t n, int32_t k, const float *probabilities,
                        const int32_t *labels, const float *factors, float least, const float *x,
                        const float *w, float *w_gradient, float *bias_gradient,
                        float *x_gradient);

/// y[n] += Σ values[i] · w[rows[i]] over `count` rows; n is a multiple of 16. The memory is asked
/// for those behind them that are used next, up to the `known`-th.
void ck_add_rows(int32_t n, int32_t count, int32_t known, const int32_t *rows, const float *values,
                 const float *w, float *y);

/// w[rows[i]] += steps[i] · x[n] over `count` rows; n is a multiple of 16. The memory is asked for
/// those behind them that are used next, up to the `known`-th.
void ck_step_rows(int32_t n, int32_t count, int32_t known, const int32_t *rows, const float *steps,
                  const float *x, float *w);

/// gradient[i] *= scale where a unit is open (units[i] > 0), else 0; returns the sum of squares.
/// n is a multiple of 16.
float ck_gate(int32_t n, const float *units, float scale, float *gradient);

/// steps[i] = rate · values[i] / root, the root of the running mean square of the row's gradient,
/// which is brought up to date: its square is `square` · values[i]² now. The memory is asked for
/// the squares of the rows behind `count` that are used next, up to the `known`-th.
void ck_row_steps(int32_t count, int32_t known, const int32_t *rows, const float *values,
                  float square, float rate, float *squares, float *steps);

/// Closes negative units, and others with probability 1 − keep by random bits of the seed; those
/// left grow by 1 / keep. n is a multiple of 4.
void ck_drop(int32_t n, uint64_t seed, float keep, float *x);

#pragma clang assume_nonnull end
#endif
