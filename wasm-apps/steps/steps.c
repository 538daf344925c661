/*
 * Cools and watches a magnet: the Ising model on a square grid, by Metropolis' rule, step by step.
 *
 * Usage: steps [size=256] [sweeps=20] [steps=120] [temperature=2.27]
 *
 * A sweep tries to turn size * size spins, chosen at random, on a grid whose edges meet. After every step of so many
 * sweeps a row is added to /out/rows.csv, which stays open from the first step to the last; a tenth of the rows is
 * printed too. At the end /out/grid.txt shows the spins and /out/means.csv the means. Exit code 0 on success, 1 on a
 * failure, 2 when an argument is wrong.
 */
#define MH_NAME "steps"
#include "../sdk/c/manyhands.h"

#include <time.h>

#define NEIGHBOURS 4

/* All that a step needs lies in static variables and on the heap. */
static int size;
static int64_t sweeps;
static int64_t steps;
static double temperature;
static int8_t *grid; /* size * size spins, each 1 or -1 */
static uint32_t acceptance[2 * NEIGHBOURS + 1]; /* by the spin times the sum of its neighbours, + NEIGHBOURS; of 2^32 */
static MhRandom generator;
static MhRows rows;
static int64_t done;
static double energies;
static double magnets;

static void begin(void) {
  size = (int) mh_whole("size", 256, 2, 4096);
  sweeps = mh_whole("sweeps", 20, 1, 1000000);
  steps = mh_whole("steps", 120, 1, 1000000);
  temperature = mh_real("temperature", 2.27, 0.01, 100);
  mh_no_other_arguments("size, sweeps, steps, temperature");

  for (int turned = -NEIGHBOURS; turned <= NEIGHBOURS; turned++) {
    double chance = turned <= 0 ? 1 : exp(-2 * turned / temperature);
    acceptance[turned + NEIGHBOURS] = (uint32_t) (chance * UINT32_MAX);
  }
  generator = mh_random();
  grid = (int8_t *) mh_allocate((size_t) size * (size_t) size);
  for (int i = 0; i < size * size; i++) {
    grid[i] = mh_random_bits(&generator) >> 63 ? 1 : -1;
  }
  rows = mh_begin_table("rows.csv", "step,microseconds,energy,magnet");
  printf("%d x %d spins at temperature %g\n", size, size, temperature);
}

static int at(int row, int column) {
  row = row < 0 ? size - 1 : row == size ? 0 : row;
  column = column < 0 ? size - 1 : column == size ? 0 : column;
  return grid[row * size + column];
}

static int around(int row, int column) {
  return at(row - 1, column) + at(row + 1, column) + at(row, column - 1) + at(row, column + 1);
}

static void sweep(void) {
  for (int tried = 0; tried < size * size; tried++) {
    uint64_t bits = mh_random_bits(&generator);
    int row = (int) ((bits >> 48) * (uint64_t) size >> 16);
    int column = (int) ((bits >> 32 & 0xffff) * (uint64_t) size >> 16);
    int8_t *spin = &grid[row * size + column];
    if ((uint32_t) bits <= acceptance[*spin * around(row, column) + NEIGHBOURS]) {
      *spin = (int8_t) -*spin;
    }
  }
}

static int64_t microseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t) now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static bool step(void) {
  for (int64_t i = 0; i < sweeps; i++) {
    sweep();
  }
  generator.state ^= mh_random().state; /* the host's random numbers go on where they were, too */
  int64_t bonds = 0;
  int64_t up = 0;
  for (int row = 0; row < size; row++) {
    for (int column = 0; column < size; column++) {
      bonds += at(row, column) * (at(row + 1, column) + at(row, column + 1));
      up += at(row, column);
    }
  }
  double energy = -(double) bonds / size / size;
  double magnet = fabs((double) up) / size / size;
  energies += energy;
  magnets += magnet;
  done++;
  mh_cell_whole(&rows, "step", done);
  mh_cell_whole(&rows, "microseconds", microseconds());
  mh_cell_real(&rows, "energy", energy);
  mh_cell_real(&rows, "magnet", magnet);
  mh_end_row(&rows);
  if (done % (steps < 10 ? 1 : steps / 10) == 0) {
    printf("step %" PRId64 ": energy %.4f, magnet %.4f\n", done, energy, magnet);
  }
  mh_progress(done, steps);
  return done < steps;
}

static void end(void) {
  mh_end_rows(&rows);
  FILE *picture = mh_create("grid.txt");
  for (int row = 0; row < size; row++) {
    for (int column = 0; column < size; column++) {
      fputc(at(row, column) > 0 ? '#' : '.', picture);
    }
    fputc('\n', picture);
  }
  mh_finish(picture, "grid.txt");
  MhRows means = mh_begin_table("means.csv", "temperature,energy,magnet");
  mh_cell_real(&means, "temperature", temperature);
  mh_cell_real(&means, "energy", energies / (double) done);
  mh_cell_real(&means, "magnet", magnets / (double) done);
  mh_end_row(&means);
  mh_end_rows(&means);
  printf("%" PRId64 " steps of %" PRId64 " sweeps\n", done, sweeps);
}

MH_STEPS(begin, step, end)
