package org.manyhands.sandbox.wasi;

/** The error numbers of WASI preview 1 that this implementation gives. */
public enum Errno {
    /** It worked. */
    SUCCESS(0),
    /** Not a descriptor, or not open for this. */
    BADF(8),
    /** The name is taken. */
    EXIST(20),
    /** A pointer leads out of the guest's memory. */
    FAULT(21),
    /** A name is not UTF-8. */
    ILSEQ(25),
    /** An argument has no meaning here. */
    INVAL(28),
    /** A directory where a file is needed. */
    ISDIR(31),
    /** Too many open descriptors, or too many entries of directories that are being read. */
    MFILE(33),
    /** A name or path is too long. */
    NAMETOOLONG(37),
    /** Nothing has that name. */
    NOENT(44),
    /** A file where a directory is needed. */
    NOTDIR(54),
    /** The directory is not empty. */
    NOTEMPTY(55),
    /** A descriptor that is no socket: none is. */
    NOTSOCK(57),
    /** Never available here: signals, links. */
    NOTSUP(58),
    /** A number is too large. */
    OVERFLOW(61),
    /** A path that leads out of its directory. */
    PERM(63),
    /** Everything below {@code /in} is read only. */
    ROFS(69),
    /** A stream has no position. */
    SPIPE(70),
    /** A right that the descriptor does not have. */
    NOTCAPABLE(76);

    private final int code;

    Errno(int code) {
        this.code = code;
    }

    /** The number that the guest sees. */
    public int code() {
        return code;
    }
}
