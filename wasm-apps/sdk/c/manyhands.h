/*
 * Manyhands for C and C++: parameters, slices of data, rows of results, progress, steps. One header, nothing to link.
 *
 *   #define MH_NAME "my-program"       // begins every message
 *   #include "manyhands.h"             // before other headers
 *
 * What goes wrong ends the program: exit code 2 when arguments or inputs are wrong, 1 when something else failed, and
 * one line on standard error that names the thing, what was found there and what is allowed. So no function here has an
 * error to check. Inputs are named by their path below /in, outputs by their path below /out. The manual is
 * docs/guest.md.
 */
#ifndef MANYHANDS_H
#define MANYHANDS_H

#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* getline and fileno, also with -std=c17 */
#endif

#include <dirent.h>
#include <errno.h>
#include <inttypes.h>
#include <math.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <wasi/api.h>

#ifndef MH_NAME
#define MH_NAME "app"
#endif

#define MH_FAILED 1   /* exit code: memory, output or something else gave out */
#define MH_BAD_INPUT 2 /* exit code: an argument or an input file is not what it must be */

/* --- giving up, and memory ------------------------------------------------------------------------------------ */

/*
 * Prints "MH_NAME: message" to standard error and ends the program with this exit code. What was written before is
 * kept.
 */
__attribute__((noreturn, format(printf, 2, 3))) static inline void mh_fail(int code, const char *format, ...) {
  va_list arguments;
  va_start(arguments, format);
  fflush(stdout);
  fputs(MH_NAME ": ", stderr);
  vfprintf(stderr, format, arguments);
  fputc('\n', stderr);
  va_end(arguments);
  exit(code);
}

/* malloc and realloc that give memory or end the program. */
static inline void *mh_resize(void *block, size_t bytes) {
  void *resized = realloc(block, bytes == 0 ? 1 : bytes);
  if (resized == NULL) {
    mh_fail(MH_FAILED, "no memory for %zu bytes: raise the batch's memory limit, or work in smaller pieces", bytes);
  }
  return resized;
}

static inline void *mh_allocate(size_t bytes) {
  return mh_resize(NULL, bytes);
}

static inline char *mh_format(const char *format, const char *first, const char *second) {
  size_t bytes = strlen(format) + strlen(first) + strlen(second) + 1;
  char *text = (char *) mh_allocate(bytes);
  snprintf(text, bytes, format, first, second);
  return text;
}

/* --- numbers from text ---------------------------------------------------------------------------------------- */

/* A whole number from least to most; anything else ends the program with a message that begins with its name. */
static inline int64_t mh_parse_whole(const char *name, const char *text, int64_t least, int64_t most) {
  char *end;
  errno = 0;
  long long value = strtoll(text, &end, 10);
  const char *digits = *text == '-' ? text + 1 : text;
  if (*digits < '0' || *digits > '9' || *end != '\0' || errno != 0 || value < least || value > most) {
    mh_fail(MH_BAD_INPUT, "%s is \"%s\": give a whole number from %" PRId64 " to %" PRId64, name, text, least, most);
  }
  return value;
}

/* A number from least to most, such as 0.25 or 1e-3; never infinite, never NaN. */
static inline double mh_parse_real(const char *name, const char *text, double least, double most) {
  char *end;
  double value = strtod(text, &end);
  if (end == text || *end != '\0' || !(value >= least && value <= most)) {
    mh_fail(MH_BAD_INPUT, "%s is \"%s\": give a number from %g to %g", name, text, least, most);
  }
  return value;
}

/* --- arguments ------------------------------------------------------------------------------------------------ */

/*
 * Arguments come from the batch's `args`: by place, or as key=value. They are asked of the host, so they are there
 * without main's argc and argv, in programs of steps too.
 */
typedef struct {
  int count;      /* without the program's own name */
  char **at;
  uint64_t asked; /* bit i: argument i was asked for by its key */
} MhArguments;

