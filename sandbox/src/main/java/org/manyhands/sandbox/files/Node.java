package org.manyhands.sandbox.files;

/** A file or directory of the virtual file system. */
public abstract sealed class Node permits Directory, RegularFile {
    private final long inode;
    private long accessTime;
    private long modificationTime;

    Node(long inode, long time) {
        this.inode = inode;
        this.accessTime = time;
        this.modificationTime = time;
    }

    /** A number of its own, counted in the order of creation: never one of this machine. */
    public final long inode() {
        return inode;
    }

    /** In nanoseconds since 1970 on the derived clock, as {@link #setTimes} left it. */
    public final long accessTime() {
        return accessTime;
    }

    /** In nanoseconds since 1970 on the derived clock, as {@link #setTimes} left it. */
    public final long modificationTime() {
        return modificationTime;
    }

    /** Sets the times that a program sees; writing alone changes none. */
    public final void setTimes(long access, long modification) {
        accessTime = access;
        modificationTime = modification;
    }

    public abstract long size();
}
