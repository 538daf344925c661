package org.manyhands.sandbox.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.manyhands.sandbox.engine.post.GuestClasses;
import run.endive.compiler.MachineFactoryCompiler;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;

/** One module interpreted, compiled by the runtime alone, and compiled and post-processed, to compare them. */
public final class Guests implements AutoCloseable {
    private static final int MAXIMUM_PAGES = 20;

    private final Map<String, Instance> instances = new LinkedHashMap<>();
    private final Execution execution;
    private final long exactCopies;

    /** Instantiates a module, given as text without its outermost parentheses. */
    public Guests(String definitions) {
        this(parse(definitions), true, FlatMemory.EXACT_COPIES);
    }

    /** The same with memory whose array has spare room as soon as it has grown. */
    public static Guests withSpareRoom(String definitions) {
        return new Guests(parse(definitions), true, 0);
    }

    /** The same, but without the interpreter: its narrow stores let an address above 2 GiB wrap around with an offset. */
    public static Guests compiled(String definitions) {
        return new Guests(parse(definitions), false, FlatMemory.EXACT_COPIES);
    }

    private Guests(WasmModule module, boolean interpreted, long exactCopies) {
        this.exactCopies = exactCopies;
        execution = new CompiledModule(classes(module), GuestCompiler.globals(module)).begin();
        if (interpreted) {
            add("interpreted", module, new InterpretedExecution());
        }
        add("processed", module, execution);
        instances.put(
                "plain",
                builder(module, new InterpretedExecution())
                        .withMachineFactory(MachineFactoryCompiler.compile(module))
                        .build());
    }

    /** The class files that a module becomes. */
    public static GuestClasses classes(String definitions) {
        return classes(parse(definitions));
    }

    private static WasmModule parse(String definitions) {
        return Parser.parse(Wat2Wasm.parse("(module " + definitions + ")"));
    }

    private static GuestClasses classes(WasmModule module) {
        return GuestCompiler.classes(module);
    }

    private void add(String name, WasmModule module, Execution how) {
        Instance.Builder builder = builder(module, how);
        how.prepare(builder);
        instances.put(name, builder.build());
    }

    private Instance.Builder builder(WasmModule module, Execution how) {
        return Instance.builder(module).withStart(false).withMemoryFactory(limits -> {
            FlatMemory memory =
                    new FlatMemory(limits.initialPages(), Math.min(limits.maximumPages(), MAXIMUM_PAGES), exactCopies);
            how.memory(memory);
            return memory;
        });
    }

    /** Calls an export of each and compares what they give, or the trap; answers it. */
    public String call(String function, long... arguments) {
        Map<String, String> results = new LinkedHashMap<>();
        instances.forEach((name, instance) -> results.put(name, result(instance, function, arguments)));
        assertThat(results.values())
                .as("%s%s gives %s", function, Arrays.toString(arguments), results)
                .containsOnly(results.get("plain"));
        return String.valueOf(results.get("plain"));
    }

    /** The instance whose code was post-processed. */
    public Instance processed() {
        return instances.get("processed");
    }

    private static String result(Instance instance, String function, long... arguments) {
        try {
            return Arrays.toString(instance.export(function).apply(arguments));
        } catch (WasmEngineException e) {
            return Traps.of(e).map(Enum::name).orElseThrow(() -> e);
        }
    }

    @Override
    public void close() {
        execution.close();
    }
}
