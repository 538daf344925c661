package org.manyhands.db.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code host_reply}. */
@Entity
@Table(name = "host_reply")
class HostReplyEntity {
    @Id
    long hostId;

    long sequenceNumber;
    String requestSha256 = "";
    byte[] body = {};
    long repliedAt;
}
