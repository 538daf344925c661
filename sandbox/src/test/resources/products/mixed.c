// A little of everything that the rewrite treats specially: floats and NaNs whose bits are stored, recursion, calls
// through a table, loops, bulk memory, growth, 64-bit division. Writes what it computed to standard output.
//   clang-19 --target=wasm32 -O2 -mno-simd128 -mbulk-memory -nostdlib -Wl,--no-entry,--export=_start,--export-memory mixed.c
typedef unsigned long long u64;
typedef unsigned int u32;

__attribute__((import_module("wasi_snapshot_preview1"), import_name("fd_write")))
int fd_write(int descriptor, const void *vectors, int count, u32 *written);

static u64 state = 88172645463325252ull;
static u64 next(void) {
  state ^= state << 13;
  state ^= state >> 7;
  return state ^= state << 17;
}

static int ascending(u32 a, u32 b) { return a < b; }
static int descending(u32 a, u32 b) { return a > b; }
static int (*volatile orders[2])(u32, u32) = {ascending, descending};

static u32 numbers[2000];
static void sort(int from, int to, int (*before)(u32, u32)) {
  while (from < to) {
    u32 pivot = numbers[(from + to) / 2];
    int i = from, j = to;
    while (i <= j) {
      while (before(numbers[i], pivot)) i++;
      while (before(pivot, numbers[j])) j--;
      if (i <= j) {
        u32 swap = numbers[i];
        numbers[i++] = numbers[j];
        numbers[j--] = swap;
      }
    }
    sort(from, j, before);
    from = i;
  }
}

static u32 ackermann(u32 m, u32 n) { return m == 0 ? n + 1 : ackermann(m - 1, n == 0 ? 1 : ackermann(m, n - 1)); }

static double bodies[5 * 6], doubles[64];
static float singles[64];

static void move(void) {
  for (int i = 0; i < 30; i++) bodies[i] = 1 + i * 0.37;
  for (int t = 0; t < 2000; t++) {
    for (int i = 0; i < 5; i++)
      for (int j = i + 1; j < 5; j++) {
        double *a = bodies + 6 * i, *b = bodies + 6 * j;
        double x = a[0] - b[0], y = a[1] - b[1], z = a[2] - b[2];
        double d = x * x + y * y + z * z + 0.01, g = 0.001 / (d * __builtin_sqrt(d));
        a[3] -= x * g, a[4] -= y * g, a[5] -= z * g, b[3] += x * g, b[4] += y * g, b[5] += z * g;
      }
    for (int i = 0; i < 30; i += 6) bodies[i] += 0.01 * bodies[i + 3], bodies[i + 1] += 0.01 * bodies[i + 4];
  }
}

static void notNumbers(void) {
  for (int i = 0; i < 64; i++) {
    u64 bits = next();
    if (i % 3 == 0) bits |= 0x7ff0000000000001ull;
    double value;
    __builtin_memcpy(&value, &bits, 8);
    doubles[i] = i % 2 ? value : i % 5 ? -(value * 2) : __builtin_copysign(3, value - value);
    singles[i] = (float)doubles[i] / (i % 4);
  }
}

static u64 result[6];
static u64 digest(const void *from, u32 bytes) {
  u64 hash = 0xcbf29ce484222325ull;
  for (const unsigned char *c = from; bytes--; c++) hash = (hash ^ *c) * 0x100000001b3ull;
  return hash;
}

void _start(void) {
  for (int order = 0; order < 2; order++) {
    for (int i = 0; i < 2000; i++) numbers[i] = (u32)(next() % 1000003);
    sort(0, 1999, orders[order]);
    result[order] = digest(numbers, sizeof numbers);
  }
  result[2] = ackermann(2, 60);
  move();
  result[3] = digest(bodies, sizeof bodies);
  notNumbers();
  result[4] = digest(doubles, sizeof doubles) ^ digest(singles, sizeof singles);
  char *more = (char *)(__builtin_wasm_memory_grow(0, 2) * 65536);
  __builtin_memset(more, 7, 100000);
  __builtin_memcpy(more + 1000, numbers, sizeof numbers);
  result[5] = digest(more, 100000);
  struct { const void *base; u32 length; } vector = {result, sizeof result};
  u32 written;
  fd_write(1, &vector, 1, &written);
}
