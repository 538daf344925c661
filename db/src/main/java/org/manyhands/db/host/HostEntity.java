package org.manyhands.db.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.manyhands.db.transaction.Lists;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/** A row of {@code host}. */
@Entity
@Table(name = "host")
class HostEntity {
    @Id
    long id;

    long accountId;
    String name = "";
    String publicKey = "";
    String operatingSystem = "";
    String architecture = "";
    int cores;
    long memoryBytes;
    String javaVersion = "";
    String agentVersion = "";
    long sequenceNumber;
    long attachedAt;
    long contactAt;

    static HostEntity of(Host host) {
        HostEntity row = new HostEntity();
        row.id = host.id().value();
        row.accountId = host.accountId().value();
        row.name = host.name();
        row.publicKey = host.publicKey();
        row.setFacts(host.facts());
        row.agentVersion = host.agentVersion();
        row.sequenceNumber = host.sequence();
        row.attachedAt = host.attachedMillis();
        row.contactAt = host.lastContactMillis();
        return row;
    }

    /** A host's claims, as long as the columns hold: nothing depends on their ends. */
    void setFacts(HostFacts facts) {
        operatingSystem = Lists.clip(facts.operatingSystem(), 120);
        architecture = Lists.clip(facts.architecture(), 40);
        cores = facts.cores();
        memoryBytes = facts.memoryBytes();
        javaVersion = Lists.clip(facts.javaVersion(), 40);
    }

    Host toHost() {
        return new Host(
                new HostId(id),
                new AccountId(accountId),
                name,
                publicKey,
                new HostFacts(operatingSystem, architecture, cores, memoryBytes, javaVersion),
                agentVersion,
                sequenceNumber,
                attachedAt,
                contactAt);
    }
}
