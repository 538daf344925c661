package org.manyhands.db.result;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.transaction.Lists;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.id.WorkUnitId;

/** A row of {@code result}. */
@Entity
@Table(name = "result")
class ResultEntity {
    @Id
    long id;

    long workUnitId;
    long batchId;
    int copyNumber;
    int pieces;
    String state = "";
    boolean judged;
    boolean superseded;

    @Nullable
    Long hostId;

    @Nullable
    Long accountId;

    @Nullable
    Long claimAccountId;

    /** As long as there is a claim; what is known of a result leaves it out. */
    long claimNetwork;

    long sentAt;
    long deadlineAt;
    long fuelSoFar;
    long returnedAt;

    @Nullable
    String outcomeKind;

    int exitCode;
    String outcomeDetail = "";
    long fuel;
    String digest = "";
    String reason = "";
    long createdAt;
    /** The block it was made in; what is known of a result leaves it out. */
    long blockId;

    static ResultEntity unsent(long id, WorkUnitId unit, BatchId batch, int copy, int pieces, long nowMillis) {
        ResultEntity row = new ResultEntity();
        row.id = id;
        row.workUnitId = unit.value();
        row.batchId = batch.value();
        row.copyNumber = copy;
        row.pieces = pieces;
        row.state = ResultState.UNSENT.name();
        row.createdAt = nowMillis;
        return row;
    }

    /** The row behind a value. The claim follows from the state: it is held from the dispatch on, given up at TIMED_OUT and not taken again by a late return (and, by an event of its own, given up some time after ERRORED). */
    static ResultEntity of(Result result) {
        ResultEntity row = unsent(
                result.id().value(),
                result.workUnitId(),
                result.batchId(),
                result.copy(),
                result.pieces(),
                result.createdMillis());
        HostId host = result.host();
        AccountId account = result.account();
        OutcomeReport outcome = result.outcome();
        row.state = result.state().name();
        row.judged = result.judged();
        row.superseded = result.superseded();
        row.hostId = host == null ? null : host.value();
        row.accountId = account == null ? null : account.value();
        boolean givenUp = result.late() && result.state() != ResultState.ERRORED;
        row.claimAccountId = result.state() == ResultState.TIMED_OUT || givenUp ? null : row.accountId;
        row.sentAt = result.sentMillis();
        row.deadlineAt = result.deadlineMillis();
        row.fuelSoFar = result.fuelSoFar();
        row.returnedAt = result.returnedMillis();
        if (outcome != null) {
            row.outcomeKind = outcome.kind().name();
            row.exitCode = outcome.exitCode();
            row.outcomeDetail = outcome.detail();
        }
        row.fuel = result.fuel();
        row.digest = result.digest();
        row.reason = result.reason();
        return row;
    }

    void carryOut(ResultEffect effect) {
        if (effect instanceof ResultEffect.Claim claim) {
            hostId = claim.host().value();
            accountId = claim.account().value();
            claimAccountId = claim.account().value();
            claimNetwork = claim.network();
            sentAt = claim.sentMillis();
            deadlineAt = claim.deadlineMillis();
        } else if (effect instanceof ResultEffect.GiveUpClaim) {
            claimAccountId = null;
        } else if (effect instanceof ResultEffect.NoteProgress progress) {
            fuelSoFar = Math.max(fuelSoFar, progress.fuel());
        } else if (effect instanceof ResultEffect.KeepReport report) {
            outcomeKind = report.outcome().kind().name();
            exitCode = report.outcome().exitCode();
            outcomeDetail = Lists.clip(report.outcome().detail(), 1_000);
            fuel = report.fuel();
            digest = report.digest();
        } else if (effect instanceof ResultEffect.NoteReturned returned) {
            returnedAt = returned.millis();
        } else if (effect instanceof ResultEffect.ShowReason shown) {
            reason = Lists.clip(shown.reason(), 4_000);
        } else if (effect instanceof ResultEffect.NoteSuperseded note) {
            superseded = note.superseded();
        } else if (effect instanceof ResultEffect.AwaitJudgement) {
            judged = false;
        } else if (effect instanceof ResultEffect.NoteJudged) {
            judged = true;
        }
    }

    Result toResult() {
        return new Result(
                new ResultId(id),
                new WorkUnitId(workUnitId),
                new BatchId(batchId),
                copyNumber,
                pieces,
                ResultState.valueOf(state),
                judged,
                superseded,
                hostId == null ? null : new HostId(hostId),
                accountId == null ? null : new AccountId(accountId),
                sentAt,
                deadlineAt,
                fuelSoFar,
                returnedAt,
                outcomeKind == null
                        ? null
                        : new OutcomeReport(OutcomeReport.Kind.valueOf(outcomeKind), exitCode, outcomeDetail),
                fuel,
                digest,
                reason,
                createdAt);
    }
}
