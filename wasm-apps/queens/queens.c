/*
 * Counts the solutions of the N-Queens problem whose first two rows begin with one of a range of prefixes.
 *
 * Usage: queens N [FROM TO]
 *
 * Prefix p places the queen of row 0 in column p / N and the queen of row 1 in column p % N, so the prefixes 0 to
 * N * N - 1 share out all solutions: the counts of disjoint ranges that cover them add up to the whole count. A prefix
 * whose two queens attack each other has no solutions. Without FROM and TO all prefixes are counted. The count is left in
 * /out/count.txt, decimal, with a newline, and printed.
 *
 * Exit code 0 on success, 1 when the count could not be written, 2 when an argument is wrong.
 */
#define MH_NAME "queens"
#include "../sdk/c/manyhands.h"

#define LEAST_N 2
#define MOST_N 30 /* all sets of columns fit in 32 bits, also after a shift */

/* Sets of columns are bit masks: bit c stands for column c. The diagonals move by one column a row. */
static uint64_t completions(uint32_t all, uint32_t columns, uint32_t falling, uint32_t rising) {
  if (columns == all) {
    return 1;
  }
  uint64_t count = 0;
  for (uint32_t free = all & ~(columns | falling | rising); free != 0; free &= free - 1) {
    uint32_t queen = free & -free;
    count += completions(all, columns | queen, (falling | queen) << 1, (rising | queen) >> 1);
  }
  return count;
}

static uint64_t solutions(uint32_t n, uint32_t prefix) {
  uint32_t all = (UINT32_C(1) << n) - 1;
  uint32_t first = UINT32_C(1) << (prefix / n);
  uint32_t second = UINT32_C(1) << (prefix % n);
  if (second & (first | first << 1 | first >> 1)) {
    return 0;
  }
  return completions(all, first | second, (first << 1 | second) << 1, (first >> 1 | second) >> 1);
}

static uint32_t number(int place, const char *name, uint32_t least, uint32_t most) {
  return (uint32_t) mh_argument_whole(place, name, least, most);
}

int main(void) {
  int given = mh_arguments()->count;
  if (given != 1 && given != 3) {
    mh_fail(MH_BAD_INPUT, "needs 1 or 3 arguments, N [FROM TO], and got %d", given);
  }
  uint32_t n = number(0, "N", LEAST_N, MOST_N);
  uint32_t from = given == 1 ? 0 : number(1, "FROM", 0, n * n);
  uint32_t to = given == 1 ? n * n : number(2, "TO", from, n * n);

  uint64_t count = 0;
  for (uint32_t prefix = from; prefix < to; prefix++) {
    count += solutions(n, prefix);
  }

  FILE *file = mh_create("count.txt");
  fprintf(file, "%" PRIu64 "\n", count);
  mh_finish(file, "count.txt");
  printf("solutions %" PRIu64 "\n", count);
  return 0;
}
