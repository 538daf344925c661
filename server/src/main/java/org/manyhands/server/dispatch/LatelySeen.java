package org.manyhands.server.dispatch;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.manyhands.protocol.id.HostId;

/** What hosts asked this server for lately, so that it can say what they would get now. The last so many hosts only. Thread-safe. */
public final class LatelySeen {
    private static final int MOST = 20_000;

    private final Map<HostId, Seen> hosts = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<HostId, Seen> eldest) {
            return size() > MOST;
        }
    };

    /** A host asked for work. */
    public synchronized void asked(Asking asking, long nowMillis) {
        hosts.put(asking.host().id(), new Seen(asking, nowMillis));
    }

    public synchronized Optional<Seen> find(HostId host) {
        return Optional.ofNullable(hosts.get(host));
    }

    /** Those that asked after a time, the last of them first; no more than {@code most}. */
    public synchronized List<Seen> since(long millis, int most) {
        List<Seen> all = new ArrayList<>(hosts.values());
        List<Seen> newest = new ArrayList<>();
        for (int place = all.size() - 1; place >= 0 && newest.size() < most; place--) {
            if (all.get(place).atMillis() >= millis) {
                newest.add(all.get(place));
            }
        }
        return newest;
    }

    /**
     * What a host asked for last.
     *
     * @param atMillis when, by the database's clock
     */
    public record Seen(Asking asking, long atMillis) {}
}
