/* Counts the ways to place size queens on a board of size x size: recursive calls and little else. */
#include "kernel.h"

/* Sets of columns are bit masks; the diagonals move by one column a row. */
static uint64_t place(uint32_t all, uint32_t columns, uint32_t falling, uint32_t rising) {
  if (columns == all) {
    return 1;
  }
  uint64_t ways = 0;
  for (uint32_t free = all & ~(columns | falling | rising); free != 0; free &= free - 1) {
    uint32_t queen = free & -free;
    ways += place(all, columns | queen, (falling | queen) << 1, (rising | queen) >> 1);
  }
  return ways;
}

uint64_t kernel(uint32_t size) {
  uint32_t all = size >= 32 ? UINT32_MAX : (UINT32_C(1) << size) - 1;
  return place(all, 0, 0, 0);
}
