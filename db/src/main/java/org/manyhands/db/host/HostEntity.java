package org.manyhands.db.host;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.manyhands.db.schedule.Availability;
import org.manyhands.db.schedule.Presence;
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
    double onSeconds;
    double offSeconds;
    double offPeriods;
    long presenceAt;

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
        row.setPresence(host.presence());
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

    void setPresence(Presence presence) {
        onSeconds = presence.availability().onSeconds();
        offSeconds = presence.availability().offSeconds();
        offPeriods = presence.availability().offPeriods();
        presenceAt = presence.notedMillis();
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
                contactAt,
                new Presence(new Availability(onSeconds, offSeconds, offPeriods), presenceAt));
    }
}
