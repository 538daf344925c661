package org.manyhands.sandbox.engine;

import org.manyhands.sandbox.state.PagedBytes;

/**
 * All that a guest is made of between two steps, when nothing is on its stack, in whatever form the engine keeps it.
 * Indices are those of the instrumented module, so they mean the same to every engine.
 */
public interface GuestState {
    /** A null reference in a table. */
    int NULL_REFERENCE = -1;

    int globalCount();

    boolean globalMutable(int index);

    /** The bits of a number, or the index of the function that a reference names, -1 for none. */
    long global(int index);

    void setGlobal(int index, long value);

    int tableCount();

    int tableSize(int table);

    /** Lengthens a table; false when its limits do not allow it. */
    boolean growTable(int table, int more);

    /** The index of a function, or {@link #NULL_REFERENCE}. */
    int tableEntry(int table, int index);

    void setTableEntry(int table, int index, int function);

    /** How many functions there are for references to name, imported ones too. */
    int functionCount();

    int dataSegmentCount();

    /** True for a segment that holds nothing, be it dropped or empty from the start. */
    boolean dataSegmentDropped(int segment);

    void dropDataSegment(int segment);

    int elementSegmentCount();

    boolean elementSegmentDropped(int segment);

    void dropElementSegment(int segment);

    /** Pages of 64 KiB of linear memory; 0 when the module has none. */
    int memoryPages();

    /** Lengthens linear memory; false when its limits do not allow it. */
    boolean growMemory(int morePages);

    /** Fills linear memory with zeros. */
    void clearMemory();

    /** What linear memory holds. */
    PagedBytes memory();
}