/* One for all source files of a program, since it is weak; so is mh_hundredths. */
__attribute__((weak)) MhArguments mh_arguments_of_run = {-1, NULL, 0};

static inline MhArguments *mh_arguments(void) {
  if (mh_arguments_of_run.count < 0) {
    size_t count;
    size_t bytes;
    if (__wasi_args_sizes_get(&count, &bytes) != 0) {
      mh_fail(MH_FAILED, "cannot read the arguments");
    }
    uint8_t **all = (uint8_t **) mh_allocate((count + 1) * sizeof *all);
    if (__wasi_args_get(all, (uint8_t *) mh_allocate(bytes)) != 0) {
      mh_fail(MH_FAILED, "cannot read the arguments");
    }
    mh_arguments_of_run.count = count > 0 ? (int) count - 1 : 0;
    mh_arguments_of_run.at = (char **) all + 1;
  }
  return &mh_arguments_of_run;
}

/* Ends the program unless there are so many arguments; names is for the message: "N FROM TO". */
static inline void mh_need_arguments(int count, const char *names) {
  if (mh_arguments()->count != count) {
    mh_fail(MH_BAD_INPUT, "needs %d argument%s, %s, and got %d", count, count == 1 ? "" : "s", names,
            mh_arguments()->count);
  }
}

/* The argument at a place, counted from 0. */
static inline const char *mh_argument(int place, const char *name) {
  if (place >= mh_arguments()->count) {
    mh_fail(MH_BAD_INPUT, "%s is missing: it is argument %d, and there are %d", name, place + 1, mh_arguments()->count);
  }
  return mh_arguments()->at[place];
}

static inline int64_t mh_argument_whole(int place, const char *name, int64_t least, int64_t most) {
  return mh_parse_whole(name, mh_argument(place, name), least, most);
}

/* What follows "key=" in the first argument that begins so, else the fallback, which may be NULL. */
static inline const char *mh_text(const char *key, const char *fallback) {
  MhArguments *arguments = mh_arguments();
  size_t length = strlen(key);
  for (int i = 0; i < arguments->count; i++) {
    if (strncmp(arguments->at[i], key, length) == 0 && arguments->at[i][length] == '=') {
      arguments->asked |= i < 64 ? UINT64_C(1) << i : 0;
      return arguments->at[i] + length + 1;
    }
  }
  return fallback;
}

/* The number of key=number, or the fallback if there is no such argument. */
static inline int64_t mh_whole(const char *key, int64_t fallback, int64_t least, int64_t most) {
  const char *text = mh_text(key, NULL);
  return text == NULL ? fallback : mh_parse_whole(key, text, least, most);
}

static inline double mh_real(const char *key, double fallback, double least, double most) {
  const char *text = mh_text(key, NULL);
  return text == NULL ? fallback : mh_parse_real(key, text, least, most);
}

/* Ends the program if one of the first 64 arguments was not asked for by its key; known is for the message. */
static inline void mh_no_other_arguments(const char *known) {
  MhArguments *arguments = mh_arguments();
  for (int i = 0; i < arguments->count && i < 64; i++) {
    if ((arguments->asked >> i & 1) == 0) {
      mh_fail(MH_BAD_INPUT, "argument \"%s\" is unknown or given twice: known are %s", arguments->at[i], known);
    }
  }
}

/* --- lines of text -------------------------------------------------------------------------------------------- */

typedef struct {
  const char *path; /* for messages */
  FILE *file;
  char *text;   /* the line, without its end; until the next one is read */
  size_t length; /* its bytes: a line may hold NUL */
  size_t room;
  int64_t number; /* of the line, counted from 1 */
} MhLines;

/* Opens an input by its path below /in; NULL stands for standard input. */
static inline FILE *mh_open(const char *path) {
  if (path == NULL) {
    return stdin;
  }
  char *whole = mh_format("/in/%s%s", path, "");
  FILE *file = fopen(whole, "rb");
  if (file == NULL) {
    mh_fail(MH_BAD_INPUT, "cannot open %s: %s", whole, strerror(errno));
  }
  free(whole);
  return file;
}

