package org.manyhands.sandbox.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A directory; its entries are always listed in {@link Names#ORDER}. */
public final class Directory extends Node {
    private static final int UNKNOWN = -1;

    private final Map<String, Node> entries = new TreeMap<>(Names.ORDER);
    private @Nullable Directory parent;
    private int nameBytes;
    private final boolean writable;
    private boolean removed;
    /** The entries in a list, until one comes or goes. */
    private @Nullable List<Entry> list;
    /** What {@link #longestBelow} found, until something below changes; where it is unknown, so it is in all that hold it. */
    private int longestBelow = UNKNOWN;

    Directory(long inode, long time, @Nullable Directory parent, boolean writable) {
        super(inode, time);
        this.parent = parent;
        this.writable = writable;
    }

    /** False everywhere below {@code /in}. */
    public boolean writable() {
        return writable;
    }

    /** The directory that holds this one, or itself for a root. */
    public Directory parentOrSelf() {
        return parent == null ? this : parent;
    }

    /** True for a directory that is open from the start, such as {@code /in} and {@code /out}. */
    public boolean root() {
        return parent == null;
    }

    /** True when it has been removed: whoever still has it open can make nothing in it. */
    public boolean removed() {
        return removed;
    }

    /** True when this is the other directory, or holds it at any depth. */
    public boolean holds(Directory other) {
        for (Directory at = other; at != null; at = at.parent) {
            if (at == this) {
                return true;
            }
        }
        return false;
    }

    /** True when an entry of this name, with all that it holds, has paths that can be stored. */
    public boolean hasRoomFor(String name, @Nullable Node node) {
        int path = bytes(name) + (node instanceof Directory directory ? directory.longestBelow() : 0);
        for (Directory at = this; at != null && at.parent != null; at = at.parent) {
            path += at.nameBytes + 1;
        }
        return path <= Names.MAXIMUM_STORED_PATH_BYTES;
    }

    /**
     * Bytes of the longest path from here on, with the slash that it begins with; 0 when there is none. It is kept: a program
     * may rename a large directory as often as it likes.
     */
    private int longestBelow() {
        if (longestBelow == UNKNOWN) {
            int longest = 0;
            for (Map.Entry<String, Node> entry : entries.entrySet()) {
                int below = entry.getValue() instanceof Directory directory ? directory.longestBelow() : 0;
                longest = Math.max(longest, 1 + bytes(entry.getKey()) + below);
            }
            longestBelow = longest;
        }
        return longestBelow;
    }

    private void changed() {
        list = null;
        for (Directory at = this; at != null && at.longestBelow != UNKNOWN; at = at.parent) {
            at.longestBelow = UNKNOWN;
        }
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    public @Nullable Node get(String name) {
        return entries.get(name);
    }

    /** The entries of this moment, sorted by name; the same list until one comes or goes. */
    public List<Entry> list() {
        List<Entry> known = list;
        if (known == null) {
            List<Entry> all = new ArrayList<>(entries.size());
            entries.forEach((name, node) -> all.add(new Entry(name, node)));
            known = Collections.unmodifiableList(all);
            list = known;
        }
        return known;
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    @Override
    public long size() {
        return 0;
    }

    void put(String name, Node node) {
        entries.put(name, node);
        changed();
        if (node instanceof Directory directory) {
            directory.parent = this;
            directory.nameBytes = bytes(name);
        }
    }

    /** Takes over where this directory is, or was before it was removed. */
    void place(@Nullable Directory newParent, boolean newRemoved) {
        parent = newParent;
        removed = newRemoved;
    }

    void markRemoved() {
        removed = true;
    }

    void remove(String name) {
        entries.remove(name);
        changed();
    }

    /** A name and what it names. */
    public record Entry(String name, Node node) {}
}
