package org.manyhands.sandbox.engine.post;

import java.lang.invoke.VarHandle;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.GlobalInstance;
import run.endive.wasm.types.MutabilityType;
import run.endive.wasm.types.ValType;
import run.endive.wasm.types.Value;

/** The runtime's view of a global that lives in a field: the host, exports and interpreted functions use it. */
public final class FieldGlobal extends GlobalInstance {
    private final GlobalType fieldType;
    private @Nullable VarHandle field;

    /** Gives the global its first value. */
    @SuppressWarnings("deprecation") // The builder makes the base class only.
    public FieldGlobal(
            LoadedGuest guest, int index, GlobalType type, long value, ValType valType, MutabilityType kind) {
        super(value, 0, valType, kind);
        fieldType = type;
        VarHandle own = guest.global(index, type);
        type.set(own, value);
        field = own;
    }

    /** Keeps the present value from now on; the field goes to another instance. */
    public void release() {
        super.setValueLow(getValueLow());
        field = null;
    }

    @Override
    public long getValueLow() {
        VarHandle own = field;
        return own == null ? super.getValueLow() : fieldType.get(own);
    }

    @Override
    public long getValue() {
        return getValueLow();
    }

    @Override
    public void setValueLow(long bits) {
        VarHandle own = field;
        if (own == null) {
            super.setValueLow(bits);
        } else {
            fieldType.set(own, bits);
        }
    }

    @Override
    public void setValue(long bits) {
        setValueLow(bits);
    }

    @Override
    public void setValue(Value value) {
        setValueLow(value.raw());
    }
}
