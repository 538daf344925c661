package org.manyhands.sandbox.wasi;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.files.Directory;
import org.manyhands.sandbox.files.OutputNode;
import org.manyhands.sandbox.files.RegularFile;

/** What a descriptor number stands for. */
sealed interface Descriptor {
    /** Standard input. */
    final class Input implements Descriptor {
        private final byte[] bytes;
        private int position;

        Input(byte[] bytes) {
            this.bytes = bytes;
        }

        int position() {
            return position;
        }

        void setPosition(int newPosition) throws IOException {
            if (newPosition < 0 || newPosition > bytes.length) {
                throw new IOException("standard input of " + bytes.length + " bytes has no position " + newPosition);
            }
            position = newPosition;
        }

        int available() {
            return bytes.length - position;
        }

        int read(byte[] target, int at, int length) {
            int count = Math.min(length, available());
            System.arraycopy(bytes, position, target, at, count);
            position += count;
            return count;
        }
    }

    /** Standard output or standard error. */
    record Output(StreamCapture capture) implements Descriptor {}

    /** An open file. */
    final class OpenFile implements Descriptor {
        private final RegularFile file;
        private boolean readable;
        private boolean writable;
        private int flags;
        private long position;

        OpenFile(RegularFile file, boolean readable, boolean writable, int flags) {
            this.file = file;
            this.readable = readable;
            this.writable = writable;
            this.flags = flags;
            if (file instanceof OutputNode output) {
                output.open();
            }
        }

        RegularFile file() {
            return file;
        }

        RegularFile fileToRead() {
            if (!readable) {
                throw new WasiException(Errno.BADF);
            }
            return file;
        }

        OutputNode fileToWrite() {
            if (writable && file instanceof OutputNode output) {
                return output;
            }
            throw new WasiException(Errno.BADF);
        }

        boolean readable() {
            return readable;
        }

        boolean writable() {
            return writable;
        }

        /** Gives up reading or writing, or keeps what it can. */
        void keepRights(boolean reading, boolean writing) {
            readable &= reading;
            writable &= writing;
        }

        int flags() {
            return flags;
        }

        void setFlags(int newFlags) {
            flags = newFlags;
        }

        boolean append() {
            return (flags & Flags.FD_APPEND) != 0;
        }

        long position() {
            return position;
        }

        void setPosition(long newPosition) {
            position = newPosition;
        }

        @Override
        public void close() {
            if (file instanceof OutputNode output) {
                output.close();
            }
        }
    }

    /** An open directory. */
    final class OpenDirectory implements Descriptor {
        private final Directory directory;
        private final @Nullable String preopenName;
        private List<Directory.Entry> listing = List.of();

        OpenDirectory(Directory directory, @Nullable String preopenName) {
            this.directory = directory;
            this.preopenName = preopenName;
        }

        Directory directory() {
            return directory;
        }

        /** The path it is open under from the start, or null. */
        @Nullable
        String preopenName() {
            return preopenName;
        }

        /** The entries that are being read. */
        List<Directory.Entry> listing() {
            return listing;
        }

        void setListing(List<Directory.Entry> entries) {
            listing = entries;
        }
    }

    /** Called once, when the last number for it is gone. */
    default void close() {}
}
