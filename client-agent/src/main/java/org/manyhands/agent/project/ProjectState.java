package org.manyhands.agent.project;

import java.net.URI;
import java.util.List;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.VerifyingKey;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/**
 * What the agent knows of a project between calls: {@code project.json}.
 *
 * @param url the project's address
 * @param rootKey pinned at attach and never changed afterwards
 * @param certificates the root's word on the project's present keys
 * @param hostName as people see it
 * @param nextSequence number of the next sync
 * @param tally what became of all results so far; in the same file as the sequence number, so that each is counted once
 */
public record ProjectState(
        URI url,
        String projectId,
        String projectName,
        VerifyingKey rootKey,
        List<Signed> certificates,
        HostId hostId,
        String hostName,
        AccountId accountId,
        String accountName,
        long nextSequence,
        Tally tally) {
    public ProjectState {
        certificates = List.copyOf(certificates);
    }

    /** This state after the call with {@code nextSequence} has been answered. */
    public ProjectState afterCall(Tally newTally) {
        return with(certificates, nextSequence + 1, newTally);
    }

    /** This state with the sequence number that the project waits for. */
    public ProjectState withSequence(long sequence) {
        return with(certificates, sequence, tally);
    }

    /** This state with the project's new certificates. */
    public ProjectState withCertificates(List<Signed> certificatesNow) {
        return with(certificatesNow, nextSequence, tally);
    }

    private ProjectState with(List<Signed> newCertificates, long sequence, Tally newTally) {
        return new ProjectState(
                url,
                projectId,
                projectName,
                rootKey,
                newCertificates,
                hostId,
                hostName,
                accountId,
                accountName,
                sequence,
                newTally);
    }

    /**
     * What became of reported results.
     *
     * @param accepted reports that the project took; whether they agree with other copies is decided later
     * @param refused reports that it did not take
     * @param fuel sum over the accepted ones
     */
    public record Tally(long accepted, long refused, long fuel) {
        public static final Tally NONE = new Tally(0, 0, 0);

        public Tally accept(long newFuel) {
            return new Tally(accepted + 1, refused, fuel + newFuel);
        }

        public Tally refuse() {
            return new Tally(accepted, refused + 1, fuel);
        }
    }
}
