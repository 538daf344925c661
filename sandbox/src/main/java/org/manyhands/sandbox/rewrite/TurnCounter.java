package org.manyhands.sandbox.rewrite;

/**
 * Writes what stands around a {@link CountedLoop}: it is run in strips of a few thousand units, and each strip is paid at
 * once. So its turns carry no meter at all, and compilers see the loop that the program's author wrote, up to its bound.
 *
 * <p>Before a strip, the turns up to the bound are told from the variable, the step and the bound; the strip ends after
 * as many, or after as many as it may have. Behind it the program's own comparison decides whether another follows.
 */
final class TurnCounter {
    /** What a strip may cost, unless one turn costs more. */
    static final int STRIP = 1 << 12;

    private final byte[] source;
    private final CountedLoop loop;
    /** Locals: turns of this strip less one, and the variable's value after it. */
    private final int turns;

    private final int stop;

    TurnCounter(byte[] source, CountedLoop loop, int turns, int stop) {
        this.source = source;
        this.loop = loop;
        this.turns = turns;
        this.stop = stop;
    }

    CountedLoop loop() {
        return loop;
    }

    /** Begins a strip of turns that cost so much each. */
    void begin(BinaryWriter out, long cost) {
        int most = (int) Math.max(1, STRIP / cost) - 1;
        if (loop.below()) {
            turnsBelow(out);
        } else {
            turnsUntilEqual(out);
        }
        out.u8(Opcodes.LOCAL_TEE).u32(turns);
        constant(out, most);
        get(out, turns);
        constant(out, most);
        out.u8(Opcodes.I32_LT_U).u8(Opcodes.SELECT).u8(Opcodes.LOCAL_SET).u32(turns);
        writeTurns(out);
        writeStep(out);
        out.u8(Opcodes.I32_MUL);
        get(out, loop.variable());
        out.u8(Opcodes.I32_ADD).u8(Opcodes.LOCAL_SET).u32(stop);
    }

    /** Writes the bound that the strip has in place of the loop's. */
    void writeStop(BinaryWriter out) {
        get(out, stop);
    }

    /** Writes what the strip's turns cost. */
    void writeCost(BinaryWriter out, long cost) {
        writeTurns(out);
        constant(out, (int) cost);
        out.u8(Opcodes.I32_MUL);
    }

    /** Writes the loop's own condition for another turn. */
    void writeCondition(BinaryWriter out) {
        get(out, loop.variable());
        writeBound(out);
        out.u8(loop.below() ? Opcodes.I32_LT_U : Opcodes.I32_NE);
    }

    /**
     * Turns less one until the variable equals the bound: the distance divided by the step, modulo 2^32. With the step's
     * odd part that is a multiplication by its inverse, with the rest a shift. A distance of 0 takes all there are, and
     * one that the step does not divide is never bridged, so that any number will do.
     */
    private void turnsUntilEqual(BinaryWriter out) {
        int shift = Integer.numberOfTrailingZeros(loop.step());
        int odd = loop.step() >> shift;
        writeBound(out);
        get(out, loop.variable());
        out.u8(Opcodes.I32_SUB);
        if (shift > 0) {
            constant(out, shift);
            out.u8(Opcodes.I32_SHR_U);
        }
        if (odd != 1) {
            constant(out, inverse(odd));
            out.u8(Opcodes.I32_MUL);
            if (shift > 0) {
                constant(out, -1 >>> shift);
                out.u8(Opcodes.I32_AND);
            }
        }
        constant(out, 1);
        out.u8(Opcodes.I32_SUB);
    }

    /** Turns less one until the variable is not below the bound: at least those; none when it does not move. */
    private void turnsBelow(BinaryWriter out) {
        writeBound(out);
        get(out, loop.variable());
        out.u8(Opcodes.I32_SUB);
        constant(out, 1);
        out.u8(Opcodes.I32_SUB);
        writeStep(out);
        writeStep(out);
        out.u8(Opcodes.I32_EQZ).u8(Opcodes.I32_ADD).u8(Opcodes.I32_DIV_U);
        constant(out, 0);
        writeCondition(out);
        writeStep(out);
        constant(out, 0);
        out.u8(Opcodes.I32_NE).u8(Opcodes.I32_AND).u8(Opcodes.SELECT);
    }

    /** The number that gives 1 when multiplied by an odd number, modulo 2^32 (Newton's iteration doubles the bits). */
    static int inverse(int odd) {
        int inverse = odd;
        for (int bits = 3; bits < Integer.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private void writeTurns(BinaryWriter out) {
        get(out, turns);
        constant(out, 1);
        out.u8(Opcodes.I32_ADD);
    }

    private void writeStep(BinaryWriter out) {
        if (loop.stepLocal() >= 0) {
            get(out, loop.stepLocal());
        } else {
            constant(out, loop.step());
        }
    }

    private void writeBound(BinaryWriter out) {
        CountedLoop.Place bound = loop.bound();
        if (bound == null) {
            constant(out, 0);
        } else {
            out.raw(source, bound.start(), bound.end());
        }
    }

    private static void get(BinaryWriter out, int local) {
        out.u8(Opcodes.LOCAL_GET).u32(local);
    }

    private static void constant(BinaryWriter out, int value) {
        out.u8(Opcodes.I32_CONST).signed(value);
    }
}
