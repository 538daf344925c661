/* A first program of one's own: prints how many primes there are from FROM to TO - 1. Usage: hello FROM TO */
#include <stdio.h>
#include <stdlib.h>

static int is_prime(long number) {
  for (long divisor = 2; divisor * divisor <= number; divisor++) {
    if (number % divisor == 0) {
      return 0;
    }
  }
  return number >= 2;
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "hello: needs 2 arguments, FROM TO\n");
    return 2;
  }
  long primes = 0;
  for (long number = atol(argv[1]); number < atol(argv[2]); number++) {
    primes += is_prime(number);
  }
  printf("%ld\n", primes);
  return 0;
}
