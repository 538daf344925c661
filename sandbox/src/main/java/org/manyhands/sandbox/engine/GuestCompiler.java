package org.manyhands.sandbox.engine;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.manyhands.sandbox.engine.post.GlobalType;
import org.manyhands.sandbox.engine.post.GuestClasses;
import org.manyhands.sandbox.engine.post.PostProcessor;
import run.endive.compiler.InterpreterFallback;
import run.endive.compiler.internal.ByteClassCollector;
import run.endive.compiler.internal.Compiler;
import run.endive.compiler.internal.CompilerResult;
import run.endive.wasm.WasmEngineException;
import run.endive.wasm.WasmModule;
import run.endive.wasm.types.ExternalType;
import run.endive.wasm.types.GlobalSection;
import run.endive.wasm.types.ValType;

/** Makes class files of a module, or finds those that were made before. */
final class GuestCompiler {
    private final CodeCache cache;

    GuestCompiler(CodeCache cache) {
        this.cache = cache;
    }

    CompiledModule compile(WasmModule module) {
        Map<Integer, GlobalType> globals = globals(module);
        try {
            String key = module.digest();
            byte[] known = cache.get(key);
            if (known != null) {
                return new CompiledModule(GuestClasses.parse(known), globals);
            }
            GuestClasses classes = classes(module);
            cache.putIfAbsent(key, classes.toBytes());
            return new CompiledModule(classes, globals);
        } catch (IOException e) {
            throw new WasmEngineException(e);
        }
    }

    /** Generates class files and fits them for the JVM. */
    static GuestClasses classes(WasmModule module) {
        return PostProcessor.process(generate(module), globals(module));
    }

    private static GuestClasses generate(WasmModule module) {
        CompilerResult result = Compiler.builder(module)
                .withInterpreterFallback(InterpreterFallback.SILENT)
                .withClassCollectorFactory(ByteClassCollector::new)
                .build()
                .compile();
        Map<String, byte[]> files = new HashMap<>();
        result.classBytes().forEach((name, file) -> files.put(name.replace('/', '.'), file));
        return new GuestClasses(result.collector().mainClassName(), files);
    }

    /** The module's own globals of a number type. */
    static Map<Integer, GlobalType> globals(WasmModule module) {
        int imported = module.importSection().count(ExternalType.GLOBAL);
        GlobalSection section = module.globalSection();
        Map<Integer, GlobalType> globals = new TreeMap<>();
        for (int i = 0; i < section.globalCount(); i++) {
            switch (section.getGlobal(i).valueType().opcode()) {
                case ValType.ID.I32 -> globals.put(imported + i, GlobalType.I32);
                case ValType.ID.I64 -> globals.put(imported + i, GlobalType.I64);
                case ValType.ID.F32 -> globals.put(imported + i, GlobalType.F32);
                case ValType.ID.F64 -> globals.put(imported + i, GlobalType.F64);
                default -> {}
            }
        }
        return globals;
    }
}
