/* Transforms 16,384 complex numbers and back, size times: butterflies over doubles, with strides of powers of two. */
#include <math.h>
#include <stdlib.h>

#include "kernel.h"

#define LOG 14
#define N (1 << LOG)

typedef struct {
  double real, imaginary;
} complex;

/* roots[k] is the k-th power of the N-th root of 1, for the first half of the circle, by halving angles. */
static void fill_roots(complex *roots) {
  roots[0] = (complex){1, 0};
  double cosine = 0, sine = 1; /* a quarter of the circle */
  for (int stride = N / 4; stride >= 1; stride /= 2) {
    for (int k = 0; k < N / 2; k += 2 * stride) {
      complex root = roots[k];
      roots[k + stride] =
          (complex){root.real * cosine - root.imaginary * sine, root.real * sine + root.imaginary * cosine};
    }
    double half = sqrt((1 + cosine) / 2);
    sine = sine / (2 * half);
    cosine = half;
  }
}

static void reorder(complex *numbers) {
  for (uint32_t i = 0, reversed = 0; i < N; i++) {
    if (i < reversed) {
      complex kept = numbers[i];
      numbers[i] = numbers[reversed];
      numbers[reversed] = kept;
    }
    uint32_t bit = N / 2;
    for (; reversed & bit; bit /= 2) {
      reversed ^= bit;
    }
    reversed |= bit;
  }
}

/* direction is 1, or -1 for the way back. */
static void transform(complex *numbers, const complex *roots, double direction) {
  reorder(numbers);
  for (int half = 1; half < N; half *= 2) {
    int stride = N / 2 / half;
    for (int start = 0; start < N; start += 2 * half) {
      for (int k = 0; k < half; k++) {
        complex root = roots[k * stride], *low = numbers + start + k, *high = low + half;
        double turned = root.imaginary * direction;
        double real = high->real * root.real - high->imaginary * turned;
        double imaginary = high->real * turned + high->imaginary * root.real;
        *high = (complex){low->real - real, low->imaginary - imaginary};
        *low = (complex){low->real + real, low->imaginary + imaginary};
      }
    }
  }
}

uint64_t kernel(uint32_t size) {
  complex *numbers = take(N * sizeof *numbers), *roots = take(N / 2 * sizeof *roots);
  fill_roots(roots);
  uint64_t random = 12;
  for (int i = 0; i < N; i++) {
    numbers[i] = (complex){random_fraction(&random), random_fraction(&random)};
  }
  for (uint32_t round = 0; round < size; round++) {
    transform(numbers, roots, 1);
    transform(numbers, roots, -1);
    for (int i = 0; i < N; i++) {
      numbers[i].real *= 1.0 / N;
      numbers[i].imaginary *= 1.0 / N;
    }
  }
  uint64_t checksum = 0;
  for (int i = 0; i < N; i++) {
    checksum = mix(checksum, bits_of(numbers[i].real));
    checksum = mix(checksum, bits_of(numbers[i].imaginary));
  }
  free(numbers);
  free(roots);
  return checksum;
}
