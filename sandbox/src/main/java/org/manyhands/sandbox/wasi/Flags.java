package org.manyhands.sandbox.wasi;

/** Bits of WASI preview 1. */
final class Flags {
    /** {@code fdflags}: every write goes to the end. */
    static final int FD_APPEND = 1;

    /** {@code fdflags}: all there are. */
    static final int FD_ALL = 0x1f;

    /** {@code oflags}: make the file if there is none. */
    static final int OPEN_CREATE = 1;

    /** {@code oflags}: fail if it is no directory. */
    static final int OPEN_DIRECTORY = 2;

    /** {@code oflags}: fail if it exists. */
    static final int OPEN_EXCLUSIVE = 4;

    /** {@code oflags}: cut it to nothing. */
    static final int OPEN_TRUNCATE = 8;

    /** {@code rights}: {@code fd_read}. */
    static final long RIGHT_READ = 1L << 1;

    /** {@code rights}: {@code fd_seek}. */
    static final long RIGHT_SEEK = 1L << 2;

    /** {@code rights}: {@code fd_tell}. */
    static final long RIGHT_TELL = 1L << 5;

    /** {@code rights}: {@code fd_write}. */
    static final long RIGHT_WRITE = 1L << 6;

    /**
     * {@code rights} of a directory: all of paths but setting sizes, listing, status and times. Reading, writing and
     * seeking are for files, which inherit them.
     */
    static final long RIGHTS_DIRECTORY = 0x7b7_fe19L;

    /** {@code rights}: all that preview 1 knows, without sockets. */
    static final long RIGHTS_ALL = (1L << 29) - 1;

    private Flags() {}
}
