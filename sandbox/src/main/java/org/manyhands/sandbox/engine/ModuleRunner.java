package org.manyhands.sandbox.engine;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Backtrace;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Limits;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.HostFailedException;
import org.manyhands.sandbox.meter.LimitReachedException;
import org.manyhands.sandbox.meter.RunCancelledException;
import org.manyhands.sandbox.rewrite.FunctionNames;
import org.manyhands.sandbox.wasi.GuestExitException;
import org.manyhands.sandbox.wasi.WasiProcess;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.runtime.Memory;
import run.endive.runtime.TableInstance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.MemoryLimits;
import run.endive.wasm.types.Table;
import run.endive.wasm.types.TableLimits;

/**
 * Executes one instrumented module, any number of times, on the calling thread, which should have a large stack. Every
 * run begins anew: nothing but compiled code is kept from one to the next.
 */
public final class ModuleRunner {
    /** The module limits its own depth, so this machine is at fault and not the program. */
    public static final String STACK_TOO_SMALL =
            "the engine's stack ran out before the program reached its limit on call depth; try another engine or JDK";

    private final byte[] bytes;
    private final WasmModule module;
    private final Engine engine;
    private final Path cacheDirectory;
    private @Nullable CompiledModule compiled;
    private Consumer<GuestState> begun = state -> {};

    /**
     * Parses a module that the profile checker has accepted.
     *
     * @param cacheDirectory where compiled code is kept from run to run
     */
    public ModuleRunner(byte[] module, Engine engine, Path cacheDirectory) {
        this.bytes = module;
        this.module = Parser.parse(module);
        this.engine = engine;
        this.cacheDirectory = cacheDirectory;
    }

    /** Hears of the guest of every run before it begins; of one that ends in its start function it does not hear. */
    public void whenBegun(Consumer<GuestState> listener) {
        begun = listener;
    }

    /** Most linear memory that a run can come to hold under a limit, in bytes. */
    public long memoryCapBytes(long memoryLimitBytes) {
        return (long) Memory.PAGE_SIZE
                * module.memorySection()
                        .filter(section -> section.memoryCount() > 0)
                        .map(section -> cap(section.getMemory(0).limits(), memoryLimitBytes))
                        .orElse(0);
    }

    /** How a run ended, where the program was if it did not end itself, and the most linear memory it held. */
    public record Result(Outcome outcome, Backtrace backtrace, long memoryPeakBytes) {}

    /** True for a module with the step API, which can go on from a state between two of its steps. */
    public boolean stepped() {
        return GuestRun.stepped(module);
    }

    /** Runs the module from its start to its end; every end is a result. */
    public Result run(WasiProcess process, FuelMeter meter, Limits limits) {
        try {
            return run(process, meter, limits, Steps.NONE);
        } catch (IOException e) {
            throw new IllegalStateException("a run that begins anew restores nothing", e);
        }
    }

