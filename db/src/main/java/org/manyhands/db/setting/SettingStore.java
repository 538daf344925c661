package org.manyhands.db.setting;

import java.util.Optional;
import org.manyhands.db.transaction.Tx;

/** Facts of the project itself. */
public final class SettingStore {
    public Optional<String> get(Tx tx, String name) {
        throw new UnsupportedOperationException("being built");
    }
    /** Writes the value unless there is one; answers what stands there now. */
    public String putIfAbsent(Tx tx, String name, String value) {
        throw new UnsupportedOperationException("being built");
    }
}
