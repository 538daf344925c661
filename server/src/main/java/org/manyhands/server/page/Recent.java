package org.manyhands.server.page;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the answers of the last moment, so that a page open in a hundred browsers costs the database what one costs.
 * Thread-safe; who asks for the same thing meanwhile waits for the one who looks.
 */
final class Recent<K, V> {
    private final Clock clock;
    private final long freshMillis;
    private final int most;
    private final Map<K, Slot<V>> slots = new LinkedHashMap<>(16, 0.75f, true);

    /**
     * @param freshMillis how long an answer is good
     * @param most answers that are kept
     */
    Recent(Clock clock, long freshMillis, int most) {
        this.clock = clock;
        this.freshMillis = freshMillis;
        this.most = most;
    }

    V get(K key, Function<K, V> look) {
        Slot<V> slot = slot(key);
        synchronized (slot) {
            V value = slot.value;
            long now = clock.millis();
            if (value == null || now - slot.readMillis >= freshMillis || now < slot.readMillis) {
                value = look.apply(key);
                slot.value = value;
                slot.readMillis = now;
            }
            return value;
        }
    }

    private synchronized Slot<V> slot(K key) {
        Slot<V> slot = slots.computeIfAbsent(key, any -> new Slot<>());
        if (slots.size() > most) {
            slots.remove(slots.keySet().iterator().next());
        }
        return slot;
    }

    private static final class Slot<V> {
        private @Nullable V value;
        private long readMillis;
    }
}
