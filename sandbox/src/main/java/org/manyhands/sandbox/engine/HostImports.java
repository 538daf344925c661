package org.manyhands.sandbox.engine;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.LimitReachedException;
import org.manyhands.sandbox.wasi.GuestMemory;
import org.manyhands.sandbox.wasi.WasiFunction;
import org.manyhands.sandbox.wasi.WasiFunctions;
import org.manyhands.sandbox.wasi.WasiProcess;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.HostFunction;
import run.endive.runtime.ImportFunction;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.wasm.types.FunctionType;
import run.endive.wasm.types.ValType;

/**
 * The functions that an instrumented module may import. A module's start function may call them before its
 * {@link Instance} is handed out, so they take what they need from the instance that calls them.
 */
final class HostImports {
    /** The import module of the meter. */
    static final String MODULE = "manyhands";

    /** {@code (i64 remaining) -> i64}: asks for the next slice of fuel. */
    static final String SLICE = "slice";

    /** {@code () -> ()}: the call depth has reached its limit. */
    static final String STACK_EXHAUSTED = "stack_exhausted";

    /** The exported global in which the module counts its slice down. */
    static final String FUEL_GLOBAL = "manyhands_fuel";

    private static final GuestMemory NO_MEMORY = new FlatMemory(0, 0);

    private final FuelMeter meter;
    private final WasiProcess process;

    HostImports(FuelMeter meter, WasiProcess process) {
        this.meter = meter;
        this.process = process;
    }

    ImportValues values() {
        List<ImportFunction> functions = new ArrayList<>();
        functions.add(new HostFunction(
                MODULE, SLICE, FunctionType.of(List.of(ValType.I64), List.of(ValType.I64)), (instance, arguments) ->
                        new long[] {slice(instance, arguments[0])}));
        functions.add(new HostFunction(
                MODULE, STACK_EXHAUSTED, FunctionType.of(List.of(), List.of()), (instance, arguments) -> {
                    throw new LimitReachedException(Outcome.Limit.STACK);
                }));
        WasiFunctions.all().values().forEach(function -> functions.add(wasi(function)));
        return ImportValues.builder().withFunctions(functions).build();
    }

    /** Ties the meter to the instance's count-down, once; one that counts nothing needs none. */
    void bind(Instance instance) {
        if (!meter.bound()) {
            meter.bind(new GlobalRegister(instance.exports().global(FUEL_GLOBAL)));
        }
    }

    private long slice(Instance instance, long remaining) {
        bind(instance);
        if (instance.memory() != null) {
            meter.holds((long) Memory.PAGE_SIZE * instance.memory().pages());
        }
        return meter.nextSlice(remaining);
    }

    private HostFunction wasi(WasiFunction function) {
        List<ValType> parameters = function.parameters()
                .chars()
                .mapToObj(letter -> letter == 'i' ? ValType.I32 : ValType.I64)
                .toList();
        List<ValType> results = function.returnsErrno() ? List.of(ValType.I32) : List.of();
        return new HostFunction(
                WasiFunction.MODULE, function.name(), FunctionType.of(parameters, results), (instance, arguments) -> {
                    bind(instance);
                    GuestMemory memory = instance.memory() instanceof FlatMemory flat ? flat : NO_MEMORY;
                    return new long[] {function.call(process, memory, arguments)};
                });
    }

    /** The module's exported global. */
    private record GlobalRegister(GlobalInstance global) implements FuelMeter.Register {
        @Override
        public long get() {
            return global.getValue();
        }

        @Override
        public void set(long remaining) {
            global.setValue(remaining);
        }
    }
}
