package org.manyhands.db.result;

import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.HostId;

/** What changes with a result's state. */
public sealed interface ResultEffect {
    /** It goes to a host, and its account claims the work unit: no other copy may go to that account. */
    record Claim(HostId host, AccountId account, long network, long sentMillis, long deadlineMillis)
            implements ResultEffect {}
    /** The claim is given up: the account may get a copy of this work unit again. */
    record GiveUpClaim() implements ResultEffect {}
    /** Note how far the host says it is. */
    record NoteProgress(long fuel) implements ResultEffect {}
    /** Keep what the host claims. */
    record KeepReport(OutcomeReport outcome, long fuel, String digest) implements ResultEffect {}
    /** Note when it came back. */
    record NoteReturned(long millis) implements ResultEffect {}
    /** Show why. */
    record ShowReason(String reason) implements ResultEffect {}
    /** Note whether its work unit was decided without it while its host had it. */
    record NoteSuperseded(boolean superseded) implements ResultEffect {}
    /** The validator is to look at it. */
    record AwaitJudgement() implements ResultEffect {}
    /** The validator need not look at it any more. */
    record NoteJudged() implements ResultEffect {}
}
