package org.manyhands.sandbox.differential;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.engine.LooseModule;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.LimitReachedException;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.rewrite.ReferenceFuel;
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

/** One module in one engine, called as a plan says. Everything that can be seen of it becomes a line. */
final class Subject {
    private static final String METER = "manyhands";
    private static final String FUEL = "manyhands_fuel";

    /** What makes an instance, and how fuel is counted in it. */
    private interface Maker {
        Instance make(ImportValues imports);
    }

    private final WasmModule module;
    private final Maker maker;
    private final FuelMeter meter;
    private final ReferenceFuel reference;
    private final Told told = new Told();
    private Instance instance;

    private Subject(WasmModule module, Maker maker, FuelMeter meter, ReferenceFuel reference) {
        this.module = module;
        this.maker = maker;
        this.meter = meter;
        this.reference = reference;
    }

    /** An instrumented module in the engine that runs have. */
    static Subject product(byte[] product, Engine engine, long slice, long fuelLimit, Path codeCache) {
        FuelMeter meter = new FuelMeter(fuelLimit, slice, new RunControl(0));
        return new Subject(
                Parser.parse(product), imports -> LooseModule.start(product, engine, codeCache, imports), meter, null);
    }

    /** A module without our rewrites in the engine that runs have. */
    static Subject source(byte[] source, Engine engine, Path codeCache) {
        return new Subject(
                Parser.parse(source), imports -> LooseModule.start(source, engine, codeCache, imports), null, null);
    }

    /** A module without our rewrites in the runtime's interpreter, its instructions counted one by one. */
    static Subject reference(byte[] source) {
        ReferenceFuel fuel = new ReferenceFuel();
        return new Subject(
                Parser.parse(source), imports -> LooseModule.listened(source, fuel::executed, imports), null, fuel);
    }

    List<String> follow(CallPlan plan) {
        List<String> lines = new ArrayList<>();
        String end = attempt(this::start);
        if (!end.isEmpty()) {
            lines.add("start" + end);
            return lines;
        }
        for (CallPlan.Step step : plan.steps()) {
            if (step instanceof CallPlan.Call call) {
                end = call(call, lines);
                if (end.startsWith(" exceeded") || end.startsWith(" failed")) {
                    return lines;
                }
            } else {
                byte[] memory = instance.memory().readBytes(0, instance.memory().pages() * 65_536);
                lines.add("memory " + memory.length / 65_536 + " " + Told.memory(memory));
            }
        }
        return lines;
    }

    private String call(CallPlan.Call call, List<String> lines) {
        StringBuilder line = new StringBuilder(call.export());
        call.arguments().forEach(argument -> line.append(' ').append(argument));
        long[] arguments = call.arguments().stream().mapToLong(Value::bits).toArray();
        long before = fuel();
        enter(call.export());
        String end = attempt(() -> {
            long[] results = instance.export(call.export()).apply(arguments);
            line.append(" ->").append(words(instance.exportType(call.export()), results));
        });
        line.append(end).append(told.take());
        if (meter != null || reference != null) {
            line.append(" fuel ").append(fuel() - before);
        }
        lines.add(line.toString());
        return end;
    }

    private void enter(String name) {
        for (int i = 0; reference != null && i < module.exportSection().exportCount(); i++) {
            Export export = module.exportSection().getExport(i);
            if (export.exportType() == ExternalType.FUNCTION && export.name().equals(name)) {
                reference.enter(export.index());
            }
        }
    }

    private void start() {
        instance = maker.make(ImportValues.builder().withFunctions(imports()).build());
        if (meter != null) {
            bind(instance);
        }
        if (reference != null) {
            reference.watch(instance);
        }
    }

    private void bind(Instance started) {
        var register = started.exports().global(FUEL);
        meter.bind(new FuelMeter.Register() {
            @Override
            public long get() {
                return register.getValue();
            }

            @Override
            public void set(long remaining) {
                register.setValue(remaining);
            }
        });
    }

    private long fuel() {
        return meter != null ? meter.used() : reference != null ? reference.fuel() : 0;
    }

    /** Does something and tells how it ended: an empty text when it ended well. */
    private String attempt(Runnable action) {
        try {
            action.run();
            return "";
        } catch (LimitReachedException e) {
            return " exceeded " + e.limit();
        } catch (StackOverflowError e) {
            return " failed: Java's stack is too small";
        } catch (WasmEngineException e) {
            return String.valueOf(e.getMessage()).startsWith("call stack exhausted")
                    ? " failed: Java's stack is too small"
                    : " trap " + LooseModule.kindOf(e);
        } catch (RuntimeException e) {
            return " failed: " + e;
        }
    }

    private List<ImportFunction> imports() {
        List<ImportFunction> imports = new ArrayList<>();
        module.importSection().stream().forEach(each -> {
            FunctionImport function = (FunctionImport) each;
            FunctionType type = module.typeSection().getType(function.typeIndex());
            imports.add(new HostFunction(
                    function.module(),
                    function.name(),
                    type,
                    (running, arguments) -> host(function, type, running, arguments)));
        });
        return imports;
    }

    private long[] host(FunctionImport function, FunctionType type, Instance running, long[] arguments) {
        if (!function.module().equals(METER)) {
            for (int i = 0; i < arguments.length; i++) {
                told.tell(type.params().get(i), arguments[i]);
            }
            return new long[type.returns().size()];
        }
        if (function.name().equals("slice")) {
            if (instance == null) {
                bind(running);
            }
            return new long[] {meter.nextSlice(arguments[0])};
        }
        throw new LimitReachedException(Outcome.Limit.STACK);
    }

    private static String words(FunctionType type, long[] values) {
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < type.returns().size(); i++) {
            words.append(' ').append(Value.words(type.returns().get(i), values[i]));
        }
        return words.toString();
    }
}
