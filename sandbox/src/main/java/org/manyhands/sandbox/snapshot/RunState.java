package org.manyhands.sandbox.snapshot;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.sandbox.engine.GuestParts;
import org.manyhands.sandbox.engine.GuestState;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.state.PagedBytes;
import org.manyhands.sandbox.state.SavedPart;
import org.manyhands.sandbox.wasi.WasiProcess;

/**
 * Everything that a run is made of, to be saved and restored.
 *
 * @param guest its memory, globals, tables, segments
 * @param process its files, descriptors, clock, randomness, streams
 * @param meter its fuel
 * @param control its wall-clock time
 */
record RunState(GuestState guest, WasiProcess process, FuelMeter meter, RunControl control) {
    /** The parts in the order in which they are to be restored; what fuel was used follows from globals and grants. */
    List<SavedPart> parts() {
        List<SavedPart> parts = new ArrayList<>(GuestParts.of(guest));
        parts.add(meter.savedPart());
        parts.addAll(process.savedParts());
        parts.add(control.savedPart());
        return parts;
    }

    /** What is saved by pages; which files there are is known once the parts are restored. */
    List<PagedBytes> contents() {
        List<PagedBytes> contents = new ArrayList<>(process.savedContents());
        contents.add(guest.memory());
        return contents;
    }
}
