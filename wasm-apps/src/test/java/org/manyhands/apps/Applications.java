package org.manyhands.apps;

import java.nio.file.Path;

/** Where the applications lie. */
final class Applications {
    /** Names a folder of rebuilt modules (see {@code rebuild.sh}) to test instead of the prebuilt ones. */
    static final String REBUILT_VARIABLE = "MANYHANDS_REBUILT_APPS";

    private Applications() {}

    /** A module by its path in this folder, such as {@code queens/queens.wasm}. */
    static Path module(String path) {
        return rebuilt() ? Path.of(System.getenv(REBUILT_VARIABLE)).resolve(path) : file(path);
    }

    /** Anything else by its path in this folder. */
    static Path file(String path) {
        return folder().resolve(path);
    }

    static Path folder() {
        return Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    }

    static boolean rebuilt() {
        String named = System.getenv(REBUILT_VARIABLE);
        return named != null && !named.isBlank();
    }
}
