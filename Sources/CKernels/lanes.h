// Sixteen fixed lanes of floats, so that sums are equal whatever the width of the machine.
#ifndef LANES_H
#define LANES_H
#include <stdint.h>
#include <string.h>

#if defined(__x86_64__)
#define CLONED __attribute__((target_clones("avx512f", "arch=haswell", "default")))
#else
#define CLONED
#endif

typedef float lanes __attribute__((vector_size(64), aligned(4)));
typedef int32_t int_lanes __attribute__((vector_size(64), aligned(4)));

typedef _Bool lane_bits __attribute__((ext_vector_type(16)));

#define LOAD(p) (*(const lanes *)(p))
#define STORE(p, x) (*(lanes *)(p) = (x))
// x − 0 is x for every x, so that nothing is computed; 0 + x is not, for −0.
#define ALL(x) ((x) - (lanes){})

#define FUSED(a, b, c) __builtin_elementwise_fma((lanes)(a), (lanes)(b), (lanes)(c))

// A row is worked on in stretches of this many sixteens, whose sums stay in registers.
enum { STRETCH = 12 };

// A bijection of 64 bits (the finaliser of SplitMix64: Steele, Lea and Flood 2014).
static inline __attribute__((always_inline)) uint64_t mixed(uint64_t value) {
  value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ull;
  value = (value ^ (value >> 27)) * 0x94D049BB133111EBull;
  return value ^ (value >> 31);
}

static inline __attribute__((always_inline)) float sum(const lanes *x) {
  float part[16];
  memcpy(part, x, sizeof part);
  for (int width = 8; width > 0; width /= 2)
    for (int i = 0; i < width; i++) part[i] += part[i + width];
  return part[0];
}

#endif
