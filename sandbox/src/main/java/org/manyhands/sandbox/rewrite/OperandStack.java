package org.manyhands.sandbox.rewrite;

import java.util.BitSet;

/**
 * The operands at one point of a function: their types, and which of them are floating-point numbers whose bits, were
 * they a NaN, could differ from engine to engine.
 */
final class OperandStack {
    private final StringBuilder types = new StringBuilder();
    private final BitSet uncertain = new BitSet();
    private int highest;
    private int places;
    private int mostPlaces;

    int height() {
        return types.length();
    }

    /** Most operands there ever were. */
    int highest() {
        return highest;
    }

    /** Most places that operands ever took, as {@link Signature#places} counts them. */
    int mostPlaces() {
        return mostPlaces;
    }

    /** Pushes an operand whose bits are certain. */
    void push(char type) {
        push(type, false);
    }

    void push(char type, boolean bitsUncertain) {
        uncertain.set(types.length(), bitsUncertain);
        types.append(type);
        highest = Math.max(highest, types.length());
        places += Signature.places(type);
        mostPlaces = Math.max(mostPlaces, places);
    }

    /** Pushes operands that come from elsewhere: floating-point numbers among them are uncertain. */
    void push(String several) {
        for (int i = 0; i < several.length(); i++) {
            push(several.charAt(i), NanBits.isFloat(several.charAt(i)));
        }
    }

    /** Whether the bits of an operand are uncertain; the top one has depth 0. */
    boolean uncertain(int depth) {
        return uncertain.get(types.length() - 1 - depth);
    }

    /** Says that the top operand's bits are certain from here on. */
    void settleTop() {
        uncertain.clear(types.length() - 1);
    }

    /** Type of the top operand. */
    char type() {
        return types.charAt(types.length() - 1);
    }

    /** Types of the operands above a height, the lowest first. */
    String above(int height) {
        return types.substring(height);
    }

    char pop() {
        char top = type();
        cut(height() - 1);
        return top;
    }

    void pop(int count) {
        cut(height() - count);
    }

    /** Forgets the operands above a height. */
    void cut(int height) {
        for (int i = height; i < types.length(); i++) {
            places -= Signature.places(types.charAt(i));
        }
        types.setLength(height);
    }
}
