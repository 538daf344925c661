package org.manyhands.db.testing;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.manyhands.db.Database;
import org.manyhands.db.account.Account;
import org.manyhands.db.application.AppVersionRow;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.batch.BatchEvent;
import org.manyhands.db.batch.CopyLimits;
import org.manyhands.db.config.TrustPolicy;
import org.manyhands.db.host.Host;
import org.manyhands.db.host.HostRecordStore;
import org.manyhands.db.ledger.LedgerAccount;
import org.manyhands.db.ledger.Price;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.transaction.Tx;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitStore.NewWorkUnit;
import org.manyhands.protocol.agent.HostFacts;
import org.manyhands.protocol.agent.OutcomeReport;
import org.manyhands.protocol.agent.OutputReport;
import org.manyhands.protocol.agent.ResultReport;
import org.manyhands.protocol.agent.StreamReport;
import org.manyhands.protocol.agent.UnitLimits;
import org.manyhands.protocol.crypto.Digests;
import org.manyhands.protocol.crypto.KeyPurpose;
import org.manyhands.protocol.crypto.Signed;
import org.manyhands.protocol.crypto.SigningKey;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.id.HostId;
import org.manyhands.protocol.id.WorkUnitId;
import org.manyhands.protocol.research.BatchSpec;
import org.manyhands.protocol.research.BatchSpecChange;
import org.manyhands.protocol.research.Quote;

/** A small world of accounts, hosts and batches, told in the words of the product. Each call is one transaction. */
public final class World {
    /** Fuel of each result of this world. */
    public static final long FUEL = 2_000_000;
    /** Microcredits for a million fuel. */
    public static final long PRICE = 1_000;
    /** Microcredits that each work unit sets aside: three copies at its fuel limit. */
    public static final long SET_ASIDE = 3 * Price.of(FUEL, PRICE);

    /** How many copies of a work unit there may be. */
    public static final CopyLimits LIMITS = new CopyLimits(2, 5, 10, 10);

    private static final SigningKey SIGNER = SigningKey.generate(new SecureRandom());
    private static final AtomicLong NUMBER = new AtomicLong();

    private final Database db;

    public World(Database db) {
        this.db = db;
    }

    /** A new account without credit. */
    public Account account() {
        return db.inTransaction(tx -> db.accounts().create(tx, "account " + NUMBER.incrementAndGet(), false));
    }

    /** A new account with credit granted from issuance. */
    public Account richAccount(long microcredits) {
        Account account = account();
        db.runInTransaction(tx -> db.ledger()
                .post(
                        tx,
                        LedgerAccount.ISSUANCE,
                        LedgerAccount.researcher(account.id()),
                        microcredits,
                        "grant",
                        "grant:" + account.id(),
                        null));
        return account;
    }

    /** A new host of that account. */
    public Host host(Account account) {
        return db.inTransaction(tx -> db.hosts()
                .create(
                        tx,
                        account.id(),
                        "host " + NUMBER.incrementAndGet(),
                        Digests.sha256("key " + NUMBER.incrementAndGet()),
                        new HostFacts("Linux 6", "amd64", 4, 8L << 30, "17")));
    }

    /** A new version of an application. */
    public AppVersionRow appVersion(Account owner) {
        return appVersion(owner, null);
    }

    private AppVersionRow appVersion(Account owner, AppVersionRow.@Nullable Verifier verifier) {
        return db.inTransaction(tx -> db.applications()
                .create(
                        tx,
                        db.applications().nextVersionId(),
                        owner.id(),
                        "app " + NUMBER.incrementAndGet(),
                        "1",
                        Digests.sha256("source"),
                        Digests.sha256("module"),
                        1,
                        List.of("--fast"),
                        List.of(),
                        Signed.sign(KeyPurpose.APPLICATION, Map.of("name", "app"), SIGNER),
                        verifier));
    }

    /** A described batch. */
    public Batch draft(Account owner, long units) {
        return draft(owner, units, 0, List.of());
    }

