// Kernels of a trained network at work: weights in bytes, integer sums, equal on every machine.
#ifndef CINFERENCE_H
#define CINFERENCE_H
#include <stdint.h>

#pragma clang assume_nonnull begin

/// y[n] += Σ values[i] · w[rows[i]] with w[·×n] in signed bytes; n is a multiple of 16.
void ci_add_rows(int32_t n, int32_t count, const int32_t *rows, const float *values,
                 const int8_t *w, float *y);

/// max(0, x[n]) in bytes 0…127; returns what one step of a byte stands for. n is a multiple of 16.
float ci_activate(int32_t n, const float *x, uint8_t *bytes);

/// The sums over n inputs (a multiple of 4, each ≤ 127) of 16 · blocks classes. In a block of `w`
/// stand, for each four inputs, their weights for the sixteen classes: w[blocks][n / 4][16][4].
void ci_class_sums(int32_t n, int32_t blocks, const uint8_t *x, const int8_t *w, int32_t *sums);

/// logits[i] = sums[i] · step · scale[i] + bias[i]; n is a multiple of 16.
void ci_logits(int32_t n, const int32_t *sums, float step, const float *scale, const float *bias,
               float *logits);

/// A set of rows with weights: open addressing by linear probing from `row & mask`, −1 is a free
/// place, and `seen` has the bit `row & 4095` of every row.
typedef struct {
  const uint64_t *seen;
  const int32_t *rows;
  const float *weights;
  int32_t mask;
} ci_rows;

/// The best F1 of shared weight, 0…1, between a set of summed weight `mass` and the lists
/// rows[offsets[i]..<offsets[i + 1]], 0 ≤ i < count, with theirs; those above `most` are left out.
float ci_best_overlap(ci_rows set, float mass, int32_t count, const uint32_t *offsets,
                      const int32_t *rows, const float *masses, float most);

/// The first of the largest of n ≥ 1 values.
int32_t ci_largest(int32_t n, const float *values);

#pragma clang assume_nonnull end
#endif
