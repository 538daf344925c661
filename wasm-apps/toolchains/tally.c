/*
 * Tallies numbers: what any toolchain's usual output must be able to do in the sandbox. tally.cpp and tally.rs do the same.
 *
 * Reads a number from each line of /in/numbers.txt, prints how many there are, their mean and their median, and leaves them sorted in
 * /out/sorted.txt. Clock, random numbers and the environment are asked too, and must answer.
 */
#include <dirent.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int compare(const void *left, const void *right) {
  double difference = *(const double *) left - *(const double *) right;
  return (difference > 0) - (difference < 0);
}

static int entries(const char *folder) {
  int count = 0;
  DIR *directory = opendir(folder);
  for (struct dirent *entry; directory != NULL && (entry = readdir(directory)) != NULL;) {
    count += entry->d_name[0] != '.';
  }
  return count;
}

int main(int argc, char **argv) {
  FILE *file = fopen("/in/numbers.txt", "r");
  if (file == NULL) {
    perror("/in/numbers.txt");
    return 2;
  }
  size_t count = 0;
  double *numbers = NULL;
  double number;
  double sum = 0;
  while (fscanf(file, "%lf", &number) == 1) {
    numbers = realloc(numbers, (count + 1) * sizeof *numbers);
    numbers[count++] = number;
    sum += number;
  }
  qsort(numbers, count, sizeof *numbers, compare);

  struct timespec before;
  struct timespec after;
  unsigned char random[16] = {0};
  clock_gettime(CLOCK_MONOTONIC, &before);
  int entropy = getentropy(random, sizeof random);
  clock_gettime(CLOCK_MONOTONIC, &after);
  int answered = entropy == 0 && getenv("MANYHANDS_SEED") != NULL && time(NULL) > 1700000000
                 && (after.tv_sec > before.tv_sec || after.tv_nsec > before.tv_nsec);

  printf("%s of %d: %zu numbers, mean %.3f, median %.3f, root of the largest %.3f, %d input, host %s\n", argv[1], argc - 1,
         count, sum / count, numbers[count / 2], sqrt(numbers[count - 1]), entries("/in"), answered ? "answered" : "silent");
  file = fopen("/out/sorted.txt", "w");
  for (size_t i = 0; i < count; i++) {
    fprintf(file, "%.3f\n", numbers[i]);
  }
  return fclose(file) == 0 ? 0 : 1;
}