static inline MhLines mh_open_lines(const char *path) {
  MhLines lines = {path == NULL ? "standard input" : mh_format("/in/%s%s", path, ""), mh_open(path), NULL, 0, 0, 0};
  return lines;
}

/*
 * Reads the next line, however long, to lines->text; its end ("\n" or "\r\n") is cut off. False after the last; the
 * file is then closed.
 */
static inline bool mh_next_line(MhLines *lines) {
  if (lines->file == NULL) {
    return false;
  }
  ssize_t read = getline(&lines->text, &lines->room, lines->file);
  if (read < 0) {
    if (ferror(lines->file) || !feof(lines->file)) {
      mh_fail(MH_BAD_INPUT, "cannot read %s: %s", lines->path, strerror(errno));
    }
    fclose(lines->file);
    lines->file = NULL;
    return false;
  }
  lines->length = (size_t) read;
  if (lines->length > 0 && lines->text[lines->length - 1] == '\n') {
    lines->length--;
    lines->length -= lines->length > 0 && lines->text[lines->length - 1] == '\r';
  }
  lines->text[lines->length] = '\0';
  lines->number++;
  return true;
}

/* --- CSV: RFC 4180 -------------------------------------------------------------------------------------------- */

typedef struct {
  MhLines lines;
  char *header;   /* names of the columns, each ended by NUL */
  char *row;      /* the fields of the row, each ended by NUL */
  size_t room;
  int columns;
} MhCsv;

static inline void mh_wrong_row(const MhCsv *csv, const char *problem) {
  mh_fail(MH_BAD_INPUT, "%s, line %" PRId64 ": %s", csv->lines.path, csv->lines.number, problem);
}

/* Reads a row's fields into csv->row and gives their number, or -1 after the last row. */
static inline int mh_read_fields(MhCsv *csv) {
  if (!mh_next_line(&csv->lines)) {
    return -1;
  }
  int fields = 1;
  size_t length = 0;
  bool quoted = false;
  for (size_t i = 0;; i++) {
    if (length + 2 > csv->room) {
      csv->room = csv->room * 2 + 64;
      csv->row = (char *) mh_resize(csv->row, csv->room);
    }
    char next = i < csv->lines.length ? csv->lines.text[i] : '\0';
    bool over = i >= csv->lines.length;
    if (over && !quoted) {
      break;
    }
    if (over) { /* the field goes on in the next line */
      if (!mh_next_line(&csv->lines)) {
        mh_wrong_row(csv, "a quoted field does not end");
      }
      csv->row[length++] = '\n';
      i = (size_t) -1;
    } else if (next == '"' && quoted && i + 1 < csv->lines.length && csv->lines.text[i + 1] == '"') {
      csv->row[length++] = '"';
      i++;
    } else if (next == '"') {
      quoted = !quoted;
    } else if (next == ',' && !quoted) {
      csv->row[length++] = '\0';
      fields++;
    } else {
      csv->row[length++] = next;
    }
  }
  csv->row[length] = '\0';
  return fields;
}

static inline const char *mh_field_at(const char *fields, int column) {
  for (; column > 0; column--) {
    fields += strlen(fields) + 1;
  }
  return fields;
}

/* Opens a table by its path below /in and reads its first line, the names of its columns. */
static inline MhCsv mh_open_csv(const char *path) {
  MhCsv csv = {mh_open_lines(path), NULL, NULL, 0, 0};
  csv.columns = mh_read_fields(&csv);
  if (csv.columns < 0) {
    mh_fail(MH_BAD_INPUT, "%s is empty: its first line must name its columns", csv.lines.path);
  }
  csv.header = csv.row;
  csv.row = NULL;
  csv.room = 0;
  return csv;
}

