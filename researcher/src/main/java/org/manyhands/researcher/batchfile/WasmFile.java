package org.manyhands.researcher.batchfile;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;

/** Tells a WebAssembly module by its first eight bytes (WebAssembly core specification 2.0, section 5.5.16). */
final class WasmFile {
    private static final String MODULE = "0061736d01000000";
    private static final String COMPONENT = "0061736d0d000100";

    private WasmFile() {}

    /** What is wrong with a file that should be a module; the project's own check is stricter. */
    static Optional<String> mistake(Path file) {
        String start;
        try (InputStream in = Files.newInputStream(file)) {
            start = HexFormat.of().formatHex(in.readNBytes(8));
        } catch (IOException e) {
            return Optional.of("cannot be read: " + e.getMessage());
        }
        if (start.equals(MODULE)) {
            return Optional.empty();
        }
        if (start.equals(COMPONENT)) {
            return Optional.of(
                    "is a WebAssembly component; expected a core module: build for the target wasm32-wasip1");
        }
        return Optional.of("is not a WebAssembly module: it begins with the bytes "
                + (start.isEmpty() ? "(none)" : start) + ", expected " + MODULE
                + "; build it with clang --target=wasm32-wasi or for the target wasm32-wasip1");
    }
}
