package org.manyhands.db.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hibernate.query.SelectionQuery;
import org.manyhands.db.transaction.Ids;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.RowChanges;
import org.manyhands.db.transaction.RowChanges.Change;
import org.manyhands.db.transaction.RowChanges.Column;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/** Reads and writes hosts. */
public final class HostStore {
    /** What a list of hosts comes after that begins with the newest. */
    public static final HostId NEWEST = new HostId(Long.MAX_VALUE);

    private static final RowChanges<HostEntity> ROWS = new RowChanges<>(
            "host",
            row -> row.id,
            new Column<>("sequence_number", row -> row.sequenceNumber),
            List.of(
                    new Column<>("contact_at", row -> row.contactAt),
                    new Column<>("operating_system", row -> row.operatingSystem),
                    new Column<>("architecture", row -> row.architecture),
                    new Column<>("cores", row -> row.cores),
                    new Column<>("memory_bytes", row -> row.memoryBytes),
                    new Column<>("java_version", row -> row.javaVersion),
                    new Column<>("agent_version", row -> row.agentVersion),
                    new Column<>("on_seconds", row -> row.onSeconds),
                    new Column<>("off_seconds", row -> row.offSeconds),
                    new Column<>("off_periods", row -> row.offPeriods),
                    new Column<>("presence_at", row -> row.presenceAt)));

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

    /** Those that are there. */
    public Map<HostId, Host> byIds(Tx tx, Collection<HostId> ids) {
        Map<HostId, Host> found = new HashMap<>();
        for (List<HostId> chunk : Lists.chunks(ids)) {
            tx.sql("select h.* from host h where h.id in (:ids)", HostEntity.class)
                    .setParameterList("ids", chunk.stream().map(HostId::value).toList())
                    .getResultList()
                    .forEach(row -> found.put(new HostId(row.id), row.toHost()));
        }
        return found;
    }

    public Optional<Host> byKey(Tx tx, String publicKey) {
        return select(tx, "from HostEntity h where h.publicKey = :key")
                .setParameter("key", publicKey)
                .uniqueResultOptional()
                .map(HostEntity::toHost);
    }

    /** Moves the sequence number from {@code from} to the next by compare-and-set, with contact time and facts; false when another call was first. */
    public boolean advance(Tx tx, HostId id, long from, HostFacts facts, String agentVersion) {
        return byId(tx, id)
                .map(host -> host.sequence() == from
                        && advanceAll(tx, List.of(new Advance(host, facts, agentVersion)))
                                .get(0))
                .orElse(false);
    }

    /**
     * Moves the sequence number of each host from what was read to the next by compare-and-set, with contact time, facts and what the call says of its presence; in
     * the order given, false where another call was first. A host may come up once.
     */
    public List<Boolean> advanceAll(Tx tx, List<Advance> advances) {
        List<Change<HostEntity>> changes = new ArrayList<>(advances.size());
        for (Advance advance : advances) {
            HostEntity after = HostEntity.of(advance.host());
            after.setFacts(advance.facts());
            after.agentVersion = Lists.clip(advance.agentVersion(), 40);
            after.sequenceNumber++;
            after.contactAt = tx.nowMillis();
            after.setPresence(advance.host().presence().heard(advance.host().lastContactMillis(), tx.nowMillis()));
            changes.add(new Change<>(HostEntity.of(advance.host()), after));
        }
        boolean[] moved = ROWS.write(tx, changes);
        List<Boolean> outcome = new ArrayList<>(moved.length);
        for (boolean one : moved) {
            outcome.add(one);
        }
        return outcome;
    }

    public Optional<StoredReply> reply(Tx tx, HostId id) {
        return Optional.ofNullable(replies(tx, List.of(id)).get(id));
    }

    /** What each of these hosts was last given, of those that have it still. */
    public Map<HostId, StoredReply> replies(Tx tx, Collection<HostId> ids) {
        return HostReplies.find(tx, ids);
    }

    /** Keeps each answer in the place of the one before. */
    public void storeReplies(Tx tx, Map<HostId, StoredReply> replies) {
        HostReplies.store(tx, replies);
    }

    /** Those attached last come first, from the one on that attached before this one: by the primary key, since there is no index by contact, which would be written at each call. */
    public List<Host> list(Tx tx, HostId after, int limit) {
        return select(tx, "from HostEntity h where h.id < :after order by h.id desc")
                .setParameter("after", after.value())
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

    /** Accounts that such hosts belong to, but for those: each may have one copy of a work unit. */
    public long countAccountsSeenSince(Tx tx, long millis, Set<AccountId> without) {
        SelectionQuery<Long> query = tx.session()
                .createSelectionQuery(
                        "select count(distinct h.accountId) from HostEntity h where h.contactAt >= :since"
                                + (without.isEmpty() ? "" : " and h.accountId not in :without"),
                        Long.class)
                .setParameter("since", millis);
        if (!without.isEmpty()) {
            query.setParameterList(
                    "without", without.stream().map(AccountId::value).toList());
        }
        return query.getSingleResult();
    }

    /** How many accounts such hosts belong to; counts no farther than {@code most}. */
    public int accountsSeenSince(Tx tx, long millis, int most) {
        return tx.session()
                .createSelectionQuery(
                        "select distinct h.accountId from HostEntity h where h.contactAt >= :since", Long.class)
                .setParameter("since", millis)
                .setMaxResults(most)
                .getResultList()
                .size();
    }

    /**
     * Deletes stored replies older than that, among those of the next {@code limit} hosts behind {@code after}: there are as many replies as hosts, and an
     * index by age would be written at each call.
     */
    public Dropped dropRepliesBefore(Tx tx, HostId after, long millis, int limit) {
        return HostReplies.dropBefore(tx, after, millis, limit);
    }

    private static SelectionQuery<HostEntity> select(Tx tx, String query) {
        return tx.session().createSelectionQuery(query, HostEntity.class);
    }

    /** A call of a host, as it was read before. */
    public record Advance(Host host, HostFacts facts, String agentVersion) {}

    /**
     * What was looked at, and deleted.
     *
     * @param last the last host that was looked at; empty when there are no more behind it
     */
    public record Dropped(int replies, Optional<HostId> last) {}

    /** The answer that a host was last given, so that a lost one is found again. */
    public record StoredReply(long sequence, String requestSha256, byte[] body) {}
}
