package org.manyhands.sandbox.slot;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.ModuleRefusedException;
import org.manyhands.sandbox.OutcomeDigest;
import org.manyhands.sandbox.cache.DigestedFiles;
import org.manyhands.sandbox.cache.Installation;

/**
 * Products of modules that were accepted, on disk: a module that this very build has checked and rewritten before needs
 * neither again, which is most of the time that a small module takes to start.
 */
final class ProductCache {
    private static final int MOST_ENTRIES = 64;
    private static final long MOST_BYTES = 256L << 20;

    /** Makes the product of a module. */
    @FunctionalInterface
    interface Maker {
        byte[] make() throws ModuleRefusedException;
    }

    private final DigestedFiles files;
    private final Optional<String> installation;

    /**
     * Makes nothing yet.
     *
     * @param installation which build this is; empty to keep nothing
     */
    ProductCache(Path directory, Optional<String> installation) {
        this.files = new DigestedFiles(directory, ".product", MOST_ENTRIES, MOST_BYTES);
        this.installation = installation;
    }

    /** A cache of the build that this process runs. */
    static ProductCache in(Path directory) {
        return new ProductCache(directory, Installation.of(System.getProperty("java.class.path")));
    }

    /**
     * The product of a module.
     *
     * @param variant how it is to be rewritten, when there is more than one way
     */
    byte[] product(byte[] module, String variant, Maker maker) throws ModuleRefusedException {
        if (installation.isEmpty()) {
            return maker.make();
        }
        String key = variant + "\n" + OutcomeDigest.sha256(module) + "\n" + installation.get();
        byte @Nullable [] known = files.get(key);
        if (known != null) {
            return known;
        }
        byte[] product = maker.make();
        files.put(key, product);
        return product;
    }
}
