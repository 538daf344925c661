package org.manyhands.sandbox.engine;

import java.nio.file.Path;
import org.manyhands.sandbox.Engine;
import run.endive.runtime.ExecutionListener;
import run.endive.runtime.ImportValues;
import run.endive.runtime.Instance;
import run.endive.wasm.Parser;
import run.endive.wasm.WasmEngineException;

/** Any module, in the engine as runs have it, but with whatever imports a test gives it. */
public final class LooseModule {
    private static final long MEMORY_BYTES = 64L << 20;

    private LooseModule() {}

    public static Instance start(byte[] module, Engine engine, Path codeCache, ImportValues imports) {
        ModuleRunner runner = new ModuleRunner(module, engine, codeCache);
        return runner.instantiate(
                runner.execution(), imports, declared -> ModuleRunner.allocate(declared, MEMORY_BYTES));
    }

    /**
     * The module in the runtime's interpreter, which tells of each instruction before it executes it. With our memory, since
     * the runtime's own does not drop active segments.
     */
    public static Instance listened(byte[] module, ExecutionListener listener, ImportValues imports) {
        return Instance.builder(Parser.parse(module))
                .withMemoryFactory(declared -> ModuleRunner.allocate(declared, MEMORY_BYTES))
                .withImportValues(imports)
                .withStart(false)
                .withUnsafeExecutionListener(listener)
                .build();
    }

    /** The kind of trap that an exception stands for, in a word. */
    public static String kindOf(WasmEngineException e) {
        return Traps.of(e).map(Enum::name).orElseGet(() -> "unknown to the host: " + e);
    }
}
