package org.manyhands.db.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.manyhands.db.host.HostStore.Dropped;
import org.manyhands.db.host.HostStore.StoredReply;
import org.manyhands.db.transaction.Lists;
import org.manyhands.db.transaction.RowUpdate;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.id.HostId;

/** What hosts were last told. Nearly every host has a row, so each is updated first, and inserted where none was. */
final class HostReplies {
    private static final RowUpdate REPLACE = new RowUpdate(
            "host_reply",
            "host_id",
            Stream.of("sequence_number", "request_sha256", "body", "replied_at")
                    .map(RowUpdate.Setting::new)
                    .toList(),
            null);

    private HostReplies() {}

    static void store(Tx tx, Map<HostId, StoredReply> replies) {
        List<HostReplyEntity> rows = new TreeMap<>(replies)
                .entrySet().stream()
                        .map(reply -> row(tx, reply.getKey(), reply.getValue()))
                        .toList();
        boolean[] replaced =
                REPLACE.write(tx, rows.stream().map(HostReplies::values).toList());
        List<HostReplyEntity> first = new ArrayList<>();
        for (int place = 0; place < replaced.length; place++) {
            if (!replaced[place]) {
                first.add(rows.get(place));
            }
        }
        tx.insertAll(first);
    }

    static Map<HostId, StoredReply> find(Tx tx, Collection<HostId> ids) {
        Map<HostId, StoredReply> found = new HashMap<>();
        for (List<HostId> chunk : Lists.chunks(ids)) {
            tx.sql("select r.* from host_reply r where r.host_id in (:ids)", HostReplyEntity.class)
                    .setParameterList("ids", chunk.stream().map(HostId::value).toList())
                    .getResultList()
                    .forEach(row -> found.put(
                            new HostId(row.hostId), new StoredReply(row.sequenceNumber, row.requestSha256, row.body)));
        }
        return found;
    }

    static Dropped dropBefore(Tx tx, HostId after, long millis, int limit) {
        List<Object[]> looked = tx.sql(
                        "select r.host_id, r.replied_at from host_reply r where r.host_id > :after order by r.host_id",
                        Object[].class)
                .setParameter("after", after.value())
                .setMaxResults(limit)
                .getResultList();
        List<Long> old = looked.stream()
                .filter(row -> (Long) row[1] < millis)
                .map(row -> (Long) row[0])
                .toList();
        int dropped = 0;
        for (List<Long> chunk : Lists.chunks(old)) {
            dropped += tx.session()
                    .createMutationQuery(
                            "delete from HostReplyEntity r where r.hostId in :hosts and r.repliedAt < :before")
                    .setParameterList("hosts", chunk)
                    .setParameter("before", millis)
                    .executeUpdate();
        }
        return new Dropped(
                dropped,
                looked.size() < limit
                        ? Optional.empty()
                        : Optional.of(new HostId((Long) looked.get(looked.size() - 1)[0])));
    }

    private static HostReplyEntity row(Tx tx, HostId id, StoredReply reply) {
        HostReplyEntity row = new HostReplyEntity();
        row.hostId = id.value();
        row.sequenceNumber = reply.sequence();
        row.requestSha256 = reply.requestSha256();
        row.body = reply.body();
        row.repliedAt = tx.nowMillis();
        return row;
    }

    private static RowUpdate.Row values(HostReplyEntity row) {
        return new RowUpdate.Row(
                row.hostId, null, List.of(row.sequenceNumber, row.requestSha256, row.body, row.repliedAt));
    }
}