/* Goes to the next row; false after the last. A row with more or fewer fields than the header ends the program. */
static inline bool mh_next_row(MhCsv *csv) {
  int fields = mh_read_fields(csv);
  if (fields >= 0 && fields != csv->columns) {
    mh_fail(MH_BAD_INPUT, "%s, line %" PRId64 ": needs %d fields, as the first line has, and has %d", csv->lines.path,
            csv->lines.number, csv->columns, fields);
  }
  return fields >= 0;
}

/* A field of the row by the name of its column; until the next row is read. */
static inline const char *mh_field(const MhCsv *csv, const char *column) {
  for (int i = 0; i < csv->columns; i++) {
    if (strcmp(mh_field_at(csv->header, i), column) == 0) {
      return mh_field_at(csv->row, i);
    }
  }
  mh_fail(MH_BAD_INPUT, "%s has no column \"%s\" in its first line", csv->lines.path, column);
}

static inline int64_t mh_field_whole(const MhCsv *csv, const char *column, int64_t least, int64_t most) {
  char *name = mh_format("%s in %s", column, csv->lines.path);
  int64_t value = mh_parse_whole(name, mh_field(csv, column), least, most);
  free(name);
  return value;
}

static inline double mh_field_real(const MhCsv *csv, const char *column, double least, double most) {
  char *name = mh_format("%s in %s", column, csv->lines.path);
  double value = mh_parse_real(name, mh_field(csv, column), least, most);
  free(name);
  return value;
}

/* --- records of one size -------------------------------------------------------------------------------------- */

/*
 * Opens a file of records of so many bytes each, and says how many there are. Numbers in it are read as they lie:
 * little endian.
 */
static inline FILE *mh_open_records(const char *path, size_t bytes, int64_t *count) {
  FILE *file = mh_open(path);
  struct stat status;
  if (fstat(fileno(file), &status) != 0 || bytes == 0 || status.st_size % (off_t) bytes != 0) {
    mh_fail(MH_BAD_INPUT, "/in/%s has %" PRId64 " bytes, not a multiple of %zu, the size of a record", path,
            (int64_t) status.st_size, bytes);
  }
  *count = status.st_size / (off_t) bytes;
  return file;
}

/* Reads the next record; false after the last. */
static inline bool mh_next_record(FILE *file, void *record, size_t bytes) {
  return fread(record, bytes, 1, file) == 1;
}

/* --- which inputs there are ----------------------------------------------------------------------------------- */

typedef struct {
  int count;
  char **at; /* paths below /in, sorted by their bytes */
} MhPaths;

static inline int mh_compare_paths(const void *left, const void *right) {
  return strcmp(*(char *const *) left, *(char *const *) right);
}

static inline void mh_collect(MhPaths *paths, const char *folder) {
  char *whole = mh_format("/in/%s%s", folder, "");
  DIR *directory = opendir(whole);
  if (directory == NULL) {
    mh_fail(MH_BAD_INPUT, "cannot list %s: %s", whole, strerror(errno));
  }
  free(whole);
  for (struct dirent *entry; (entry = readdir(directory)) != NULL;) {
    if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) {
      continue;
    }
    char *path = *folder == '\0' ? mh_format("%s%s", entry->d_name, "") : mh_format("%s/%s", folder, entry->d_name);
    if (entry->d_type == DT_DIR) {
      mh_collect(paths, path);
      free(path);
    } else {
      paths->at = (char **) mh_resize(paths->at, sizeof *paths->at * ((size_t) paths->count + 1));
      paths->at[paths->count++] = path;
    }
  }
  closedir(directory);
}

/* All files below a folder of /in, "" for /in itself: the slice of a dataset that is cut by files is found so. */
static inline MhPaths mh_list(const char *folder) {
  MhPaths paths = {0, NULL};
  mh_collect(&paths, folder);
  qsort(paths.at, (size_t) paths.count, sizeof *paths.at, mh_compare_paths);
  return paths;
}

