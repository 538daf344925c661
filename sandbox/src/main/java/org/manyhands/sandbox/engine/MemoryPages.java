package org.manyhands.sandbox.engine;

import org.manyhands.sandbox.state.PagedBytes;

/** Linear memory in the units in which it is saved. */
record MemoryPages(FlatMemory memory) implements PagedBytes {
    @Override
    public long key() {
        return MEMORY;
    }

    @Override
    public int pages() {
        return memory.sizeBytes() / PAGE_BYTES;
    }

    @Override
    public byte[] array(int page) {
        return memory.bytes();
    }

    @Override
    public byte[] writableArray(int page) {
        return memory.bytes();
    }

    @Override
    public int offset(int page) {
        return page * PAGE_BYTES;
    }
}
