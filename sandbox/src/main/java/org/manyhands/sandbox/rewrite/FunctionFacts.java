package org.manyhands.sandbox.rewrite;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a first look at a function finds.
 *
 * @param loops whether it has a loop
 * @param calls whether it calls anything, imported functions among it
 * @param callees functions of the module that it calls by name, as indices among those that the module defines
 * @param indirectTypes types of the functions that it calls through a table
 * @param references functions that it takes a reference to, as function indices
 * @param holdsLoop where the constructs begin that are or hold a loop, as offsets from the body's start
 */
record FunctionFacts(
        boolean loops,
        boolean calls,
        Set<Integer> callees,
        Set<Integer> indirectTypes,
        Set<Integer> references,
        BitSet holdsLoop) {
    static FunctionFacts of(ModuleLayout module, ModuleLayout.Body body, int importedFunctions) {
        BinaryReader bytes = new BinaryReader(module.bytes, body.start(), body.end());
        Locals.skip(bytes);
        InstructionReader in = new InstructionReader(bytes);
        BitSet holdsLoop = new BitSet();
        List<Integer> open = new ArrayList<>();
        boolean calls = false;
        Set<Integer> callees = new TreeSet<>();
        Set<Integer> indirectTypes = new TreeSet<>();
        Set<Integer> references = new TreeSet<>();
        while (!in.atEnd()) {
            in.next();
            switch (in.opcode) {
                case Opcodes.BLOCK, Opcodes.IF -> open.add(in.start - body.start());
                case Opcodes.LOOP -> {
                    open.add(in.start - body.start());
                    // Those around it that are marked already have all theirs marked.
                    for (int i = open.size() - 1; i >= 0 && !holdsLoop.get(open.get(i)); i--) {
                        holdsLoop.set(open.get(i));
                    }
                }
                case Opcodes.END -> {
                    if (!open.isEmpty()) {
                        open.remove(open.size() - 1);
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
        return new FunctionFacts(!holdsLoop.isEmpty(), calls, callees, indirectTypes, references, holdsLoop);
    }
}
