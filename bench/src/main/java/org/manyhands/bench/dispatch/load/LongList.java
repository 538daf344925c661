package org.manyhands.bench.dispatch.load;

import java.util.Arrays;

/** Numbers in order, without an object for each. For one thread. */
final class LongList {
    private long[] numbers = new long[1 << 10];
    private int size;

    void add(long number) {
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
        }
        numbers[size++] = number;
    }

    int size() {
        return size;
    }

    long get(int index) {
        return numbers[index];
    }

    void clear() {
        size = 0;
    }

    long[] toArray() {
        return Arrays.copyOf(numbers, size);
    }
}
