package org.manyhands.sandbox.wasi;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** All functions of WASI preview 1 by name. What each does stands in {@code docs/determinism.md}. */
public final class WasiFunctions {
    private static final Map<String, WasiFunction> ALL = index(Stream.of(
            ArgumentCalls.FUNCTIONS,
            ClockCalls.FUNCTIONS,
            DescriptorCalls.FUNCTIONS,
            DescriptorStatusCalls.FUNCTIONS,
            DirectoryCalls.FUNCTIONS,
            PathCalls.FUNCTIONS,
            ProcessCalls.FUNCTIONS,
            RefusedCalls.FUNCTIONS,
            TransferCalls.FUNCTIONS));

    private WasiFunctions() {}

    public static Map<String, WasiFunction> all() {
        return ALL;
    }

    private static Map<String, WasiFunction> index(Stream<List<WasiFunction>> families) {
        Map<String, WasiFunction> all = new TreeMap<>();
        families.flatMap(List::stream).forEach(function -> all.put(function.name(), function));
        return Map.copyOf(all);
    }
}
