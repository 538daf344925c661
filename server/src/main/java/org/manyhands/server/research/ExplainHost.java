package org.manyhands.server.research;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.application.ApplicationRow;
import org.manyhands.db.batch.BatchState;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.transaction.Tx;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.HostExplanation;
import org.manyhands.server.dispatch.Asking;
import org.manyhands.server.dispatch.Choice;
import org.manyhands.server.dispatch.HeldLimit;
import org.manyhands.server.dispatch.HostLoads;
import org.manyhands.server.dispatch.LatelySeen;
import org.manyhands.server.dispatch.Prospect;
import org.manyhands.server.dispatch.ReadyWork;
import org.manyhands.server.dispatch.SlotLoad;

/** Says what a host would get now and why not more: by a choice as for its call, which takes nothing. */
public final class ExplainHost {
    private final Database database;
    private final ReadyWork ready;
    private final LatelySeen lately;
    private final HostLoads loads;

    public ExplainHost(Database database, ReadyWork ready, LatelySeen lately, HostLoads loads) {
        this.database = database;
        this.ready = ready;
        this.lately = lately;
        this.loads = loads;
    }

    /** @param caller who asks, and hears of batches only that they may see */
    HostExplanation explain(Tx tx, Host host, Account caller) {
        Optional<LatelySeen.Seen> known = lately.find(host.id());
        Asking asking = known.map(LatelySeen.Seen::asking).orElseGet(() -> assumed(host));
        PresentRecords records = PresentRecords.read(database, tx, List.of(host.id()));
        List<Result> has = database.results().heldBy(tx, host.id());
        int held = has.size();
        int most = HeldLimit.most(host, asking.wanted());
        int room = Math.max(0, Math.min(asking.most(), most - held));
        Map<BatchId, BatchState> states =
                database.batches().states(tx, ready.stock().keySet());
        Predicate<BatchId> runs = batch -> states.get(batch) == BatchState.RUNNING;
        SlotLoad load =
                loads.of(tx, HeldLimit.slots(host, asking.wanted()), has, Result::fuelSoFar, records.of(host.id()));
        List<Prospect> prospects =
                ready.prospects(records.asking(asking, room).with(load), runs, tx.nowMillis()).stream()
                        .filter(one -> BatchAccess.sees(caller, one.offer().batch()))
                        .toList();
        long here = prospects.stream()
                .map(one -> one.offer().batch().id())
                .distinct()
                .count();
        long all = database.batches().countRunning(tx, caller.administrator() ? null : caller.id());
        return new HostExplanation(
                host.id(),
                host.name(),
                database.accounts()
                        .byId(tx, host.accountId())
                        .map(Account::name)
                        .orElse(""),
                host.lastContactMillis(),
                known.map(LatelySeen.Seen::atMillis).orElse(0L),
                asking.wanted().memoryBytes(),
                held,
                most,
                prospects.stream().map(ExplainHost::offered).toList(),
                (int) Math.min(Integer.MAX_VALUE, Math.max(0, all - here)),
                records(tx, records.of(host.id()), host, caller));
    }

    /** A host that did not ask since this server started. */
    private static Asking assumed(Host host) {
        WorkRequest wanted = new WorkRequest(1, 1, 0, 0, host.facts().memoryBytes());
        return new Asking(host, wanted, Choice.STANDARD, Map.of(), 1, 0, Long.MAX_VALUE);
    }

    private static HostExplanation.Offered offered(Prospect one) {
        return new HostExplanation.Offered(
                one.offer().batch().id(),
                one.offer().batch().name(),
                one.offer().applicationName(),
                one.offer().researcher(),
                one.ready(),
                one.results(),
                one.later(),
                one.reasons());
    }

    private List<HostExplanation.Known> records(
            Tx tx, Map<AppVersionId, HostRecord> records, Host host, Account caller) {
        ApplicationAccess access = new ApplicationAccess(database, caller);
        return records.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> record(named(tx, access, entry.getKey(), host), entry.getValue(), tx.nowMillis()))
                .toList();
    }

    /** Empty when the caller may not know of it. */
    private Optional<AppVersionRow> named(Tx tx, ApplicationAccess access, AppVersionId id, Host host) {
        return database.applications()
                .version(tx, id)
                .filter(version -> access.sees(
                        tx, new ApplicationRow(version.applicationId(), version.owner(), version.application()), host));
    }

    private static HostExplanation.Known record(Optional<AppVersionRow> version, HostRecord record, long nowMillis) {
        return new HostExplanation.Known(
                version.map(AppVersionRow::application).orElse(""),
                version.map(AppVersionRow::version).orElse(""),
                record.turnaround().samples(),
                record.speed().samples() == 0 ? 0 : Math.round(record.speed().median()),
                record.reliability(),
                record.quota().most(),
                record.quota().limits() ? record.quota().left(nowMillis) : 0);
    }
}
