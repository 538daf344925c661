/* Hostile on purpose: never ends by itself. The sandbox stops it when its fuel is used up. */
#include <stdint.h>

int main(void) {
  for (volatile uint64_t turns = 0;; turns++) {
  }
}
