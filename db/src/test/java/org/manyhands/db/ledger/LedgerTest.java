package org.manyhands.db.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.Together;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;
import org.manyhands.protocol.error.ErrorCode;
import org.manyhands.protocol.error.RefusedException;
import org.manyhands.protocol.id.ResultId;
import org.manyhands.protocol.research.BatchView;
import org.manyhands.protocol.research.JournalView;

class LedgerTest extends DatabaseContract {
    private static final long PAY = Price.of(World.FUEL, World.PRICE);
    private static final Duration HOLD = Duration.ofHours(24);

    LedgerTest(TestDatabase test) {
        super(test);
    }

    @Test
    void credit_comes_from_issuance_and_what_one_has_another_has_less() {
        Account ann = world.richAccount(1_000);
        Account bob = world.account();
        assertThat(post(ann, bob, 300, "gift")).isTrue();
        assertThat(balance(LedgerAccount.researcher(ann.id()))).isEqualTo(new Balance(1_000, 300, 0, 0));
        assertThat(balance(LedgerAccount.researcher(bob.id()))).isEqualTo(new Balance(300, 0, 0, 0));
        assertThat(balance(LedgerAccount.ISSUANCE).available()).isEqualTo(-1_000);
    }

    @Test
    void a_movement_happens_once_however_often_it_is_asked_for() throws Exception {
        Account ann = world.richAccount(1_000);
        Account bob = world.account();
        List<Boolean> moved = Together.run(4, () -> post(ann, bob, 100, "same"));
        assertThat(moved).containsOnlyOnce(true);
        assertThat(post(ann, bob, 100, "same")).isFalse();
        assertThat(balance(LedgerAccount.researcher(bob.id())).available()).isEqualTo(100);
    }

