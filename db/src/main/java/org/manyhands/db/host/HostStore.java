package org.manyhands.db.host;

import java.util.List;
import java.util.Optional;
import org.hibernate.query.SelectionQuery;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/** Reads and writes hosts. */
public final class HostStore {
    private final Ids ids;

    public HostStore(Ids ids) {
        this.ids = ids;
    }

    /** Classes that stand for tables. */
    public static List<Class<?>> rows() {
        return List.of(HostEntity.class, HostReplyEntity.class);
    }

    /** Refuses (WRONG_STATE) a key that is attached already. */
    public Host create(Tx tx, AccountId account, String name, String publicKey, HostFacts facts) {
        if (byKey(tx, publicKey).isPresent()) {
            throw new RefusedException(
                    ErrorCode.WRONG_STATE,
                    "a host with the key " + publicKey + " is attached already; make another key");
        }
        HostEntity row = new HostEntity();
        row.id = ids.next("host");
        row.accountId = account.value();
        row.name = Lists.clip(name, 120);
        row.publicKey = publicKey;
        row.setFacts(facts);
        row.attachedAt = tx.nowMillis();
        row.contactAt = tx.nowMillis();
        tx.session().insert(row);
        return row.toHost();
    }

    public Optional<Host> byId(Tx tx, HostId id) {
        return select(tx, "from HostEntity h where h.id = :id")
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(HostEntity::toHost);
    }

    public Optional<Host> byKey(Tx tx, String publicKey) {
        return select(tx, "from HostEntity h where h.publicKey = :key")
                .setParameter("key", publicKey)
                .uniqueResultOptional()
                .map(HostEntity::toHost);
    }

    /** Moves the sequence number from {@code from} to the next by compare-and-set, with contact time and facts; false when another call was first. */
    public boolean advance(Tx tx, HostId id, long from, HostFacts facts, String agentVersion) {
        HostEntity row = new HostEntity();
        row.setFacts(facts);
        return tx.session()
                        .createMutationQuery("update HostEntity h set h.sequenceNumber = :next, h.contactAt = :now,"
                                + " h.operatingSystem = :system, h.architecture = :architecture, h.cores = :cores,"
                                + " h.memoryBytes = :memory, h.javaVersion = :java, h.agentVersion = :agent"
                                + " where h.id = :id and h.sequenceNumber = :from")
                        .setParameter("next", from + 1)
                        .setParameter("now", tx.nowMillis())
                        .setParameter("system", row.operatingSystem)
                        .setParameter("architecture", row.architecture)
                        .setParameter("cores", row.cores)
                        .setParameter("memory", row.memoryBytes)
                        .setParameter("java", row.javaVersion)
                        .setParameter("agent", Lists.clip(agentVersion, 40))
                        .setParameter("id", id.value())
                        .setParameter("from", from)
                        .executeUpdate()
                == 1;
    }

    public Optional<StoredReply> reply(Tx tx, HostId id) {
        return tx.session()
                .createSelectionQuery("from HostReplyEntity r where r.hostId = :id", HostReplyEntity.class)
                .setParameter("id", id.value())
                .uniqueResultOptional()
                .map(row -> new StoredReply(row.sequenceNumber, row.requestSha256, row.body));
    }

    /** Keeps the answer in the place of the one before. */
    public void storeReply(Tx tx, HostId id, StoredReply reply) {
        HostReplyEntity row = new HostReplyEntity();
        row.hostId = id.value();
        row.sequenceNumber = reply.sequence();
        row.requestSha256 = reply.requestSha256();
        row.body = reply.body();
        row.repliedAt = tx.nowMillis();
        int replaced = tx.session()
                .createMutationQuery(
                        "update HostReplyEntity r set r.sequenceNumber = :sequence, r.requestSha256 = :request,"
                                + " r.body = :body, r.repliedAt = :now where r.hostId = :id")
                .setParameter("sequence", row.sequenceNumber)
                .setParameter("request", row.requestSha256)
                .setParameter("body", row.body)
                .setParameter("now", row.repliedAt)
                .setParameter("id", row.hostId)
                .executeUpdate();
        if (replaced == 0) {
            tx.session().insert(row);
        }
    }

    /** Those heard of last come first. */
    public List<Host> list(Tx tx, int limit) {
        return select(tx, "from HostEntity h order by h.contactAt desc, h.id")
                .setMaxResults(limit)
                .getResultList()
                .stream()
                .map(HostEntity::toHost)
                .toList();
    }

    public long count(Tx tx) {
        return tx.session()
                .createSelectionQuery("select count(*) from HostEntity h", Long.class)
                .getSingleResult();
    }

    public long countSeenSince(Tx tx, long millis) {
        return tx.session()
                .createSelectionQuery("select count(*) from HostEntity h where h.contactAt >= :since", Long.class)
                .setParameter("since", millis)
                .getSingleResult();
    }

    /** Accounts that such hosts belong to: each may have one copy of a work unit. */
    public long countAccountsSeenSince(Tx tx, long millis) {
        return tx.session()
                .createSelectionQuery(
                        "select count(distinct h.accountId) from HostEntity h where h.contactAt >= :since", Long.class)
                .setParameter("since", millis)
                .getSingleResult();
    }

    /** Deletes stored replies of hosts silent since then; how many. */
    public int dropRepliesBefore(Tx tx, long millis) {
        return tx.session()
                .createMutationQuery("delete from HostReplyEntity r where r.repliedAt < :before")
                .setParameter("before", millis)
                .executeUpdate();
    }

    private static SelectionQuery<HostEntity> select(Tx tx, String query) {
        return tx.session().createSelectionQuery(query, HostEntity.class);
    }

    /** The answer that a host was last given, so that a lost one is found again. */
    public record StoredReply(long sequence, String requestSha256, byte[] body) {}
}
