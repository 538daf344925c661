/* Multiplies two matrices of 200 x 200 doubles, size times, the product being the next factor: three nested loops. */
#include <stdlib.h>

#include "kernel.h"

#define N 200

static void multiply(double *restrict product, const double *restrict left, const double *restrict right) {
  for (int row = 0; row < N; row++) {
    for (int column = 0; column < N; column++) {
      double sum = 0;
      for (int i = 0; i < N; i++) {
        sum += left[row * N + i] * right[i * N + column];
      }
      product[row * N + column] = sum;
    }
  }
}

uint64_t kernel(uint32_t size) {
  double *left = take(N * N * sizeof *left), *right = take(N * N * sizeof *right);
  double *product = take(N * N * sizeof *product);
  uint64_t random = 4;
  for (int i = 0; i < N * N; i++) {
    left[i] = random_fraction(&random);
    /* Columns add up to about 1, so that numbers stay what they are. */
    right[i] = random_fraction(&random) * (2.0 / N);
  }
  for (uint32_t round = 0; round < size; round++) {
    multiply(product, left, right);
    double *old = left;
    left = product;
    product = old;
  }
  uint64_t checksum = 0;
  for (int i = 0; i < N * N; i++) {
    checksum = mix(checksum, bits_of(left[i]));
  }
  free(left);
  free(right);
  free(product);
  return checksum;
}
