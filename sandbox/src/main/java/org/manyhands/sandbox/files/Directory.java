package org.manyhands.sandbox.files;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A directory; its entries are always listed in {@link Names#ORDER}. */
public final class Directory extends Node {
    private final Map<String, Node> entries = new TreeMap<>(Names.ORDER);
    private final @Nullable Directory parent;
    private final boolean writable;

    Directory(long inode, long time, @Nullable Directory parent, boolean writable) {
        super(inode, time);
        this.parent = parent;
        this.writable = writable;
    }

    /** False everywhere below {@code /in}. */
    public boolean writable() {
        return writable;
    }

    /** The directory that holds this one, or itself for {@code /in} and {@code /out}. */
    public Directory parentOrSelf() {
        return parent == null ? this : parent;
    }

    /** True for {@code /in} and {@code /out} themselves. */
    public boolean root() {
        return parent == null;
    }

    public @Nullable Node get(String name) {
        return entries.get(name);
    }

    /** The entries of this moment, sorted by name. */
    public List<Entry> list() {
        List<Entry> list = new ArrayList<>(entries.size());
        entries.forEach((name, node) -> list.add(new Entry(name, node)));
        return list;
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
    }

    void remove(String name) {
        entries.remove(name);
    }

    /** A name and what it names. */
    public record Entry(String name, Node node) {}
}
