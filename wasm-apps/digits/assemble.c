/*
 * Picks the best network of a sweep and scores it on images that no work unit has seen.
 *
 * Reads /in/units/<unit>/rows.csv of every work unit, in order of unit, and takes the row with the highest validation
 * accuracy, the first of them on a tie. Its network, /in/units/<unit>/weights-<row>.bin, classifies /in/test.csv.
 *
 * Leaves in /out: best.csv (the setting and its accuracies), confusion.csv (a row for each digit, a column for each
 * answer), model.bin (the network) and headline.txt (a line for people). Exit code 0 on success, 1 on a failure, 2 on
 * bad input.
 */
#include "network.h"

#define SETTING_COLUMNS 4
#define CELL 32

static const char *const setting_columns[SETTING_COLUMNS] = {"width", "rate", "l2", "seed"};

typedef struct {
  char setting[SETTING_COLUMNS][CELL]; /* as the work unit gave it */
  char validation_text[CELL];
  double validation;
  char network[128]; /* path of its file */
} Candidate;

static void copy_field(char cell[CELL], const MhCsv *rows, const char *column) {
  const char *field = mh_field(rows, column);
  if (strlen(field) >= CELL) {
    mh_fail(MH_BAD_INPUT, "%s, line %" PRId64 ": %s has more than %d characters", rows->lines.path, rows->lines.number,
            column, CELL - 1);
  }
  strcpy(cell, field);
}

/* Takes a row of a work unit's table if it is better than the best so far. */
static void take_better(Candidate *best, const char *path) {
  MhCsv rows = mh_open_csv(path);
  int folder = (int) (strlen(path) - strlen("rows.csv"));
  for (int row = 0; mh_next_row(&rows); row++) {
    double validation = mh_field_real(&rows, "validation_accuracy", 0, 1);
    if (validation <= best->validation) {
      continue;
    }
    best->validation = validation;
    copy_field(best->validation_text, &rows, "validation_accuracy");
    for (int column = 0; column < SETTING_COLUMNS; column++) {
      copy_field(best->setting[column], &rows, setting_columns[column]);
    }
    snprintf(best->network, sizeof best->network, "/in/%.*sweights-%d.bin", folder, path, row);
  }
}

static bool is_table(const char *path) {
  size_t length = strlen(path);
  return length > 9 && strcmp(path + length - 9, "/rows.csv") == 0;
}

static void write_confusion(int counts[CLASSES][CLASSES]) {
  FILE *file = mh_create("confusion.csv");
  fputs("digit", file);
  for (int answer = 0; answer < CLASSES; answer++) {
    fprintf(file, ",%d", answer);
  }
  for (int digit = 0; digit < CLASSES; digit++) {
    fprintf(file, "\n%d", digit);
    for (int answer = 0; answer < CLASSES; answer++) {
      fprintf(file, ",%d", counts[digit][answer]);
    }
  }
  fputc('\n', file);
  mh_finish(file, "confusion.csv");
}

int main(void) {
  MhPaths paths = mh_list("units");
  Candidate best = {.validation = -1};
  for (int i = 0; i < paths.count; i++) {
    if (is_table(paths.at[i])) {
      take_better(&best, paths.at[i]);
    }
  }
  if (best.validation < 0) {
    mh_fail(MH_BAD_INPUT, "no row in any /in/units/*/rows.csv");
  }

  static Network network;
  if (!read_network(&network, best.network)) {
    mh_fail(MH_BAD_INPUT, "%s is missing or not a network of %d pixels and %d classes", best.network, PIXELS, CLASSES);
  }
  Images test = read_images("test.csv");
  int counts[CLASSES][CLASSES] = {0};
  int right = 0;
  for (int image = 0; image < test.count; image++) {
    int answer = classify(&network, test.pixels[image]);
    counts[test.labels[image]][answer]++;
    right += answer == test.labels[image];
  }
  int accuracy = share(right, test.count);

  FILE *file = mh_create("best.csv");
  fprintf(file, "width,rate,l2,seed,validation_accuracy,test_accuracy\n%s,%s,%s,%s,%s,%d.%04d\n", best.setting[0],
          best.setting[1], best.setting[2], best.setting[3], best.validation_text, accuracy / 10000, accuracy % 10000);
  mh_finish(file, "best.csv");
  write_confusion(counts);
  file = mh_create("headline.txt");
  fprintf(file, "best: width %s, rate %s, l2 %s, seed %s: %d.%02d %% on %d held-out digits\n", best.setting[0],
          best.setting[1], best.setting[2], best.setting[3], accuracy / 100, accuracy % 100, test.count);
  mh_finish(file, "headline.txt");
  if (!write_network(&network, "/out/model.bin")) {
    mh_fail(MH_FAILED, "cannot write /out/model.bin: %s", strerror(errno));
  }
  return 0;
}
