package org.manyhands.server.dispatch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Values of the keys that were used last. Thread-safe. */
public final class Recent<K, V> {
    private final Map<K, V> values;

    /** @param most how many are kept */
    public Recent(int most) {
        values = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    public synchronized Optional<V> get(K key) {
        return Optional.ofNullable(values.get(key));
    }

    public synchronized void put(K key, V value) {
        values.put(key, value);
    }

    synchronized void remove(K key) {
        values.remove(key);
    }

    synchronized int size() {
        return values.size();
    }
}
