package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.Export;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.FunctionImport;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/**
 * Everything that can be seen of a module while its exported functions are called one after the other with arguments
 * drawn from a seed: results, traps, what it told the host, and its memory.
 */
final class Behaviour {
    enum Machine {
        INTERPRETED,
        COMPILED
    }

    /** What was seen, a line for each call; fuel after each call, which is empty for a source module. */
    record Seen(List<String> lines, List<Long> fuel) {}

    private static final long LIMIT = 100_000_000_000L;

    private final WasmModule module;
    private final List<String> told = new ArrayList<>();
    private final @Nullable ReferenceFuel reference;
    private final Instance instance;
    private final long slice;
    private long granted;

    private Behaviour(byte[] bytes, Machine machine, long slice, @Nullable ReferenceFuel reference) {
        this.module = Parser.parse(bytes);
        this.slice = slice;
        this.reference = reference;
        Instance.Builder builder = Instance.builder(module)
                .withStart(false)
                .withImportValues(
                        ImportValues.builder().withFunctions(imports()).build());
        if (machine == Machine.COMPILED) {
            builder.withMachineFactory(MachineFactoryCompiler.compile(module));
        }
        if (reference != null) {
            builder.withUnsafeExecutionListener(reference::executed);
        }
        instance = builder.build();
        if (reference != null) {
            reference.watch(instance);
        }
    }

    static Seen of(byte[] product, Machine machine, long slice) {
        return new Behaviour(product, machine, slice, null).observe(true);
    }

    static Seen ofSource(byte[] source, Machine machine) {
        return new Behaviour(source, machine, 0, null).observe(false);
    }

    /** Interprets a source module and counts its fuel instruction by instruction. */
    static Seen ofSourceCounted(byte[] source) {
        return new Behaviour(source, Machine.INTERPRETED, 0, new ReferenceFuel()).observe(true);
    }

    private Seen observe(boolean fuel) {
        List<String> lines = new ArrayList<>();
        List<Long> fuels = new ArrayList<>();
        for (int i = 0; i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            if (export.exportType() == ExternalType.FUNCTION) {
                lines.add(export.name() + " " + call(export, i) + " told " + told);
                told.clear();
                if (fuel) {
                    fuels.add(used());
                }
            }
        }
        if (module.memorySection().isPresent()) {
            byte[] memory = instance.memory().readBytes(0, instance.memory().pages() * 65_536);
            lines.add("memory " + memory.length + " " + Arrays.hashCode(memory));
        }
        return new Seen(lines, fuels);
    }

    private long used() {
        return reference != null
                ? reference.fuel()
                : granted - instance.exports().global(Meter.FUEL).getValue();
    }

    private String call(Export export, int seed) {
        if (reference != null) {
            reference.enter(export.index());
        }
        FunctionType type = instance.exportType(export.name());
        Random random = new Random(seed);
        long[] arguments = type.params().stream()
                .mapToLong(param -> argument(param, random))
                .toArray();
        try {
            long[] results = instance.export(export.name()).apply(arguments);
            return words(type.returns(), results);
        } catch (StackOverflowError e) {
            return "stack";
        } catch (WasmEngineException e) {
            String message = String.valueOf(e.getMessage());
            // Engines add different details after the colon.
            return message.startsWith("call stack exhausted") ? "stack" : "trap " + message.split(":")[0];
        }
    }

    private List<ImportFunction> imports() {
        List<ImportFunction> imports = new ArrayList<>();
        module.importSection().stream().forEach(each -> {
            FunctionImport function = (FunctionImport) each;
            FunctionType type = module.typeSection().getType(function.typeIndex());
            String name = function.module() + "." + function.name();
            imports.add(new HostFunction(
                    function.module(), function.name(), type, (running, arguments) -> host(name, type, arguments)));
        });
        return imports;
    }

    private long[] host(String name, FunctionType type, long[] arguments) {
        if (name.equals(Meter.MODULE + "." + Meter.SLICE)) {
            long next = Math.max(slice, -arguments[0]);
            granted += next;
            if (granted > LIMIT) {
                throw new WasmEngineException("out of fuel");
            }
            return new long[] {arguments[0] + next};
        }
        if (name.equals(Meter.MODULE + "." + Meter.STACK_EXHAUSTED)) {
            throw new WasmEngineException("call stack exhausted");
        }
        told.add(name + words(type.params(), arguments));
        return new long[type.returns().size()];
    }

    private static long argument(ValType type, Random random) {
        if (type.equals(ValType.F64)) {
            return Double.doubleToRawLongBits(random.nextGaussian() * 100);
        }
        if (type.equals(ValType.F32)) {
            return Float.floatToRawIntBits((float) random.nextGaussian() * 100);
        }
        return type.isReference() ? -1 : random.nextInt(100) - 20L;
    }

    /** Values in words; a NaN is only that, since its bits are not the program's when it comes from arithmetic. */
    private static String words(List<ValType> types, long[] values) {
        StringBuilder words = new StringBuilder("(");
        for (int i = 0; i < types.size(); i++) {
            if (types.get(i).equals(ValType.F64)) {
                words.append(Double.longBitsToDouble(values[i]));
            } else if (types.get(i).equals(ValType.F32)) {
                words.append(Float.intBitsToFloat((int) values[i]));
            } else if (types.get(i).equals(ValType.I32)) {
                words.append((int) values[i]);
            } else {
                words.append(values[i]);
            }
            words.append(i + 1 < types.size() ? " " : "");
        }
        return words.append(')').toString();
    }
}
