package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a first look at a function finds. Constructs are named by where they begin, as offsets from the body's start.
 *
 * @param loops constructs that a branch goes back to; a loop that none goes to is no more than a block
 * @param aroundLoops constructs that such loops stand in
 * @param calls whether it calls anything, imported functions among it
 * @param callees functions of the module that it calls by name, as indices among those that the module defines
 * @param indirectTypes types of the functions that it calls through a table
 * @param references functions that it takes a reference to, as function indices
 */
record FunctionFacts(
        BitSet loops,
        BitSet aroundLoops,
        boolean calls,
        Set<Integer> callees,
        Set<Integer> indirectTypes,
        Set<Integer> references) {
    static FunctionFacts of(ModuleLayout module, ModuleLayout.Body body, int importedFunctions) {
        BinaryReader bytes = new BinaryReader(module.bytes, body.start(), body.end());
        Locals.skip(bytes);
        InstructionReader in = new InstructionReader(bytes);
        OpenConstructs open = new OpenConstructs();
        boolean calls = false;
        Set<Integer> callees = new TreeSet<>();
        Set<Integer> indirectTypes = new TreeSet<>();
        Set<Integer> references = new TreeSet<>();
        while (!in.atEnd()) {
            in.next();
            switch (in.opcode) {
                case Opcodes.BLOCK, Opcodes.IF, Opcodes.LOOP -> open.begin(in.start - body.start(), in.opcode);
                case Opcodes.END -> open.end();
                case Opcodes.BR, Opcodes.BR_IF -> open.branch(in.index);
                case Opcodes.BR_TABLE -> {
                    for (int label : in.labels) {
                        open.branch(label);
                    }
                }
                case Opcodes.CALL -> {
                    calls = true;
                    if (in.index >= importedFunctions) {
                        callees.add(in.index - importedFunctions);
                    }
                }
                case Opcodes.CALL_INDIRECT -> {
                    calls = true;
                    indirectTypes.add(in.index);
                }
                case Opcodes.REF_FUNC -> references.add(in.index);
                default -> {}
            }
        }
        return new FunctionFacts(open.loops, open.aroundLoops, calls, callees, indirectTypes, references);
    }

    /** Finds the loops while instructions are read. */
    private static final class OpenConstructs {
        private record Open(int start, boolean loop) {}

        private final List<Open> open = new ArrayList<>();
        private final BitSet loops = new BitSet();
        private final BitSet aroundLoops = new BitSet();

        void begin(int start, int opcode) {
            open.add(new Open(start, opcode == Opcodes.LOOP));
        }

        void end() {
            // The last end is that of the body, which is not listed.
            if (!open.isEmpty()) {
                open.remove(open.size() - 1);
            }
        }

        void branch(int label) {
            int target = open.size() - 1 - label;
            if (target < 0 || !open.get(target).loop()) {
                return;
            }
            loops.set(open.get(target).start());
            // What stands around a construct that is marked already is marked as well.
            for (int i = target - 1; i >= 0 && !aroundLoops.get(open.get(i).start()); i--) {
                aroundLoops.set(open.get(i).start());
            }
        }
    }
}
