/*
 * Trains a network for each row of /in/params.csv on the images of /in/train.csv.
 *
 * Usage: train EPOCHS
 *
 * /in/params.csv has columns width, rate, l2 and seed. Every fifth image is held out for validation, the same ones for
 * every setting; the network learns from the others.
 *
 * Leaves /out/rows.csv with one line for each setting, in order, and its network in /out/weights-0.bin,
 * /out/weights-1.bin and so on. Exit code 0 on success, 1 on a failure, 2 on bad input.
 */
#include "descent.h"

#define FOLDS 5
#define MOST_EPOCHS 1000
#define SETTING_COLUMNS 4

static const char *const setting_columns[SETTING_COLUMNS] = {"width", "rate", "l2", "seed"};

static Setting read_setting(const MhCsv *settings) {
  return (Setting) {
      (int) mh_field_whole(settings, "width", 1, MOST_WIDTH),
      (float) mh_field_real(settings, "rate", 0, 10),
      (float) mh_field_real(settings, "l2", 0, 10),
      (uint64_t) mh_field_whole(settings, "seed", 0, UINT32_MAX),
  };
}

static int accuracy(const Network *network, const Images *images, const Choice *choice) {
  int right = 0;
  for (int i = 0; i < choice->count; i++) {
    int image = choice->at[i];
    right += classify(network, images->pixels[image]) == images->labels[image];
  }
  return share(right, choice->count);
}

/* The folds of the images: every fifth is held out. */
static void choose(const Images *images, Choice *training, Choice *validation) {
  for (int image = 0; image < images->count; image++) {
    Choice *fold = image % FOLDS == FOLDS - 1 ? validation : training;
    fold->at[fold->count++] = image;
  }
  if (validation->count == 0) {
    mh_fail(MH_BAD_INPUT, "/in/train.csv needs at least %d rows", FOLDS);
  }
}

static void add_share(MhRows *rows, const char *column, int share) {
  char text[16];
  snprintf(text, sizeof text, "%d.%04d", share / 10000, share % 10000);
  mh_cell_text(rows, column, text);
}

int main(void) {
  mh_need_arguments(1, "EPOCHS");
  int epochs = (int) mh_argument_whole(0, "EPOCHS", 1, MOST_EPOCHS);
  MhCsv settings = mh_open_csv("params.csv");
  Images images = read_images("train.csv");
  static Choice training;
  static Choice validation;
  choose(&images, &training, &validation);

  MhRows rows = mh_begin_table("rows.csv", "width,rate,l2,seed,train_accuracy,validation_accuracy");
  static Network network;
  for (int row = 0; mh_next_row(&settings); row++) {
    Setting setting = read_setting(&settings);
    train(&network, &images, &training, &setting, epochs);
    for (int column = 0; column < SETTING_COLUMNS; column++) {
      mh_cell_text(&rows, setting_columns[column], mh_field(&settings, setting_columns[column]));
    }
    add_share(&rows, "train_accuracy", accuracy(&network, &images, &training));
    add_share(&rows, "validation_accuracy", accuracy(&network, &images, &validation));
    mh_end_row(&rows);
    char path[32];
    snprintf(path, sizeof path, "/out/weights-%d.bin", row);
    if (!write_network(&network, path)) {
      mh_fail(MH_FAILED, "cannot write %s: %s", path, strerror(errno));
    }
  }
  mh_end_rows(&rows);
  return 0;
}