    private Batch draft(Account owner, long units, int canaries, List<BatchSpec.AnswerPart> answer) {
        return draft(owner, units, canaries, answer, false);
    }

    private Batch draft(
            Account owner, long units, int canaries, List<BatchSpec.AnswerPart> answer, boolean withoutTailCopies) {
        BatchSpec spec = spec(appVersion(owner).id(), units)
                .with(it -> it.canaries(canaries).answer(answer).withoutTailCopies(withoutTailCopies));
        return db.inTransaction(tx -> db.batches().create(tx, owner.id(), spec, units, LIMITS, PRICE));
    }

    private static BatchSpec spec(AppVersionId version, long units) {
        BatchSpec.Cut cut = BatchSpec.Cut.of(new BatchSpec.Range(0, units, 1));
        return BatchSpec.of("batch " + NUMBER.incrementAndGet(), version, cut, List.of())
                .with(it -> it.arguments(List.of("{from}"))
                        .quorum(2)
                        .fuelLimit(FUEL)
                        .canaries(0)
                        .visibleToAll(true));
    }

    /** A batch whose maximum cost is in escrow, and that runs. Its owner needs {@code units * SET_ASIDE} microcredits. */
    public Batch running(Account owner, long units) {
        return running(draft(owner, units), units);
    }

    private static int strangers(Batch draft) {
        double rate = draft.spec().errorRate();
        return rate == 0 ? 0 : TrustPolicy.DEFAULTS.strangers(rate);
    }

    private Batch running(Batch draft, long units) {
        AccountId owner = draft.owner();
        return db.inTransaction(tx -> {
            long most = units * SET_ASIDE;
            Quote quote = new Quote(units, 1, FUEL, FUEL, 1, FUEL, 2, most, most, 2, strangers(draft));
            Batch quoted = db.batches()
                    .apply(tx, draft, new BatchEvent.Quoted(quote, new UnitLimits(FUEL, 1 << 20, 1 << 20, 16)));
            db.ledger()
                    .post(
                            tx,
                            LedgerAccount.researcher(owner),
                            LedgerAccount.escrow(draft.id()),
                            most,
                            "fund",
                            "fund:" + draft.id(),
                            draft.id());
            Batch funded = db.batches().apply(tx, quoted, new BatchEvent.Funded());
            return db.batches().apply(tx, funded, new BatchEvent.Started());
        });
    }

    /** A running batch of a new rich account, cut whole, with two unsent copies of each work unit. */
    public List<WorkUnit> cutBatch(int units) {
        return cutBatch(units, 0, List.of());
    }

    /** The same, whose researcher wants no further copies near the end. */
    public List<WorkUnit> cutWithoutTailCopies(int units) {
        Batch batch = running(draft(richAccount(units * SET_ASIDE), units, 0, List.of(), true), units);
        return db.inTransaction(tx -> cut(tx, batch, units));
    }

    /** The same with canaries, and with what becomes of the results. */
    public List<WorkUnit> cutBatch(int units, int canaries, List<BatchSpec.AnswerPart> answer) {
        Batch batch = running(draft(richAccount(units * SET_ASIDE), units, canaries, answer), units);
        return db.inTransaction(tx -> cut(tx, batch, units));
    }

    private List<WorkUnit> cut(Tx tx, Batch batch, int units) {
        db.batches().advanceCursor(tx, batch.id(), 0, units);
        List<WorkUnit> created = db.workUnits()
                .create(
                        tx,
                        LongStream.range(0, units)
                                .mapToObj(index -> new NewWorkUnit(
                                        batch.id(), index, 1, index + 1, List.of("" + index), List.of(), SET_ASIDE))
                                .toList());
        db.results()
                .createAll(tx, created.stream().map(unit -> unit.copies(0, 2)).toList(), 0);
        return created;
    }

    /** A running batch that is cut in sizes, with work units of so many pieces and two unsent copies of each. */
    public List<WorkUnit> cutSizes(List<Integer> pieces) {
        return cutSizes(pieces, 0);
    }

