package org.manyhands.sandbox.differential;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/**
 * What every host does with a module: which exports it calls, with what, and when it looks at memory. A text, so that the
 * host in JavaScript reads the same: a line {@code limit N}, then {@code call EXPORT PARAMETERS RESULTS} and
 * {@code memory} in the order of execution, where parameters are values, results types, and none of them is a dash.
 */
record CallPlan(long fuelLimit, List<Step> steps) {
    /** Resets the count by which random programs of binaryen keep themselves from running for ever. */
    private static final String HANG_LIMIT = "hangLimitInitializer";

    /** Exports that read globals. */
    static final String GLOBAL_PREFIX = "global$";

    sealed interface Step {}

    record Call(String export, List<String> arguments, List<String> results) implements Step {}

    record LookAtMemory() implements Step {}

    /** Calls every export of a source module a few times. */
    static CallPlan random(byte[] source, long seed, long fuelLimit, int rounds) {
        WasmModule module = Parser.parse(source);
        Random random = new Random(seed);
        List<Export> functions = new ArrayList<>();
        boolean memory = false;
        boolean hangLimit = false;
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            memory |= export.exportType() == ExternalType.MEMORY;
            hangLimit |= export.name().equals(HANG_LIMIT);
            if (export.exportType() == ExternalType.FUNCTION && !export.name().equals(HANG_LIMIT)) {
                functions.add(export);
            }
        }
        List<Step> steps = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            for (Export export : functions) {
                boolean global = export.name().startsWith(GLOBAL_PREFIX);
                if (hangLimit && !global) {
                    steps.add(new Call(HANG_LIMIT, List.of(), List.of()));
                }
                if (!global || round == rounds - 1) {
                    steps.add(call(export.name(), typeOf(module, export.index()), random));
                }
            }
            if (memory) {
                steps.add(new LookAtMemory());
            }
        }
        return new CallPlan(fuelLimit, steps);
    }

    private static FunctionType typeOf(WasmModule module, int function) {
        int imported = module.importSection().count(ExternalType.FUNCTION);
        int type = module.functionSection().getFunctionType(function - imported);
        return module.typeSection().getType(type);
    }

    private static Call call(String export, FunctionType type, Random random) {
        return new Call(
                export,
                type.params().stream()
                        .map(param -> Value.words(param, Value.random(param, random)))
                        .toList(),
                type.returns().stream().map(CallPlan::typeName).toList());
    }

    private static String typeName(ValType type) {
        return Value.words(type, 0).substring(0, 3);
    }

    String text() {
        return "limit " + fuelLimit + "\n"
                + steps.stream().map(CallPlan::line).collect(Collectors.joining("\n", "", "\n"));
    }

    private static String line(Step step) {
        return step instanceof Call call
                ? "call " + call.export() + " " + list(call.arguments()) + " " + list(call.results())
                : "memory";
    }

    static CallPlan read(List<String> lines) {
        long limit = Long.parseLong(lines.get(0).substring("limit ".length()));
        List<Step> steps = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] words = line.split(" ");
            steps.add(
                    words[0].equals("call")
                            ? new Call(words[1], items(words[2]), items(words[3]))
                            : new LookAtMemory());
        }
        return new CallPlan(limit, steps);
    }

    private static String list(List<String> items) {
        return items.isEmpty() ? "-" : String.join(",", items);
    }

    private static List<String> items(String list) {
        return list.equals("-") ? List.of() : List.of(list.split(","));
    }
}
