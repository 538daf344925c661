/* Moves twelve bodies that attract one another through size steps: chains of doubles with square roots and quotients. */
#include <math.h>

#include "kernel.h"

#define BODIES 12
#define STEP 0.001

typedef struct {
  double x, y, z, vx, vy, vz, mass;
} body;

static void attract(body *bodies) {
  for (int i = 0; i < BODIES; i++) {
    for (int j = i + 1; j < BODIES; j++) {
      double dx = bodies[i].x - bodies[j].x, dy = bodies[i].y - bodies[j].y, dz = bodies[i].z - bodies[j].z;
      /* Softened, so that a close encounter cannot throw bodies out. */
      double squared = dx * dx + dy * dy + dz * dz + 0.01;
      double pull = STEP / (squared * sqrt(squared));
      bodies[i].vx -= dx * bodies[j].mass * pull;
      bodies[i].vy -= dy * bodies[j].mass * pull;
      bodies[i].vz -= dz * bodies[j].mass * pull;
      bodies[j].vx += dx * bodies[i].mass * pull;
      bodies[j].vy += dy * bodies[i].mass * pull;
      bodies[j].vz += dz * bodies[i].mass * pull;
    }
  }
}

static void move(body *bodies) {
  for (int i = 0; i < BODIES; i++) {
    bodies[i].x += STEP * bodies[i].vx;
    bodies[i].y += STEP * bodies[i].vy;
    bodies[i].z += STEP * bodies[i].vz;
  }
}

uint64_t kernel(uint32_t size) {
  static body bodies[BODIES];
  uint64_t random = 5;
  for (int i = 0; i < BODIES; i++) {
    bodies[i].x = random_fraction(&random) * 10 - 5;
    bodies[i].y = random_fraction(&random) * 10 - 5;
    bodies[i].z = random_fraction(&random) * 10 - 5;
    bodies[i].vx = random_fraction(&random) - 0.5;
    bodies[i].vy = random_fraction(&random) - 0.5;
    bodies[i].vz = random_fraction(&random) - 0.5;
    bodies[i].mass = random_fraction(&random) + 0.1;
  }
  for (uint32_t step = 0; step < size; step++) {
    attract(bodies);
    move(bodies);
  }
  uint64_t checksum = 0;
  for (int i = 0; i < BODIES; i++) {
    checksum = mix(checksum, bits_of(bodies[i].x));
    checksum = mix(checksum, bits_of(bodies[i].vz));
  }
  return checksum;
}