    /** The same, with so many pieces yet to be cut. */
    public List<WorkUnit> cutSizes(List<Integer> pieces, long uncut) {
        long cut = pieces.stream().mapToLong(Integer::longValue).sum();
        long all = cut + uncut;
        Account owner = richAccount(all * SET_ASIDE);
        BatchSpec spec = spec(appVersion(owner, null).id(), all).with(it -> it.sizes(true));
        Batch draft = db.inTransaction(tx -> db.batches().create(tx, owner.id(), spec, all, LIMITS, PRICE));
        Batch batch = running(draft, all);
        return db.inTransaction(tx -> {
            db.batches().advanceCursor(tx, batch.id(), 0, cut);
            List<NewWorkUnit> units = new ArrayList<>();
            long index = 0;
            for (int number : pieces) {
                units.add(new NewWorkUnit(batch.id(), index, number, index, List.of(), List.of(), number * SET_ASIDE));
                index += number;
            }
            List<WorkUnit> created = db.workUnits().create(tx, units);
            db.results()
                    .createAll(
                            tx, created.stream().map(unit -> unit.copies(0, 2)).toList(), 0);
            return created;
        });
    }

    /** A running batch that trusts hosts as far as they earned it, with one unsent copy of each work unit; enough is set aside for ten copies. */
    public List<WorkUnit> cutTrusting(int units, double errorRate) {
        return cutTrusting(units, errorRate, List.of());
    }

    /** The same, with what becomes of the results. */
    public List<WorkUnit> cutTrusting(int units, double errorRate, List<BatchSpec.AnswerPart> answer) {
        return cutWith(
                units,
                new CopyLimits(1, 5, 24, 24),
                null,
                it -> it.errorRate(errorRate).answer(answer));
    }

    /** A further batch of the same application version. */
    public List<WorkUnit> cutTrusting(Batch like, int units, double errorRate) {
        Account owner = richAccount(10L * units * SET_ASIDE);
        BatchSpec spec =
                spec(like.appVersionId(), units).with(it -> it.quorum(1).errorRate(errorRate));
        return cutWith(owner, spec, units, new CopyLimits(1, 5, 24, 24));
    }

    /** A running batch of so many pieces that trusts hosts, of which the first alone is cut, with an escrow for twelve copies. */
    public WorkUnit cutFirstTrusting(long pieces, double errorRate) {
        Account owner = richAccount(10L * SET_ASIDE);
        BatchSpec spec = spec(appVersion(owner, null).id(), pieces)
                .with(it -> it.quorum(1).errorRate(errorRate));
        return cutWith(owner, spec, pieces, 1, new CopyLimits(1, 5, 24, 24)).get(0);
    }

    /** A running batch with another quorum than two, as many unsent copies of each work unit, and as much set aside. */
    public List<WorkUnit> cutQuorum(int units, int quorum) {
        return cutWith(units, new CopyLimits(quorum, 5, 24, 24), null, it -> it);
    }

    /** A running batch whose application has a verifier, with one unsent copy of each work unit, at most four, and as much set aside. */
    public List<WorkUnit> cutVerified(int units, AppVersionRow.Verifier verifier) {
        return cutWith(units, new CopyLimits(1, 5, 4, 4), verifier, it -> it);
    }

    /** The same of a researcher who has {@code 10 * units * SET_ASIDE} microcredits for it. */
    public List<WorkUnit> cutVerified(Account owner, int units, AppVersionRow.Verifier verifier) {
        BatchSpec spec = spec(appVersion(owner, verifier).id(), units).with(it -> it.quorum(1));
        return cutWith(owner, spec, units, new CopyLimits(1, 5, 4, 4));
    }

    /** A running batch for certain hosts or for so many of them, at most three copies of each work unit ending in errors. */
    public List<WorkUnit> cutFor(BatchSpec.Target target, int units, int quorum) {
        return cutWith(units, new CopyLimits(quorum, 3, 24, 24), null, it -> it.target(target));
    }

