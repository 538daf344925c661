package org.manyhands.sandbox.engine.post;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Selects between integers by masks instead of by a branch where the lowest bit of a number decides: a processor rarely
 * foresees whether the next number is odd. Other conditions mostly come out as they did before; there a branch is
 * faster.
 */
final class Selections implements Transformation {
    /** Most values, over all instructions, whose types are found out: a matter of some megabytes. */
    private static final long MOST_VALUES = 2_000_000;

    /** For a selected value and a copy of the bit, a long each at most. */
    private static final int LOCALS = 4;

    @Override
    public void apply(MethodNode method) {
        List<Selection> found = new ArrayList<>();
        for (AbstractInsnNode instruction : method.instructions) {
            Selection selection = instruction instanceof JumpInsnNode jump ? Selection.of(jump) : null;
            if (selection != null) {
                found.add(selection);
            }
        }
        long values = (long) method.instructions.size() * (method.maxLocals + method.maxStack);
        if (found.isEmpty() || values > MOST_VALUES) {
            return;
        }
        Frame<BasicValue>[] frames = frames(method);
        found.removeIf(selection -> !isBetweenIntegers(frames[method.instructions.indexOf(selection.jump())]));
        if (!found.isEmpty()) {
            found.forEach(selection -> selection.replace(method.instructions, method.maxLocals));
            method.maxLocals += LOCALS;
        }
    }

    private static Frame<BasicValue>[] frames(MethodNode method) {
        try {
            return new Analyzer<>(new BasicInterpreter()).analyze("", method);
        } catch (AnalyzerException e) {
            throw new IllegalStateException("the runtime's compiler made a method that is not valid", e);
        }
    }

    /** Whether integers lie below the condition at a jump, whose stack is given; null if it is never reached. */
    private static boolean isBetweenIntegers(@Nullable Frame<BasicValue> frame) {
        if (frame == null) {
            return false;
        }
        BasicValue second = frame.getStack(frame.getStackSize() - 2);
        return BasicValue.LONG_VALUE.equals(second) || BasicValue.INT_VALUE.equals(second);
    }
}
