package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.engine.ModuleRunner;

/**
 * The modules that ran last, checked and compiled: a slot often runs many work units of one application, and code that
 * ran before is warm. A module is known by its bytes, never by its file's name.
 */
final class LoadedModules {
    private static final int KEPT = 2;

    /** A module that is ready to run, and the digest of its instrumented form. */
    record Loaded(String digest, ModuleRunner runner) {}

    private final Path cacheDirectory;
    private final ProductCache products;
    private final Map<String, Loaded> loaded = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Loaded> eldest) {
            return size() > KEPT;
        }
    };

    /**
     * Keeps none yet.
     *
     * @param cacheDirectory where products and compiled code are kept on disk
     */
    LoadedModules(Path cacheDirectory) {
        this.cacheDirectory = cacheDirectory;
        this.products = ProductCache.in(cacheDirectory);
    }

    synchronized Loaded load(Path file, Engine engine) throws IOException, ModuleRefusedException {
        byte[] bytes = ModuleFile.read(file);
        String key = engine + " " + OutcomeDigest.sha256(bytes);
        Loaded known = loaded.get(key);
        if (known == null) {
            byte[] module = products.product(bytes, "", () -> ModuleFile.instrumented(bytes));
            known = new Loaded(OutcomeDigest.sha256(module), new ModuleRunner(module, engine, cacheDirectory));
            loaded.put(key, known);
        }
        return known;
    }
}
