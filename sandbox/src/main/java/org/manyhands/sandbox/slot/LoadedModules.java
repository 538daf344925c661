package org.manyhands.sandbox.slot;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.engine.ModuleRunner;
import org.manyhands.sandbox.rewrite.Instrumenter;

/**
 * The modules that ran last, checked and compiled: a slot often runs many work units of one application, and code that
 * ran before is warm. A module is known by its bytes, never by its file's name.
 */
final class LoadedModules {
    private static final int KEPT = 2;

    /** A module that is ready to run, and the digest of its instrumented form. */
    record Loaded(String digest, int weightsVersion, ModuleRunner runner, boolean large) {}

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

    /** Loads a module that counts by the newest weights, or by its own if it is a product. */
    Loaded load(Path file, Engine engine) throws IOException, ModuleRefusedException {
        return load(file, engine, 0);
    }

    /**
     * Loads a module.
     *
     * @param weightsVersion version of the weight table that it must count by; 0 for a product's own, or the newest
     */
    synchronized Loaded load(Path file, Engine engine, int weightsVersion) throws IOException, ModuleRefusedException {
        byte[] bytes = ModuleFile.read(file);
        String key = engine + " " + weightsVersion + " " + OutcomeDigest.sha256(bytes);
        Loaded known = loaded.get(key);
        if (known == null) {
            boolean large = bytes.length > HeapNeed.SMALL_MODULE_BYTES;
            // The heap is enough for one large module, and for nothing beside it.
            loaded.values().removeIf(other -> large || other.large());
            byte[] module = products.product(
                    bytes, String.valueOf(weightsVersion), () -> ModuleFile.instrumented(bytes, weightsVersion));
            known = new Loaded(
                    OutcomeDigest.sha256(module),
                    Instrumenter.weightsVersion(module),
                    new ModuleRunner(module, engine, cacheDirectory),
                    large);
            loaded.put(key, known);
        }
        return known;
    }
}
