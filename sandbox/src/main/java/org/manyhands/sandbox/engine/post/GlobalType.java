package org.manyhands.sandbox.engine.post;

import java.lang.invoke.VarHandle;

/** Types of globals that can be fields of a class. */
public enum GlobalType {
    I32(int.class),
    I64(long.class),
    F32(float.class),
    F64(double.class);

    private final Class<?> type;

    GlobalType(Class<?> type) {
        this.type = type;
    }

    /** Type of the field. */
    Class<?> type() {
        return type;
    }

    String descriptor() {
        return type.descriptorString();
    }

    /** The value of a static field as the runtime keeps it: bits, those of an int sign-extended. */
    long get(VarHandle field) {
        return switch (this) {
            case I32 -> (int) field.get();
            case I64 -> (long) field.get();
            case F32 -> Float.floatToRawIntBits((float) field.get());
            case F64 -> Double.doubleToRawLongBits((double) field.get());
        };
    }

    void set(VarHandle field, long bits) {
        switch (this) {
            case I32 -> field.set((int) bits);
            case I64 -> field.set(bits);
            case F32 -> field.set(Float.intBitsToFloat((int) bits));
            case F64 -> field.set(Double.longBitsToDouble(bits));
        }
    }
}
