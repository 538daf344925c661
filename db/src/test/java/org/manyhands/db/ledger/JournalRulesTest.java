package org.manyhands.db.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultEvent;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.testing.World;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.db.workunit.WorkUnitEvent;

/** Breaks each rule behind the program's back, and sees that it is noticed. */
class JournalRulesTest extends DatabaseContract {
    JournalRulesTest(TestDatabase test) {
        super(test);
    }

    /** Two work units, one of them decided; its two copies valid, one released and one held. */
    @BeforeEach
    void aPaidWorkUnit() {
        WorkUnit unit = world.cutBatch(2).get(0);
        List<Result> back = world.copies(unit.id()).stream()
                .map(copy -> world.bringBack(world.dispatch(copy, world.host(world.account())), "a"))
                .toList();
        db.runInTransaction(tx -> {
            db.workUnits()
                    .apply(tx, unit, new WorkUnitEvent.Validated(back.get(0).id()));
            for (Result result : back) {
                db.results().apply(tx, result, new ResultEvent.JudgedValid());
                db.ledger()
                        .pendAll(
                                tx,
                                List.of(new Ledger.Promise(
                                        LedgerAccount.escrow(unit.batchId()),
                                        LedgerAccount.host(result.host()),
                                        Price.of(World.FUEL, World.PRICE),
                                        unit.batchId(),
                                        unit.id(),
                                        result.id())),
                                tx.nowMillis());
            }
            db.ledger().release(tx, db.ledger().due(tx, 1).get(0), 500);
        });
    }

    @AfterEach
    void mend() {
        test.reset();
    }

    @Test
    void a_journal_made_by_the_program_breaks_no_rule() {
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_balance_that_the_journal_does_not_say() throws Exception {
        change("update ledger_account set posted_in = posted_in + 1 where kind = 'RESEARCHER'");
        assertThat(violations())
                .anyMatch(words -> words.startsWith("debits and credits differ"))
                .anyMatch(words -> words.startsWith("an account's sums of what came in"));
    }

    @Test
    void a_debit_that_the_journal_does_not_say() throws Exception {
        change("update ledger_account set pending_out = pending_out - 1 where kind = 'ESCROW'");
        assertThat(violations()).anyMatch(words -> words.startsWith("an account's sums of what went out"));
    }

    @Test
    void an_account_below_zero() throws Exception {
        change("update ledger_account set posted_out = posted_in + 1, pending_out = 0 where kind = 'ESCROW'");
        assertThat(violations()).anyMatch(words -> words.contains("spent or promised more than it had"));
    }

    @Test
    void an_escrow_that_does_not_cover_what_is_set_aside() throws Exception {
        change("update work_unit set set_aside = set_aside * 3 where state = 'OPEN'");
        assertThat(violations()).anyMatch(words -> words.contains("does not cover"));
    }

    @Test
    void a_payment_for_a_result_that_is_not_valid() throws Exception {
        change("update result set state = 'INVALID' where copy_number = 0");
        assertThat(violations()).anyMatch(words -> words.contains("names no VALID result"));
    }

    @Test
    void a_payment_that_is_more_than_the_price() throws Exception {
        change("update result set fuel = fuel / 2 where copy_number = 1");
        assertThat(violations()).anyMatch(words -> words.contains("more than the price"));
    }

    @Test
    void a_payment_may_be_less_than_the_claim_which_nobody_confirmed() throws Exception {
        change("update result set fuel = fuel * 2 where copy_number = 1");
        assertThat(violations()).isEmpty();
    }

    @Test
    void a_payment_to_another_host() throws Exception {
        change("update result set host_id = host_id + 1000 where copy_number = 1");
        assertThat(violations()).anyMatch(words -> words.contains("to its result's host"));
    }

    @Test
    void a_resolution_that_differs_from_its_promise() throws Exception {
        change("update transfer set amount = amount - 1 where kind = 'POST'");
        assertThat(violations()).anyMatch(words -> words.contains("does not repeat"));
    }

    @Test
    void a_promise_that_is_forgotten() throws Exception {
        change("delete from pending_transfer");
        assertThat(violations()).anyMatch(words -> words.contains("a promise stands that was resolved"));
    }

    private List<String> violations() {
        return list(tx -> db.ledger().violations(tx));
    }

    private void change(String sql) throws SQLException {
        try (Connection connection = test.connect();
                Statement statement = connection.createStatement()) {
            assertThat(statement.executeUpdate(sql)).isPositive();
        }
    }
}
