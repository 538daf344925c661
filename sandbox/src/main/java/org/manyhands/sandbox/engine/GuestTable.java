package org.manyhands.sandbox.engine;

import org.jspecify.annotations.Nullable;
import run.endive.runtime.Instance;
import run.endive.runtime.TableInstance;
import run.endive.wasm.types.Table;

/** A table whose growth is refused whenever it would pass the maximum: the runtime's own sum wraps around. */
final class GuestTable extends TableInstance {
    GuestTable(Table table, int initialValue) {
        super(table, initialValue);
    }

    @Override
    public int grow(int count, int value, @Nullable Instance instance) {
        return fits(count) ? super.grow(count, value, instance) : -1;
    }

    @Override
    public int growWithRef(int count, @Nullable Object value, @Nullable Instance instance) {
        return fits(count) ? super.growWithRef(count, value, instance) : -1;
    }

    private boolean fits(int count) {
        return count >= 0 && count <= limits().max() - size();
    }
}
