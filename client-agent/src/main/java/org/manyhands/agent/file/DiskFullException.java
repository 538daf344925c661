package org.manyhands.agent.file;

import java.io.IOException;
import java.nio.file.Path;

/** This disk has no room for a file that a task needs. */
public final class DiskFullException extends IOException {
    private static final long serialVersionUID = 1L;

    DiskFullException(String file, long needed, long free, Path directory) {
        super("file " + file + " needs " + needed + " bytes and the disk of " + directory + " has " + free + " free");
    }
}
