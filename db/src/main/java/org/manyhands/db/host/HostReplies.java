package org.manyhands.db.host;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
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
