package org.manyhands.sandbox.rewrite;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Locals of ours in which operands wait while a loop runs. A virtual machine that compiles a loop while it runs can take
 * it over only where nothing lies on the operand stack (HotSpot: on-stack replacement), so nothing may lie there at any
 * loop's header. Locals are used again once what waited in them went back.
 */
final class Spills {
    /** Above this many operands in one construct none are moved: moving many before many loops would be quadratic. */
    static final int MOST = 64;

    private final Locals locals;
    private final Map<Character, Deque<Integer>> free = new HashMap<>();

    Spills(Locals locals) {
        this.locals = locals;
    }

    /** Moves the topmost operands to locals, the last one first; gives the locals from the lowest operand up. */
    List<Integer> push(BinaryWriter out, String types) {
        List<Integer> taken = new ArrayList<>();
        for (int i = 0; i < types.length(); i++) {
            taken.add(take(types.charAt(i)));
        }
        for (int i = taken.size() - 1; i >= 0; i--) {
            out.u8(Opcodes.LOCAL_SET).u32(taken.get(i));
        }
        return taken;
    }

    /** Puts operands back, in their old order; they stay in their locals as well. */
    void copyBack(BinaryWriter out, List<Integer> taken) {
        taken.forEach(local -> out.u8(Opcodes.LOCAL_GET).u32(local));
    }

    /** Says that nobody will ask for these locals' operands again. */
    void release(List<Integer> taken) {
        taken.forEach(local -> free.computeIfAbsent(locals.type(local), type -> new ArrayDeque<>())
                .push(local));
    }

    private int take(char type) {
        Deque<Integer> same = free.get(type);
        return same == null || same.isEmpty() ? locals.add(type) : same.pop();
    }
}