/* --- results -------------------------------------------------------------------------------------------------- */

/* Makes a file by its path below /out, in an existing folder; NULL stands for standard output. */
static inline FILE *mh_create(const char *path) {
  if (path == NULL) {
    return stdout;
  }
  char *whole = mh_format("/out/%s%s", path, "");
  FILE *file = fopen(whole, "wb");
  if (file == NULL) {
    mh_fail(MH_FAILED, "cannot write %s: %s", whole, strerror(errno));
  }
  free(whole);
  return file;
}

/* Writes what is still in the buffer and closes, or ends the program if any byte could not be written. */
static inline void mh_finish(FILE *file, const char *path) {
  bool failed = ferror(file) != 0;
  if ((file == stdout ? fflush(file) : fclose(file)) != 0 || failed) {
    mh_fail(MH_FAILED, "cannot write %s%s: %s", path == NULL ? "standard output" : "/out/", path == NULL ? "" : path,
            strerror(errno));
  }
}

/* The shortest decimal number that is read back as the same double. */
static inline void mh_print_real(FILE *file, double value) {
  char text[40];
  for (int digits = 15; digits <= 17; digits++) {
    snprintf(text, sizeof text, "%.*g", digits, value);
    if (strtod(text, NULL) == value) {
      break;
    }
  }
  fputs(text, file);
}

/* A table (CSV) or lines of JSON; both are written cell by cell. */
typedef struct {
  FILE *file;
  const char *path;
  int columns; /* 0 for lines of JSON */
  int cells;   /* of the row that is being written */
} MhRows;

/* Begins a table below /out (NULL: standard output); header is its first line, the names between commas. */
static inline MhRows mh_begin_table(const char *path, const char *header) {
  MhRows rows = {mh_create(path), path, 1, 0};
  for (const char *at = header; *at != '\0'; at++) {
    rows.columns += *at == ',';
  }
  fputs(header, rows.file);
  fputc('\n', rows.file);
  return rows;
}

/* Begins lines of JSON below /out (NULL: standard output): an object a row. */
static inline MhRows mh_begin_json(const char *path) {
  MhRows rows = {mh_create(path), path, 0, 0};
  return rows;
}

static inline void mh_quote_json(FILE *file, const char *text) {
  fputc('"', file);
  for (; *text != '\0'; text++) {
    unsigned char next = (unsigned char) *text;
    if (next < 0x20 || next == '"' || next == '\\') {
      fprintf(file, "\\u%04x", next);
    } else {
      fputc(next, file);
    }
  }
  fputc('"', file);
}

/*
 * Writes what stands before a cell. In a table keys are not written: there the order of the cells is that of the
 * header.
 */
static inline void mh_before_cell(MhRows *rows, const char *key) {
  if (rows->columns > 0) {
    fputs(rows->cells > 0 ? "," : "", rows->file);
  } else {
    fputs(rows->cells > 0 ? "," : "{", rows->file);
    mh_quote_json(rows->file, key);
    fputc(':', rows->file);
  }
  rows->cells++;
}

static inline void mh_cell_text(MhRows *rows, const char *key, const char *text) {
  mh_before_cell(rows, key);
  if (rows->columns == 0) {
    mh_quote_json(rows->file, text);
  } else if (strpbrk(text, ",\"\r\n") == NULL) {
    fputs(text, rows->file);
  } else {
    fputc('"', rows->file);
    for (; *text != '\0'; text++) {
      fputs(*text == '"' ? "\"" : "", rows->file);
      fputc(*text, rows->file);
    }
    fputc('"', rows->file);
  }
}

static inline void mh_cell_whole(MhRows *rows, const char *key, int64_t value) {
  mh_before_cell(rows, key);
  fprintf(rows->file, "%" PRId64, value);
}

