package org.manyhands.sandbox.files;

/** A file of bytes. */
public abstract sealed class RegularFile extends Node permits InputNode, OutputNode {
    RegularFile(long inode, long time) {
        super(inode, time);
    }

    /**
     * Copies bytes from the file, as many as there are.
     *
     * @return how many were copied; 0 at or past the end
     */
    public abstract int read(long offset, byte[] target, int at, int length);
}