    /**
     * Runs the module to its end, from its start or from the state that {@code steps} restores; every end is a result.
     *
     * @throws IOException when that state cannot be restored; the process and the meter are then of no more use
     */
    public Result run(WasiProcess process, FuelMeter meter, Limits limits, Steps steps) throws IOException {
        GuestRun run = new GuestRun(module, meter, steps);
        if (run.resuming() && module.startSection().isPresent()) {
            return new ModuleRunner(StartSection.removed(bytes), engine, cacheDirectory)
                    .run(process, meter, limits, steps);
        }
        HostImports imports = new HostImports(meter, process);
        FlatMemory[] memory = new FlatMemory[1];
        List<Integer> calls = List.of();
        Outcome outcome;
        try (Execution execution = execution()) {
            try {
                Instance instance = instantiate(
                        execution, imports.values(), declared -> memory[0] = allocate(declared, limits.memoryBytes()));
                imports.bind(instance);
                begun.accept(new InstanceState(instance));
                run.run(instance);
            } catch (RuntimeException | StackOverflowError e) {
                calls = execution.calls(e);
                throw e;
            }
            outcome = meter.overdrawn() ? new Outcome.Exceeded(Outcome.Limit.FUEL) : new Outcome.Finished(0);
        } catch (GuestExitException e) {
            outcome = new Outcome.Finished(e.exitCode());
        } catch (LimitReachedException e) {
            outcome = new Outcome.Exceeded(e.limit());
        } catch (RunCancelledException e) {
            outcome = new Outcome.Cancelled();
        } catch (HostFailedException e) {
            outcome = new Outcome.HostFailed(String.valueOf(e.getMessage()));
        } catch (WasmEngineException e) {
            outcome = engineFailure(e);
        } catch (StackOverflowError e) {
            outcome = new Outcome.HostFailed(STACK_TOO_SMALL);
        }
        boolean early = !(outcome instanceof Outcome.Finished || outcome instanceof Outcome.Cancelled);
        Backtrace backtrace = early ? backtrace(calls) : Backtrace.NONE;
        return new Result(outcome, backtrace, memory[0] == null ? 0 : memory[0].sizeBytes());
    }

    private Backtrace backtrace(List<Integer> calls) {
        if (calls.isEmpty()) {
            return Backtrace.NONE;
        }
        FunctionNames names = FunctionNames.of(bytes);
        List<String> functions =
                calls.stream().map(names::of).flatMap(Optional::stream).toList();
        int kept = Math.min(functions.size(), Backtrace.MOST_FUNCTIONS);
        return new Backtrace(functions.subList(0, kept), calls.size() > Backtrace.MOST_FUNCTIONS);
    }

    /** Makes an instance as every run has it, with our memory and tables. */
    Instance instantiate(Execution execution, ImportValues imports, Function<MemoryLimits, FlatMemory> memories) {
        Instance.Builder builder = Instance.builder(module)
                .withMemoryFactory(declared -> {
                    FlatMemory memory = memories.apply(declared);
                    execution.memory(memory);
                    return memory;
                })
                .withTableFactory(ModuleRunner::table)
                .withImportValues(imports)
                .withStart(false);
        execution.prepare(builder);
        return builder.build();
    }

    /** What executes the code of the next instance. */
    Execution execution() {
        return switch (engine) {
            case INTERPRETER -> new InterpretedExecution();
            case COMPILED -> compiled().begin();
        };
    }

    private CompiledModule compiled() {
        CompiledModule known = compiled;
        if (known == null) {
            known = new GuestCompiler(new CodeCache(cacheDirectory)).compile(module);
            compiled = known;
        }
        return known;
    }

    /** A table with limits of its own: the runtime's grow with the table, and would be remembered by the next run. */
    private static TableInstance table(Table declared, int initialValue) {
        TableLimits limits = declared.limits();
        TableLimits own = new TableLimits(limits.min(), limits.max(), limits.shared());
        return new GuestTable(new Table(declared.elementType(), own, declared.initialize()), initialValue);
    }

    static FlatMemory allocate(MemoryLimits declared, long limitBytes) {
        int cap = cap(declared, limitBytes);
        if (declared.initialPages() > cap) {
            throw new LimitReachedException(Outcome.Limit.MEMORY);
        }
        return new FlatMemory(declared.initialPages(), cap);
    }

    private static int cap(MemoryLimits declared, long limitBytes) {
        long limitPages = Math.min(limitBytes / Memory.PAGE_SIZE, FlatMemory.MAXIMUM_PAGES);
        return (int) Math.min(limitPages, declared.maximumPages());
    }

    private static Outcome engineFailure(WasmEngineException e) {
        if (String.valueOf(e.getMessage()).startsWith(Traps.STACK_EXHAUSTED)) {
            return new Outcome.HostFailed(STACK_TOO_SMALL);
        }
        return Traps.of(e)
                .<Outcome>map(Outcome.Trapped::new)
                .orElseGet(() -> new Outcome.HostFailed("the engine failed: " + e));
    }
}
