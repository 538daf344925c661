package org.manyhands.sandbox.rewrite;

/** The types of the operands at one point of a function, and how many there were at most. */
final class OperandStack {
    private final StringBuilder types = new StringBuilder();
    private int highest;

    int height() {
        return types.length();
    }

    /** Most operands there ever were. */
    int highest() {
        return highest;
    }

    void push(char type) {
        types.append(type);
        highest = Math.max(highest, types.length());
    }

    void push(String several) {
        types.append(several);
        highest = Math.max(highest, types.length());
    }

    char pop() {
        char top = types.charAt(types.length() - 1);
        types.setLength(types.length() - 1);
        return top;
    }

    void pop(int count) {
        types.setLength(types.length() - count);
    }

    /** Forgets the operands above a height. */
    void cut(int height) {
        types.setLength(height);
    }
}
