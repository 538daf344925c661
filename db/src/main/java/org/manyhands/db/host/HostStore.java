package org.manyhands.db.host;

import java.util.List;
import java.util.Optional;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/** Reads and writes hosts. */
public final class HostStore {
    public HostStore(Ids ids) {}

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of();
    }

    public Host create(Tx tx, AccountId account, String name, String publicKey, HostFacts facts) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<Host> byId(Tx tx, HostId id) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<Host> byKey(Tx tx, String publicKey) {
        throw new UnsupportedOperationException("being built");
    }
    /** Moves the sequence number from {@code from} to the next by compare-and-set, with contact time and facts; false when another call was first. */
    public boolean advance(Tx tx, HostId id, long from, HostFacts facts, String agentVersion) {
        throw new UnsupportedOperationException("being built");
    }

    public Optional<StoredReply> reply(Tx tx, HostId id) {
        throw new UnsupportedOperationException("being built");
    }

    public void storeReply(Tx tx, HostId id, StoredReply reply) {
        throw new UnsupportedOperationException("being built");
    }

    public List<Host> list(Tx tx, int limit) {
        throw new UnsupportedOperationException("being built");
    }

    public long count(Tx tx) {
        throw new UnsupportedOperationException("being built");
    }

    public long countSeenSince(Tx tx, long millis) {
        throw new UnsupportedOperationException("being built");
    }
    /** Deletes stored replies of hosts silent since then; how many. */
    public int dropRepliesBefore(Tx tx, long millis) {
        throw new UnsupportedOperationException("being built");
    }

    /** The answer that a host was last given, so that a lost one is found again. */
    public record StoredReply(long sequence, String requestSha256, byte[] body) {}
}
