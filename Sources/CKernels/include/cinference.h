// Kernels of a trained network at work: weights in bytes, integer sums, equal on every machine.
#ifndef CINFERENCE_H
#define CINFERENCE_H
#include <stdint.h>

#pragma clang assume_nonnull begin

/// y[n] += Σ values[i] · w[rows[i]] with w[·×n] in signed bytes; n is a multiple of 16.
void ci_add_rows(int32_t n, int32_t count, const int32_t *rows, const float *values,
                 const int8_t *w, float *y);

/// Asks the memory for rows of w[·×n], before they are added.
void ci_fetch_rows(int32_t n, int32_t count, const int32_t *rows, const int8_t *w);

/// max(0, x[n]) in bytes 0…127; returns what one step of a byte stands for. n is a multiple of 16.
float ci_activate(int32_t n, const float *x, uint8_t *bytes);

/// The sums over n inputs (a multiple of 4, each ≤ 127) of 16 · blocks classes. In a block of `w`
/// stand, for each four inputs, their weights for the sixteen classes: w[blocks][n / 4][16][4].
void ci_class_sums(int32_t n, int32_t blocks, const uint8_t *x, const int8_t *w, int32_t *sums);

/// logits[i] = sums[i] · step · scale[i] + bias[i]; n is a multiple of 16.
void ci_logits(int32_t n, const int32_t *sums, float step, const float *scale, const float *bias,
               float *logits);

/// `count` lists of rows by what they hold: row rows[i] is in the lists
/// places[starts[i]..<starts[i + 1]]. `rows` ascend, and so do the places of a row.
typedef struct {
  const int32_t *rows;
  const uint32_t *starts;
  const uint16_t *places;
  int32_t row_count;
  /// The summed weight of each list's rows.
  const float *masses;
  int32_t count;
} ci_lists;

/// A row with its weight.
typedef struct {
  int32_t row;
  float weight;
} ci_row;

/// The best F1 of shared weight, 0…1, between `count` rows, which ascend, and one of the lists;
/// `mass` is the rows' summed weight. Values above `most` are left out. `shared` has room for a
/// number of each list.
float ci_best_overlap(const ci_row *rows, int32_t count, float mass, const ci_lists *lists,
                      float most, float *shared);

/// The first of the largest of n ≥ 1 values.
int32_t ci_largest(int32_t n, const float *values);

/// Writes the indices of the `most` largest of n values above 0, the largest first and the first of
/// equal ones first; returns how many there are. n is a multiple of 16, `most` at least 1; the values
/// are as before when it returns.
int32_t ci_top(int32_t n, float *values, int32_t most, int32_t *indices);

#pragma clang assume_nonnull end
#endif
