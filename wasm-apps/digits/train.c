/*
 * Trains a network for each row of /in/params.csv on the images of /in/train.csv.
 *
 * Usage: train EPOCHS
 *
 * /in/params.csv has the header width,rate,l2,seed. Every fifth image is held out for validation, the same ones for
 * every setting; the network learns from the others.
 *
 * Leaves /out/rows.csv with one line for each setting, in order, and its network in /out/weights-0.bin,
 * /out/weights-1.bin and so on. Exit code 0 on success, 1 on a failure, 2 on bad input.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "descent.h"

#define FOLDS 5
#define MOST_EPOCHS 1000
#define MOST_LINE 128
#define SETTINGS "/in/params.csv"
#define HEADER "width,rate,l2,seed"
#define ROWS "/out/rows.csv"

typedef struct {
  const char *name;
  double least;
  double most;
} Range;

/* A number within its range; *end is left behind it. */
static double number(const char *text, char **end, Range range) {
  double value = strtod(text, end);
  if (*end == text || !(value >= range.least && value <= range.most)) {
    fail(2, "%s is \"%s\": it must be a number from %.0f to %.0f", range.name, text, range.least, range.most);
  }
  return value;
}

static Setting parse(const char *line) {
  static const Range columns[] = {
      {"width in " SETTINGS, 1, MOST_WIDTH},
      {"rate in " SETTINGS, 0, 10},
      {"l2 in " SETTINGS, 0, 10},
      {"seed in " SETTINGS, 0, UINT32_MAX},
  };
  double values[4];
  char *at = (char *) line;
  for (int column = 0; column < 4; column++) {
    values[column] = number(at, &at, columns[column]);
    if (*at++ != (column < 3 ? ',' : '\0')) {
      fail(2, "\"%s\" in " SETTINGS " is not four numbers between commas", line);
    }
  }
  return (Setting) {(int) values[0], (float) values[1], (float) values[2], (uint64_t) values[3]};
}

/* The next line without its end; false after the last. */
static bool read_line(FILE *file, char *line) {
  if (fgets(line, MOST_LINE, file) == NULL) {
    return false;
  }
  line[strcspn(line, "\r\n")] = '\0';
  return true;
}

static FILE *open_settings(void) {
  FILE *file = fopen(SETTINGS, "r");
  if (file == NULL) {
    fail(2, "cannot open " SETTINGS ": %s", strerror(errno));
  }
  char header[MOST_LINE];
  if (!read_line(file, header) || strcmp(header, HEADER) != 0) {
    fail(2, SETTINGS " must begin with the line " HEADER);
  }
  return file;
}

static int accuracy(const Network *network, const Images *images, const Choice *choice) {
  int right = 0;
  for (int i = 0; i < choice->count; i++) {
    int image = choice->at[i];
    right += classify(network, images->pixels[image]) == images->labels[image];
  }
  return share(right, choice->count);
}

int main(int argc, char **argv) {
  if (argc != 2) {
    fail(2, "needs one argument, the number of epochs");
  }
  char *end;
  int epochs = (int) number(argv[1], &end, (Range) {"EPOCHS", 1, MOST_EPOCHS});
  FILE *settings = open_settings();
  Images images = read_images("/in/train.csv");
  static Choice training;
  static Choice validation;
  for (int image = 0; image < images.count; image++) {
    Choice *fold = image % FOLDS == FOLDS - 1 ? &validation : &training;
    fold->at[fold->count++] = image;
  }
  if (validation.count == 0) {
    fail(2, "/in/train.csv needs at least %d rows", FOLDS);
  }

  FILE *rows = fopen(ROWS, "w");
  if (rows == NULL) {
    fail(1, "cannot write " ROWS ": %s", strerror(errno));
  }
  fputs(HEADER ",train_accuracy,validation_accuracy\n", rows);
  static Network network;
  char line[MOST_LINE];
  for (int row = 0; read_line(settings, line); row++) {
    Setting setting = parse(line);
    train(&network, &images, &training, &setting, epochs);
    int trained = accuracy(&network, &images, &training);
    int validated = accuracy(&network, &images, &validation);
    fprintf(rows, "%s,%d.%04d,%d.%04d\n", line, trained / 10000, trained % 10000, validated / 10000,
            validated % 10000);
    char path[32];
    snprintf(path, sizeof path, "/out/weights-%d.bin", row);
    if (!write_network(&network, path)) {
      fail(1, "cannot write %s: %s", path, strerror(errno));
    }
  }
  if (fclose(rows) != 0) {
    fail(1, "cannot write " ROWS ": %s", strerror(errno));
  }
  return 0;
}
