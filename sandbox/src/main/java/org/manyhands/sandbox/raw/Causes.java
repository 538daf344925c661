package org.manyhands.sandbox.raw;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** What went wrong with a file of this machine, in words. */
final class Causes {
    private Causes() {}

    static String words(IOException e) {
        if (e instanceof AccessDeniedException denied) {
            return denied.getFile() + " may not be touched by this user";
        }
        if (e instanceof NoSuchFileException missing) {
            return "there is no " + missing.getFile();
        }
        if (e instanceof NotDirectoryException file) {
            return file.getFile() + " is no directory";
        }
        if (e instanceof FileSystemException named) {
            return named.getFile() + ": " + named.getReason();
        }
        return String.valueOf(e.getMessage());
    }
}
