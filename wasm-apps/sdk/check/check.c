/*
 * Uses every part of the C header; check.rs does the same with the Rust crate, and the tests compare what they leave.
 *
 * Usage: check [mode=NAME] [whole=N] [real=X], with /in/table.csv, /in/records.bin and /in/texts/...
 */
#define MH_NAME "check"
#include "../c/manyhands.h"

typedef struct {
  int32_t number;
  float half;
} Record;

static void read_records(MhRows *json) {
  int64_t count;
  FILE *file = mh_open_records("records.bin", sizeof(Record), &count);
  Record record;
  int64_t sum = 0;
  double halves = 0;
  while (mh_next_record(file, &record, sizeof record)) {
    sum += record.number;
    halves += record.half;
  }
  mh_cell_whole(json, "records", count);
  mh_cell_whole(json, "sum", sum);
  mh_cell_real(json, "halves", halves);
  mh_end_row(json);
}

static void read_texts(MhRows *json) {
  MhPaths paths = mh_list("texts");
  for (int i = 0; i < paths.count; i++) {
    MhLines lines = mh_open_lines(paths.at[i]);
    int64_t bytes = 0;
    while (mh_next_line(&lines)) {
      bytes += (int64_t) lines.length;
    }
    mh_cell_text(json, "path", paths.at[i]);
    mh_cell_whole(json, "lines", lines.number);
    mh_cell_whole(json, "bytes", bytes);
    mh_end_row(json);
  }
}

static void copy_table(const char *mode) {
  MhCsv table = mh_open_csv("table.csv");
  MhRows rows = mh_begin_table("copy.csv", "name,count,share");
  while (mh_next_row(&table)) {
    mh_cell_text(&rows, "name", mh_field(&table, "name"));
    mh_cell_whole(&rows, "count", mh_field_whole(&table, "count", -1000, 1000));
    if (strcmp(mode, "short") != 0) {
      mh_cell_real(&rows, "share", mh_field_real(&table, "share", 0, 1) / 3);
    }
    mh_end_row(&rows);
  }
  mh_end_rows(&rows);
}

int main(void) {
  const char *mode = mh_text("mode", "all");
  int64_t whole = mh_whole("whole", 7, 1, 100);
  double real = mh_real("real", 0.1, 0, 1);
  mh_no_other_arguments("mode, whole, real");

  MhRows json = mh_begin_json(NULL);
  mh_cell_text(&json, "mode", mode);
  mh_cell_whole(&json, "whole", whole);
  mh_cell_real(&json, "real", real);
  mh_cell_real(&json, "nothing", (double) NAN);
  mh_end_row(&json);
  read_records(&json);
  read_texts(&json);
  MhRandom random = mh_random();
  mh_cell_real(&json, "random", mh_random_real(&random));
  mh_end_row(&json);
  mh_end_rows(&json);
  copy_table(mode);
  if (strcmp(mode, "column") == 0) {
    MhCsv table = mh_open_csv("table.csv");
    mh_next_row(&table);
    mh_field(&table, "colour");
  }
  for (int64_t done = 0; done <= 1000; done++) {
    mh_progress(done, 1000);
  }
  return 0;
}
