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
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "network.h"

#define UNITS "/in/units"
#define MOST_UNITS 100000
#define UNIT_NAME 9 /* eight digits and the end of the string */
#define MOST_LINE 256

typedef struct {
  char setting[4][32]; /* width, rate, l2, seed: as the work unit gave them */
  double validation;
  char validation_text[32];
  char unit[UNIT_NAME];
  int row;
} Candidate;

static int by_name(const void *left, const void *right) {
  return strcmp(left, right);
}

/* The names of the units' folders, sorted, so that the order in which the folder lists them does not matter. */
static char (*unit_names(int *count))[UNIT_NAME] {
  DIR *folder = opendir(UNITS);
  if (folder == NULL) {
    fail(2, "cannot open " UNITS ": %s", strerror(errno));
  }
  char(*names)[UNIT_NAME] = malloc(sizeof(char[MOST_UNITS][UNIT_NAME]));
  if (names == NULL) {
    fail(1, "no memory for the names of %d units", MOST_UNITS);
  }
  *count = 0;
  for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
    if (entry->d_name[0] == '.') {
      continue;
    }
    if (*count == MOST_UNITS || strlen(entry->d_name) != UNIT_NAME - 1) {
      fail(2, UNITS "/%s: needs at most %d folders with names of 8 digits", entry->d_name, MOST_UNITS);
    }
    strcpy(names[(*count)++], entry->d_name);
  }
  closedir(folder);
  qsort(names, (size_t) *count, sizeof names[0], by_name);
  return names;
}

static void take_better(Candidate *best, const char *unit) {
  char path[64];
  snprintf(path, sizeof path, UNITS "/%s/rows.csv", unit);
  FILE *file = fopen(path, "r");
  if (file == NULL) {
    fail(2, "cannot open %s: %s", path, strerror(errno));
  }
  char line[MOST_LINE];
  for (int number = 0; fgets(line, sizeof line, file) != NULL; number++) {
    Candidate row = {.row = number - 1};
    if (number == 0) {
      continue; /* the header */
    }
    if (sscanf(line, "%31[^,],%31[^,],%31[^,],%31[^,],%*[^,],%31[^,\n]", row.setting[0], row.setting[1],
               row.setting[2], row.setting[3], row.validation_text)
        != 5) {
      fail(2, "%s, line %d: needs width,rate,l2,seed,train_accuracy,validation_accuracy", path, number + 1);
    }
    row.validation = strtod(row.validation_text, NULL);
    if (row.validation > best->validation) {
      *best = row;
      strcpy(best->unit, unit);
    }
  }
  fclose(file);
}

static FILE *create(const char *path) {
  FILE *file = fopen(path, "w");
  if (file == NULL) {
    fail(1, "cannot write %s: %s", path, strerror(errno));
  }
  return file;
}

static void finish(FILE *file, const char *path) {
  if (fclose(file) != 0) {
    fail(1, "cannot write %s: %s", path, strerror(errno));
  }
}

static void write_confusion(int counts[CLASSES][CLASSES]) {
  FILE *file = create("/out/confusion.csv");
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
  finish(file, "/out/confusion.csv");
}

int main(void) {
  int units;
  char(*names)[UNIT_NAME] = unit_names(&units);
  Candidate best = {.validation = -1};
  for (int unit = 0; unit < units; unit++) {
    take_better(&best, names[unit]);
  }
  if (best.validation < 0) {
    fail(2, "no row in any " UNITS "/*/rows.csv");
  }

  static Network network;
  char path[64];
  snprintf(path, sizeof path, UNITS "/%s/weights-%d.bin", best.unit, best.row);
  if (!read_network(&network, path)) {
    fail(2, "%s is missing or not a network of %d pixels and %d classes", path, PIXELS, CLASSES);
  }
  Images test = read_images("/in/test.csv");
  int counts[CLASSES][CLASSES] = {0};
  int right = 0;
  for (int image = 0; image < test.count; image++) {
    int answer = classify(&network, test.pixels[image]);
    counts[test.labels[image]][answer]++;
    right += answer == test.labels[image];
  }
  int accuracy = share(right, test.count);

  FILE *file = create("/out/best.csv");
  fprintf(file, "width,rate,l2,seed,validation_accuracy,test_accuracy\n%s,%s,%s,%s,%s,%d.%04d\n", best.setting[0],
          best.setting[1], best.setting[2], best.setting[3], best.validation_text, accuracy / 10000, accuracy % 10000);
  finish(file, "/out/best.csv");
  write_confusion(counts);
  file = create("/out/headline.txt");
  fprintf(file, "best: width %s, rate %s, l2 %s, seed %s: %d.%02d %% on %d held-out digits\n", best.setting[0],
          best.setting[1], best.setting[2], best.setting[3], accuracy / 100, accuracy % 100, test.count);
  finish(file, "/out/headline.txt");
  if (!write_network(&network, "/out/model.bin")) {
    fail(1, "cannot write /out/model.bin: %s", strerror(errno));
  }
  return 0;
}