/* What is no finite number becomes an empty cell, or null. */
static inline void mh_cell_real(MhRows *rows, const char *key, double value) {
  mh_before_cell(rows, key);
  if (isfinite(value)) {
    mh_print_real(rows->file, value);
  } else {
    fputs(rows->columns > 0 ? "" : "null", rows->file);
  }
}

/* Ends a row. A row of a table with more or fewer cells than the header ends the program. */
static inline void mh_end_row(MhRows *rows) {
  if (rows->columns > 0 && rows->cells != rows->columns) {
    mh_fail(MH_FAILED, "a row of %s%s has %d cells, and its header has %d", rows->path == NULL ? "standard output" : "/out/",
            rows->path == NULL ? "" : rows->path, rows->cells, rows->columns);
  }
  fputs(rows->columns > 0 ? "\n" : rows->cells > 0 ? "}\n" : "{}\n", rows->file);
  rows->cells = 0;
}

static inline void mh_end_rows(MhRows *rows) {
  mh_finish(rows->file, rows->path);
}

/* --- progress ------------------------------------------------------------------------------------------------- */

/*
 * Says how much is done: a line "progress DONE/TOTAL" on standard error, when another hundredth is done, so at most 101
 * lines however often it is called. The host sees progress without it, as fuel; the line is for people who watch a run.
 * It is part of what the program prints, so the same everywhere.
 */
__attribute__((weak)) int64_t mh_hundredths = -1;

static inline void mh_progress(int64_t done, int64_t total) {
  int64_t hundredth = total > 0 ? (int64_t) ((double) done * 100 / (double) total) : 0;
  if (hundredth > mh_hundredths) {
    mh_hundredths = hundredth;
    fprintf(stderr, "progress %" PRId64 "/%" PRId64 "\n", done, total);
  }
}

/* --- random numbers ------------------------------------------------------------------------------------------- */

/* splitmix64 (Steele, Lea, Flood 2014): fast, and good enough for most simulations. */
typedef struct {
  uint64_t state;
} MhRandom;

/* A generator that begins where the work unit's seed says; another one at each call. */
static inline MhRandom mh_random(void) {
  MhRandom random = {0};
  if (__wasi_random_get((uint8_t *) &random.state, sizeof random.state) != 0) {
    mh_fail(MH_FAILED, "cannot get random bytes");
  }
  return random;
}

static inline uint64_t mh_random_bits(MhRandom *random) {
  uint64_t mixed = random->state += UINT64_C(0x9e3779b97f4a7c15);
  mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
  mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
  return mixed ^ mixed >> 31;
}

/* From 0 up to but without 1, in steps of 2^-53. */
static inline double mh_random_real(MhRandom *random) {
  return (double) (mh_random_bits(random) >> 11) * 0x1p-53;
}

/* --- steps ---------------------------------------------------------------------------------------------------- */

/*
 * MH_STEPS(begin, step, end) makes a program of steps, which the host may save between two of them and continue
 * elsewhere; the program never learns of it. void begin(void) reads arguments and inputs; bool step(void) does a few
 * seconds' work and says whether there is more; void end(void) writes the result. Everything lives in static variables
 * and in what they point to. Link with -mexec-model=reactor. With -DMH_COMMAND the same source becomes a usual program
 * instead, for engines that know nothing of steps.
 */
#ifdef MH_COMMAND
#define MH_STEPS(begin, step, end) \
  int main(void) { \
    begin(); \
    while (step()) { \
    } \
    end(); \
    return 0; \
  }
#else
#ifdef __cplusplus
#define MH_EXPORT(name) extern "C" __attribute__((export_name(name)))
#else
#define MH_EXPORT(name) __attribute__((export_name(name)))
#endif
#define MH_STEPS(begin, step, end) \
  MH_EXPORT("manyhands_init") void mh_steps_init(void) { begin(); } \
  MH_EXPORT("manyhands_step") int mh_steps_step(void) { return step(); } \
  MH_EXPORT("manyhands_result") void mh_steps_result(void) { \
    end(); \
    fflush(NULL); \
  }
#endif

#endif
