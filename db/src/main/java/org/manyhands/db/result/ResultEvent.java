package org.manyhands.db.result;

import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/** What can happen to a result. */
public sealed interface ResultEvent {
    /**
     * Sent to a host.
     *
     * @param origin where that host stands
     * @param separation which hosts may not have copies of its work unit beside it
     */
    record Dispatched(HostId host, AccountId account, long deadlineMillis, Origin origin, Separation separation)
            implements ResultEvent {
        /** Sent to a host that is kept apart from no other. */
        public Dispatched(HostId host, AccountId account, long deadlineMillis) {
            this(host, account, deadlineMillis, Origin.ANYWHERE, Separation.OFF);
        }
    }
    /** The host reports that it still works on it. */
    record Heartbeat(long fuel) implements ResultEvent {}
    /** The host reports a deterministic outcome, perhaps after its deadline: fuel and digest are claims. */
    record Returned(OutcomeReport outcome, long fuel, String digest) implements ResultEvent {}
    /** The host could not run it, or its report was refused. */
    record Errored(String reason) implements ResultEvent {}
    /** Its deadline passed. */
    record Expired() implements ResultEvent {}
    /** Some time after an error: its account may get a copy of the work unit again. */
    record Forgiven() implements ResultEvent {}
    /** Agrees with the canonical result. */
    record JudgedValid() implements ResultEvent {}
    /** Does not. */
    record JudgedInvalid(String reason) implements ResultEvent {}
    /** What it was valid by is overturned. */
    record Overturned(String reason) implements ResultEvent {}
    /** The work unit was decided while its host had it: taken back unless the host has begun. */
    record Superseded() implements ResultEvent {}
    /** The work unit is open again while its host has it. */
    record WantedAgain() implements ResultEvent {}
    /** The work unit was decided without it, and it is neither valid nor invalid. */
    record NotNeeded() implements ResultEvent {}
    /** Its batch was cancelled. */
    record Cancelled() implements ResultEvent {}
}
