package org.manyhands.sandbox.engine;

import java.nio.file.Path;
import org.manyhands.sandbox.cache.DigestedFiles;
import run.endive.compiler.Cache;

/**
 * Compiled code on disk, at most 1 GiB of it. An entry that does not match its digest is compiled anew. Its names hold the module's digest, the
 * engine's version and the JDK's.
 */
final class CodeCache implements Cache {
    /** Version of the form of an entry and of the engine that wrote it. */
    private static final String ENGINE = "endive-1.0.0-1";

    private final DigestedFiles files;

    CodeCache(Path directory) {
        this.files = new DigestedFiles(directory, ".code", 64, 1L << 30);
    }

    @Override
    @SuppressWarnings("NullAway") // The runtime's contract: null for an entry that is not there.
    public byte[] get(String key) {
        return files.get(name(key));
    }

    @Override
    public void putIfAbsent(String key, byte[] code) {
        files.put(name(key), code);
    }

    private static String name(String key) {
        return String.join(" ", key, ENGINE, Runtime.version().toString());
    }
}
