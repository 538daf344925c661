package org.manyhands.sandbox.engine;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.manyhands.sandbox.state.SavedPart;

/** The saved form of a guest, but for the bytes of its memory. */
public final class GuestParts {
    private final GuestState guest;

    private GuestParts(GuestState guest) {
        this.guest = guest;
    }

    /** The parts in the order in which they are to be restored. */
    public static List<SavedPart> of(GuestState guest) {
        GuestParts parts = new GuestParts(guest);
        return List.of(
                SavedPart.of("globals", parts::saveGlobals, parts::restoreGlobals),
                SavedPart.of("tables", parts::saveTables, parts::restoreTables),
                SavedPart.of("segments", parts::saveSegments, parts::restoreSegments),
                SavedPart.of("memory", out -> out.writeInt(guest.memoryPages()), parts::restoreMemorySize));
    }

    private void saveGlobals(DataOutputStream out) throws IOException {
        out.writeInt(guest.globalCount());
        for (int i = 0; i < guest.globalCount(); i++) {
            if (guest.globalMutable(i)) {
                out.writeLong(guest.global(i));
            }
        }
    }

    private void restoreGlobals(DataInputStream in) throws IOException {
        requireCount("globals", in.readInt(), guest.globalCount());
        for (int i = 0; i < guest.globalCount(); i++) {
            if (guest.globalMutable(i)) {
                guest.setGlobal(i, in.readLong());
            }
        }
    }

    private void saveTables(DataOutputStream out) throws IOException {
        out.writeInt(guest.tableCount());
        for (int table = 0; table < guest.tableCount(); table++) {
            out.writeInt(guest.tableSize(table));
            for (int i = 0; i < guest.tableSize(table); i++) {
                out.writeInt(guest.tableEntry(table, i));
            }
        }
    }

    private void restoreTables(DataInputStream in) throws IOException {
        requireCount("tables", in.readInt(), guest.tableCount());
        for (int table = 0; table < guest.tableCount(); table++) {
            int size = in.readInt();
            if (size < guest.tableSize(table) || !guest.growTable(table, size - guest.tableSize(table))) {
                throw new IOException("table " + table + " cannot have " + size + " elements");
            }
            for (int i = 0; i < size; i++) {
                int function = in.readInt();
                if (function < GuestState.NULL_REFERENCE || function >= guest.functionCount()) {
                    throw new IOException("there is no function " + function + " for a table to hold");
                }
                guest.setTableEntry(table, i, function);
            }
        }
    }

    private void saveSegments(DataOutputStream out) throws IOException {
        out.writeInt(guest.dataSegmentCount());
        for (int i = 0; i < guest.dataSegmentCount(); i++) {
            out.writeBoolean(guest.dataSegmentDropped(i));
        }
        out.writeInt(guest.elementSegmentCount());
        for (int i = 0; i < guest.elementSegmentCount(); i++) {
            out.writeBoolean(guest.elementSegmentDropped(i));
        }
    }

    private void restoreSegments(DataInputStream in) throws IOException {
        requireCount("data segments", in.readInt(), guest.dataSegmentCount());
        for (int i = 0; i < guest.dataSegmentCount(); i++) {
            if (in.readBoolean()) {
                guest.dropDataSegment(i);
            }
        }
        requireCount("element segments", in.readInt(), guest.elementSegmentCount());
        for (int i = 0; i < guest.elementSegmentCount(); i++) {
            if (in.readBoolean()) {
                guest.dropElementSegment(i);
            }
        }
    }

    private void restoreMemorySize(DataInputStream in) throws IOException {
        int pages = in.readInt();
        if (pages < guest.memoryPages() || !guest.growMemory(pages - guest.memoryPages())) {
            throw new IOException("memory cannot have " + pages + " pages");
        }
        // What is saved of its bytes leaves out the pages of zeros.
        guest.clearMemory();
    }

    private static void requireCount(String what, int saved, int own) throws IOException {
        if (saved != own) {
            throw new IOException("the module has " + own + " " + what + ", not " + saved);
        }
    }
}
