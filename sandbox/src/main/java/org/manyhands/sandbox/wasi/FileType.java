package org.manyhands.sandbox.wasi;

import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.Node;

/** {@code filetype} of WASI preview 1. */
final class FileType {
    /** A standard stream: neither a terminal nor a file. */
    static final int UNKNOWN = 0;

    static final int DIRECTORY = 3;
    static final int REGULAR_FILE = 4;

    private FileType() {}

    static int of(Node node) {
        return node instanceof Directory ? DIRECTORY : REGULAR_FILE;
    }
}
