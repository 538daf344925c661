package org.manyhands.sandbox.engine;

import org.manyhands.sandbox.state.PagedBytes;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.Value;

/** The state of the runtime's own instance. Imports are functions only, so every global, table and memory is its own. */
final class InstanceState implements GuestState {
    private final Instance instance;
    private final FlatMemory memory;

    InstanceState(Instance instance) {
        this.instance = instance;
        this.memory = instance.memory() instanceof FlatMemory flat ? flat : new FlatMemory(0, 0);
    }

    @Override
    public int globalCount() {
        return instance.globalCount();
    }

    @Override
    public boolean globalMutable(int index) {
        return instance.global(index).getMutabilityType() == MutabilityType.Var;
    }

    @Override
    public long global(int index) {
        return instance.global(index).getValue();
    }

    @Override
    public void setGlobal(int index, long value) {
        instance.global(index).setValue(value);
    }

    @Override
    public int tableCount() {
        return instance.tableCount();
    }

    @Override
    public int tableSize(int table) {
        return instance.table(table).size();
    }

    @Override
    public boolean growTable(int table, int more) {
        return instance.table(table).grow(more, Value.REF_NULL_VALUE, instance) >= 0;
    }

    @Override
    public int tableEntry(int table, int index) {
        TableInstance entries = instance.table(table);
        // No reference but null can come into a table of foreign objects: no import gives one.
        return entries.elementType().isObjectRef() ? NULL_REFERENCE : entries.ref(index);
    }

    @Override
    public void setTableEntry(int table, int index, int function) {
        TableInstance entries = instance.table(table);
        if (!entries.elementType().isObjectRef()) {
            entries.setRef(index, function, instance);
        }
    }

    @Override
    public int functionCount() {
        return instance.functionCount();
    }

    @Override
    public int dataSegmentCount() {
        return instance.module().dataSection().dataSegmentCount();
    }

    @Override
    public boolean dataSegmentDropped(int segment) {
        return instance.dataSegmentData(segment).length == 0;
    }

    @Override
    public void dropDataSegment(int segment) {
        instance.dropDataSegment(segment);
    }

    @Override
    public int elementSegmentCount() {
        return instance.elementCount();
    }

    @Override
    public boolean elementSegmentDropped(int segment) {
        return instance.element(segment) == null;
    }

    @Override
    @SuppressWarnings("NullAway") // The runtime's contract: null for a segment that was dropped.
    public void dropElementSegment(int segment) {
        instance.setElement(segment, null);
    }

    @Override
    public int memoryPages() {
        return memory.pages();
    }

    @Override
    public boolean growMemory(int morePages) {
        return memory.grow(morePages) >= 0;
    }

    @Override
    public void clearMemory() {
        memory.zero();
    }

    @Override
    public PagedBytes memory() {
        return new MemoryPages(memory);
    }
}