    @Test
    void more_than_there_is_is_refused_with_both_amounts_and_moves_nothing() {
        Account ann = world.richAccount(1_000);
        Account bob = world.account();
        assertThatThrownBy(() -> post(ann, bob, 1_001, "too much"))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_FUNDS))
                .hasMessageContaining("researcher account " + ann.id())
                .hasMessageContaining("1000 microcredits available")
                .hasMessageContaining("1001 are needed");
        assertThat(balance(LedgerAccount.researcher(bob.id()))).isEqualTo(new Balance(0, 0, 0, 0));
        assertThatThrownBy(() -> post(ann, bob, -1, "negative")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void two_who_spend_the_same_funds_at_once_cannot_both() throws Exception {
        for (int round = 0; round < 5; round++) {
            Account ann = world.richAccount(100);
            Account bob = world.account();
            String key = "round " + round + " ";
            List<Callable<Boolean>> spendings = java.util.stream.IntStream.range(0, 4)
                    .<Callable<Boolean>>mapToObj(i -> () -> spend(ann, bob, 60, key + i))
                    .toList();
            assertThat(Together.run(spendings)).containsOnlyOnce(true);
            assertThat(balance(LedgerAccount.researcher(ann.id())).available()).isEqualTo(40);
        }
    }

    @Test
    void credit_for_a_result_is_held_then_released_with_the_fee_rounded_down() {
        Result paid = validResult();
        LedgerAccount host = LedgerAccount.host(paid.host());
        LedgerAccount escrow = LedgerAccount.escrow(paid.batchId());
        assertThat(pend(paid, PAY)).isTrue();
        assertThat(pend(paid, PAY)).as("the same result again").isFalse();
        assertThat(balance(host)).isEqualTo(new Balance(0, 0, PAY, 0));
        assertThat(balance(escrow).available()).isEqualTo(World.SET_ASIDE - PAY);
        assertThat(number(tx -> db.ledger().pendingOf(tx, paid.batchId()))).isEqualTo(PAY);
        assertThat(list(tx -> db.ledger().due(tx, 10)))
                .as("before the hold is over")
                .isEmpty();

        test.clock().forward(HOLD);
        PendingTransfer due = list(tx -> db.ledger().due(tx, 10)).get(0);
        assertThat(due.from()).isEqualTo(escrow);
        assertThat(due.to()).isEqualTo(host);
        assertThat(due.result()).isEqualTo(paid.id());
        assertThat(holds(tx -> db.ledger().release(tx, due, 333))).isTrue();
        long fee = PAY * 333 / 10_000;
        assertThat(balance(host)).isEqualTo(new Balance(PAY, fee, 0, 0));
        assertThat(balance(LedgerAccount.FEE).available()).isEqualTo(fee);
        assertThat(balance(escrow)).isEqualTo(new Balance(World.SET_ASIDE, PAY, 0, 0));
        assertThat(list(tx -> db.ledger().due(tx, 10))).isEmpty();
        Map<ResultId, LedgerViews.Paid> earned = tx(tx -> db.ledger().views().paid(tx, List.of(paid.id())));
        assertThat(earned).containsEntry(paid.id(), new LedgerViews.Paid(0, PAY));
    }

    @Test
    void a_pending_transfer_is_resolved_once_whoever_tries_and_however() throws Exception {
        for (int round = 0; round < 3; round++) {
            Result result = validResult();
            pend(result, PAY);
            test.clock().forward(HOLD);
            PendingTransfer due = list(tx -> db.ledger().due(tx, 10)).get(0);
            List<Boolean> resolved = Together.run(List.of(
                    () -> holds(tx -> db.ledger().release(tx, due, 500)),
                    () -> holds(tx -> db.ledger().release(tx, due, 500)),
                    () -> holds(tx ->
                            db.ledger().voidResult(tx, due.result(), "disputed").isPresent())));
            assertThat(resolved).containsOnlyOnce(true);
            assertThat(holds(tx -> db.ledger().release(tx, due, 500))).isFalse();
            assertThat(holds(tx ->
                            db.ledger().voidResult(tx, due.result(), "late").isPresent()))
                    .isFalse();
        }
    }

    @Test
    void what_is_voided_goes_back_to_the_escrow() {
        Result result = validResult();
        pend(result, PAY);
        test.clock().forward(HOLD);
        PendingTransfer due = list(tx -> db.ledger().due(tx, 10)).get(0);
        assertThat(holds(tx ->
                        db.ledger().voidResult(tx, due.result(), "disputed").isPresent()))
                .isTrue();
        assertThat(balance(due.to())).isEqualTo(new Balance(0, 0, 0, 0));
        assertThat(balance(due.from()).available()).isEqualTo(World.SET_ASIDE);
        Map<ResultId, LedgerViews.Paid> earned = tx(tx -> db.ledger().views().paid(tx, List.of(result.id())));
        assertThat(earned).containsEntry(result.id(), new LedgerViews.Paid(0, 0));
    }

    @Test
    void an_escrow_never_promises_more_than_it_has() {
        Result result = validResult();
        assertThatThrownBy(() -> pend(result, World.SET_ASIDE + 1))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("escrow of batch " + result.batchId());
        assertThat(balance(LedgerAccount.escrow(result.batchId())).pendingOut()).isZero();
    }

    @Test
    void what_is_held_for_a_result_is_given_up_with_it_and_what_was_paid_stays() {
        Result result = validResult();
        pend(result, PAY);
        assertThat(overturn(result)).hasValue(PAY);
        assertThat(overturn(result)).as("once").isEmpty();
        assertThat(balance(LedgerAccount.host(result.host()))).isEqualTo(new Balance(0, 0, 0, 0));
        assertThat(list(tx -> db.ledger().violations(tx))).isEmpty();
        Result paid = validResult();
        pend(paid, PAY);
        test.clock().forward(HOLD);
        PendingTransfer due = list(tx -> db.ledger().due(tx, 10)).get(0);
        db.runInTransaction(tx -> db.ledger().release(tx, due, 0));
        OptionalLong tooLate = tx(tx -> db.ledger().voidResult(tx, paid.id(), "too late"));
        assertThat(tooLate).isEmpty();
        assertThat(balance(LedgerAccount.host(paid.host())).available()).isEqualTo(PAY);
    }

    private OptionalLong overturn(Result result) {
        return tx(tx -> {
            OptionalLong voided = db.ledger().voidResult(tx, result.id(), "its host cheated");
            if (voided.isPresent()) {
                db.results().apply(tx, result, new ResultEvent.Overturned("its host cheated"));
            }
            return voided;
        });
    }

    @Test
    void a_batch_knows_where_its_credit_is() {
        Result result = validResult();
        pend(result, PAY);
        test.clock().forward(HOLD);
        Batch batch = world.batch(result.batchId());
        assertThat(credit(batch)).isEqualTo(new BatchView.Credit(World.SET_ASIDE, 7, PAY, 0, 0));
        PendingTransfer due = list(tx -> db.ledger().due(tx, 10)).get(0);
        db.runInTransaction(tx -> db.ledger().release(tx, due, 500));
        db.runInTransaction(tx -> db.ledger()
                .post(
                        tx,
                        LedgerAccount.escrow(batch.id()),
                        LedgerAccount.researcher(batch.owner()),
                        World.SET_ASIDE - PAY,
                        "returned",
                        "return:" + batch.id(),
                        batch.id()));
        assertThat(credit(batch)).isEqualTo(new BatchView.Credit(World.SET_ASIDE, 7, 0, PAY, World.SET_ASIDE - PAY));
        assertThat(credit(world.draft(world.account(), 1))).isEqualTo(new BatchView.Credit(0, 7, 0, 0, 0));
    }

    @Test
    void the_summary_adds_up_each_kind_of_account() {
        Account ann = world.richAccount(1_000);
        world.richAccount(500);
        post(ann, world.account(), 300, "gift");
        JournalView summary = tx(tx -> db.ledger().views().summary(tx));
        assertThat(summary.transfers()).isEqualTo(3);
        assertThat(summary.violations()).isEmpty();
        assertThat(summary.lines())
                .containsExactly(
                        new JournalView.Line("ISSUANCE", 1, 0, 1_500, 0, 0),
                        new JournalView.Line("RESEARCHER", 3, 1_800, 300, 0, 0));
    }

    /** A work unit with one VALID copy, decided. */
    /** Two results of one host, one of another, one that was promised before and one that comes up twice. */
    @Test
    void credit_for_many_results_is_promised_once_each_and_summed_for_each_account() {
        List<Result> valid = validResults(4);
        LedgerAccount escrow = LedgerAccount.escrow(valid.get(0).batchId());
        pend(valid.get(3), PAY);

        int promised = tx(tx -> db.ledger()
                .pendAll(
                        tx,
                        List.of(
                                promise(valid.get(0)),
                                promise(valid.get(1)),
                                promise(valid.get(2)),
                                promise(valid.get(3)),
                                promise(valid.get(0))),
                        tx.nowMillis() + HOLD.toMillis()));

        assertThat(promised).isEqualTo(3);
        assertThat(balance(escrow).pendingOut()).isEqualTo(4 * PAY);
        assertThat(balance(LedgerAccount.host(valid.get(0).host())).pendingIn()).isEqualTo(2 * PAY);
        assertThat(balance(LedgerAccount.host(valid.get(1).host())).pendingIn()).isEqualTo(2 * PAY);
        test.clock().forward(HOLD);
        assertThat(list(tx -> db.ledger().due(tx, 10)))
                .extracting(PendingTransfer::result)
                .containsExactlyInAnyOrderElementsOf(
                        valid.stream().map(Result::id).toList());
    }

    @Test
    void when_an_account_has_too_little_for_all_of_them_none_is_promised() {
        List<Result> valid = validResults(2);
        LedgerAccount escrow = LedgerAccount.escrow(valid.get(0).batchId());
        long available = balance(escrow).available();

        assertThatThrownBy(() -> tx(tx -> db.ledger()
                        .pendAll(
                                tx,
                                valid.stream()
                                        .map(result -> new Ledger.Promise(
                                                escrow,
                                                LedgerAccount.host(result.host()),
                                                available,
                                                result.batchId(),
                                                result.workUnitId(),
                                                result.id()))
                                        .toList(),
                                0)))
                .isInstanceOfSatisfying(
                        RefusedException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INSUFFICIENT_FUNDS))
                .hasMessageContaining("escrow of batch " + valid.get(0).batchId())
                .hasMessageContaining(2 * available + " are needed");
        assertThat(balance(escrow).pendingOut()).isZero();
    }

    /** Blocks that pay the same hosts from the same escrow at once. */
    @Test
    void promises_made_at_once_add_up() throws Exception {
        List<Result> valid = validResults(40);
        List<Callable<Integer>> blocks = java.util.stream.IntStream.range(0, 4)
                .<Callable<Integer>>mapToObj(i -> () -> db.inTransaction(tx -> db.ledger()
                        .pendAll(
                                tx,
                                valid.subList(10 * i, 10 * i + 10).stream()
                                        .map(LedgerTest::promise)
                                        .toList(),
                                tx.nowMillis())))
                .toList();
        assertThat(Together.run(blocks)).containsOnly(10);
        assertThat(balance(LedgerAccount.escrow(valid.get(0).batchId())).pendingOut())
                .isEqualTo(40 * PAY);
    }

    private static Ledger.Promise promise(Result result) {
        return new Ledger.Promise(
                LedgerAccount.escrow(result.batchId()),
                LedgerAccount.host(result.host()),
                PAY,
                result.batchId(),
                result.workUnitId(),
                result.id());
    }

    /** Of one batch, from two hosts in turn. */
    private List<Result> validResults(int number) {
        List<Host> hosts = List.of(world.host(world.account()), world.host(world.account()));
        List<Result> valid = new java.util.ArrayList<>();
        for (WorkUnit unit : world.cutBatch(number)) {
            Host host = hosts.get(valid.size() % 2);
            Result back = world.bringBack(world.dispatch(world.copies(unit.id()).get(0), host), "a");
            valid.add(tx(tx -> {
                db.workUnits().apply(tx, unit, new WorkUnitEvent.Validated(back.id()));
                return db.results()
                        .apply(tx, back, new ResultEvent.JudgedValid())
                        .orElseThrow();
            }));
        }
        return valid;
    }

    private Result validResult() {
        WorkUnit unit = world.cutBatch(1).get(0);
        Result back = world.bringBack(world.dispatch(world.copies(unit.id()).get(0), world.host(world.account())), "a");
        return tx(tx -> {
            db.workUnits().apply(tx, unit, new WorkUnitEvent.Validated(back.id()));
            return db.results().apply(tx, back, new ResultEvent.JudgedValid()).orElseThrow();
        });
    }

    private boolean pend(Result result, long amount) {
        return holds(tx -> db.ledger()
                        .pendAll(
                                tx,
                                List.of(new Ledger.Promise(
                                        LedgerAccount.escrow(result.batchId()),
                                        LedgerAccount.host(result.host()),
                                        amount,
                                        result.batchId(),
                                        result.workUnitId(),
                                        result.id())),
                                tx.nowMillis() + HOLD.toMillis())
                == 1);
    }

    private boolean post(Account from, Account to, long amount, String key) {
        return holds(tx -> db.ledger()
                .post(
                        tx,
                        LedgerAccount.researcher(from.id()),
                        LedgerAccount.researcher(to.id()),
                        amount,
                        "gift",
                        key,
                        null));
    }

    private boolean spend(Account from, Account to, long amount, String key) {
        try {
            return post(from, to, amount, key);
        } catch (RefusedException e) {
            return false;
        }
    }

    private Balance balance(LedgerAccount account) {
        return tx(tx -> db.ledger().balance(tx, account));
    }

    private BatchView.Credit credit(Batch batch) {
        return tx(tx -> db.ledger().views().credit(tx, batch.id(), 7));
    }
}
