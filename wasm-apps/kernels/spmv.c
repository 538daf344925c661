/* Multiplies a sparse matrix of 20,000 rows by a vector, size times: doubles loaded through 32-bit indices. */
#include <stdlib.h>

#include "kernel.h"

#define ROWS 20000
#define MOST 24

typedef struct {
  uint32_t *starts; /* of each row in what follows, and one more for the end */
  uint32_t *columns;
  double *values;
} matrix;

static void fill(matrix *sparse, uint64_t *random) {
  uint32_t at = 0;
  for (uint32_t row = 0; row < ROWS; row++) {
    sparse->starts[row] = at;
    uint32_t count = 8 + (uint32_t)(random_next(random) >> 60);
    for (uint32_t i = 0; i < count; i++, at++) {
      sparse->columns[at] = (uint32_t)((random_next(random) >> 32) * ROWS >> 32);
      /* Rows add up to less than 1, so that the vector stays finite. */
      sparse->values[at] = (random_fraction(random) - 0.5) / count;
    }
  }
  sparse->starts[ROWS] = at;
}

static void multiply(const matrix *sparse, const double *restrict vector, double *restrict product) {
  for (uint32_t row = 0; row < ROWS; row++) {
    double sum = 1;
    for (uint32_t at = sparse->starts[row]; at < sparse->starts[row + 1]; at++) {
      sum += sparse->values[at] * vector[sparse->columns[at]];
    }
    product[row] = sum;
  }
}

uint64_t kernel(uint32_t size) {
  matrix sparse = {take((ROWS + 1) * sizeof(uint32_t)), take(ROWS * MOST * sizeof(uint32_t)),
                   take(ROWS * MOST * sizeof(double))};
  double *vector = take(ROWS * sizeof *vector), *product = take(ROWS * sizeof *product);
  uint64_t random = 11;
  fill(&sparse, &random);
  for (uint32_t row = 0; row < ROWS; row++) {
    vector[row] = random_fraction(&random);
  }
  for (uint32_t round = 0; round < size; round++) {
    multiply(&sparse, vector, product);
    double *old = vector;
    vector = product;
    product = old;
  }
  uint64_t checksum = 0;
  for (uint32_t row = 0; row < ROWS; row++) {
    checksum = mix(checksum, bits_of(vector[row]));
  }
  free(sparse.starts);
  free(sparse.columns);
  free(sparse.values);
  free(vector);
  free(product);
  return checksum;
}
