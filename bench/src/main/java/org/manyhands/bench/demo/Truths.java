package org.manyhands.bench.demo;

import java.util.Map;

/** Known numbers of solutions of the queens puzzle (OEIS A000170). */
final class Truths {
    private static final Map<Integer, Long> QUEENS = Map.of(
            8,
            92L,
            9,
            352L,
            10,
            724L,
            11,
            2_680L,
            12,
            14_200L,
            13,
            73_712L,
            14,
            365_596L,
            15,
            2_279_184L,
            16,
            14_772_512L);

    private Truths() {}

    static long queens(int size) {
        return QUEENS.get(size);
    }
}
