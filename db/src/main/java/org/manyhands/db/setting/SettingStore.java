package org.manyhands.db.setting;

import java.util.List;
import java.util.Optional;
import org.manyhands.db.transaction.Tx;

/** Facts of the project itself. */
public final class SettingStore {
    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(SettingEntity.class);
    }

    public Optional<String> get(Tx tx, String name) {
        return tx.session()
                .createSelectionQuery("select s.settingValue from SettingEntity s where s.name = :name", String.class)
                .setParameter("name", name)
                .uniqueResultOptional();
    }

    /** Writes the value unless there is one; answers what stands there now. */
    public String putIfAbsent(Tx tx, String name, String value) {
        Optional<String> present = get(tx, name);
        if (present.isPresent()) {
            return present.get();
        }
        SettingEntity row = new SettingEntity();
        row.name = name;
        row.settingValue = value;
        tx.session().insert(row);
        return value;
    }
}
