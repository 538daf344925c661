package org.manyhands.sandbox.engine;

import run.endive.runtime.ConstantEvaluators;
import run.endive.runtime.Instance;
import run.endive.wasm.types.ActiveDataSegment;
import run.endive.wasm.types.DataSegment;
import run.endive.wasm.types.PassiveDataSegment;

/** Fills a new memory with the module's active data segments, which are dropped thereby, as the specification says. */
final class ActiveSegments {
    private ActiveSegments() {}

    static void write(Instance instance, DataSegment[] segments, int memoryIndex, FlatMemory memory) {
        for (int i = 0; i < segments.length; i++) {
            if (segments[i] instanceof ActiveDataSegment segment && segment.index() == memoryIndex) {
                int offset = (int) ConstantEvaluators.computeConstantValue(instance, segment.offsetInstructions())[0];
                memory.write(offset, segment.data(), 0, segment.data().length);
                segments[i] = PassiveDataSegment.EMPTY;
            }
        }
    }
}