    private List<WorkUnit> cutWith(
            int units,
            CopyLimits limits,
            AppVersionRow.@Nullable Verifier verifier,
            UnaryOperator<BatchSpecChange> changes) {
        Account owner = richAccount(10L * units * SET_ASIDE);
        BatchSpec spec = spec(appVersion(owner, verifier).id(), units)
                .with(it -> it.quorum(1))
                .with(changes);
        return cutWith(owner, spec, units, limits);
    }

    private List<WorkUnit> cutWith(Account owner, BatchSpec spec, int units, CopyLimits limits) {
        return cutWith(owner, spec, units, units, limits);
    }

    private List<WorkUnit> cutWith(Account owner, BatchSpec spec, long pieces, int units, CopyLimits limits) {
        Batch draft = db.inTransaction(tx -> db.batches().create(tx, owner.id(), spec, pieces, limits, PRICE));
        Batch batch = running(draft, 4L * units);
        return db.inTransaction(tx -> {
            db.batches().advanceCursor(tx, batch.id(), 0, units);
            List<WorkUnit> created = db.workUnits()
                    .create(
                            tx,
                            LongStream.range(0, units)
                                    .mapToObj(index -> new NewWorkUnit(
                                            batch.id(),
                                            index,
                                            1,
                                            index + 1,
                                            List.of("" + index),
                                            List.of(),
                                            4 * SET_ASIDE))
                                    .toList());
            db.results()
                    .createAll(
                            tx,
                            created.stream()
                                    .map(unit -> unit.copies(0, batch.copiesAtFirst()))
                                    .toList(),
                            0);
            return created;
        });
    }

    /** Sends a result to a host, if it is there to send and the host's account has no claim on its work unit. */
    public Optional<Result> claim(Result result, Host host) {
        return db.inTransaction(tx -> db.results()
                .apply(
                        tx,
                        result,
                        new ResultEvent.Dispatched(host.id(), host.accountId(), tx.nowMillis() + 3_600_000)));
    }

    /** Sends a result to a host. */
    public Result dispatch(Result result, Host host) {
        return claim(result, host).orElseThrow();
    }

    /** The host brings it back, finished. */
    public Result bringBack(Result result, String digest) {
        return db.inTransaction(tx -> db.results()
                .apply(
                        tx,
                        result,
                        new ResultEvent.Returned(
                                new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""), FUEL, Digests.sha256(digest)))
                .orElseThrow());
    }

    /** The same with files, which it reports. */
    public Result bringBack(Result result, String digest, List<OutputReport> outputs) {
        Result back = bringBack(result, digest);
        StreamReport nothing = new StreamReport(0, new byte[0]);
        ResultReport report = new ResultReport(
                back.id(),
                new OutcomeReport(OutcomeReport.Kind.FINISHED, 0, ""),
                FUEL,
                back.digest(),
                nothing,
                nothing,
                outputs,
                1);
        db.runInTransaction(tx -> db.results().saveReports(tx, List.of(report)));
        return back;
    }

    /** This is known of the host with that application version, whatever was known before. */
    public void learn(HostId host, AppVersionId version, HostRecord record) {
        HostRecordStore.Key key = new HostRecordStore.Key(host, version);
        db.runInTransaction(tx -> {
            HostRecordStore.Learned before =
                    db.hostRecords().ofHosts(tx, List.of(host)).getOrDefault(key, HostRecordStore.Learned.NOTHING);
            db.hostRecords().save(tx, Map.of(key, new HostRecordStore.Change(before, record)));
        });
    }

    /** The copies of a work unit as they are now. */
    public List<Result> copies(WorkUnitId unit) {
        return db.inTransaction(
                tx -> db.results().ofWorkUnits(tx, List.of(unit)).getOrDefault(unit, List.of()));
    }

    /** The batch as it is in this transaction. */
    public Batch copyOf(Tx tx, BatchId id) {
        return db.batches().byId(tx, id).orElseThrow();
    }

    /** The batch as it is now. */
    public Batch batch(BatchId id) {
        return db.inTransaction(tx -> db.batches().byId(tx, id).orElseThrow());
    }
}
