package org.manyhands.sandbox.engine;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.cache.DigestedFiles;
import org.manyhands.sandbox.engine.post.PostProcessor;

/**
 * Compiled code on disk, at most 1 GiB of it. An entry that does not match its digest is compiled anew. Its names hold
 * the module's digest, the engine's version, the post-processor's and the JDK's.
 */
final class CodeCache {
    /** Version of the form of an entry and of the engine that wrote it. */
    private static final String ENGINE = "endive-1.0.0-2";

    private final DigestedFiles files;

    CodeCache(Path directory) {
        this.files = new DigestedFiles(directory, ".code", 64, 1L << 30);
    }

    /** The entry under a key; null if there is none that can be trusted. */
    byte @Nullable [] get(String key) {
        return files.get(name(key));
    }

    /** Keeps an entry, in one step. */
    void putIfAbsent(String key, byte[] code) {
        files.put(name(key), code);
    }

    private static String name(String key) {
        return String.join(
                " ",
                key,
                ENGINE,
                "post-" + PostProcessor.VERSION,
                Runtime.version().toString());
    }
}
