package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.db.batch.Batch;
import org.manyhands.db.dispatch.BatchTerms;
import org.manyhands.protocol.agent.Channel;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;
import org.manyhands.protocol.research.Quote;

/** Researchers share what is dispatched by what they funded, and each decides over the order of their own batches. */
class FairShareTest {
    private static final AccountId ADA = new AccountId(901);
    private static final AccountId BEN = new AccountId(902);

    private final Map<BatchId, BatchTerms> terms = new HashMap<>();
    private Facts facts = Facts.NONE;
    private final ReadyWork ready = new ReadyWork(List.of(new MemoryRule()), () -> facts);
    private long nextUnit = 1;
    private long nextBlock = 1;
    private long nextHost = 1;
    private long now = 1_000_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void withEndlessWorkFuelIsSharedAsTheWeightsAre(long seed) {
        Random random = new Random(seed);
        Batch ada = batch(1, ADA, 1_000_000);
        Batch ben = batch(2, BEN, 3_000_000);
        Map<AccountId, Integer> got = new HashMap<>();
        for (int call = 0; call < 4_000; call++) {
            stock(ada, ben);
            now += random.nextInt(3_000);
            count(got, call(1 + random.nextInt(8)));
        }
        double share = got.get(BEN) / (double) (got.get(ADA) + got.get(BEN));
        assertThat(share).isCloseTo(0.75, within(0.01));
    }

    @Test
    void manyBatchesWeighNoMoreThanOneWithTheSameFunds() {
        Batch whole = batch(1, ADA, 1_000_000);
        List<Batch> pieces = new ArrayList<>();
        for (int piece = 0; piece < 10; piece++) {
            pieces.add(batch(10 + piece, BEN, 100_000));
        }
        Map<AccountId, Integer> got = new HashMap<>();
        for (int call = 0; call < 1_000; call++) {
            stock(whole);
            stock(pieces.toArray(Batch[]::new));
            now += 100;
            count(got, call(4));
        }
        assertThat(got.get(BEN) / 4_000.0).isCloseTo(0.5, within(0.01));
    }

    @Test
    void aHighLimitOfFuelBuysNoShare() {
        Batch modest = quoted(batch(1, ADA, 2_000_000), 1_000_000, 2_000_000);
        Batch grand = quoted(batch(2, BEN, 100_000_000), 1_000_000, 100_000_000);
        Map<AccountId, Integer> got = new HashMap<>();
        for (int call = 0; call < 1_000; call++) {
            stock(modest, grand);
            now += 100;
            count(got, call(4));
        }
        assertThat(got.get(BEN) / 4_000.0).isCloseTo(0.5, within(0.01));
    }

    @Test
    void aNewcomerGetsItsShareAtOnceAndNoMoreThanThat() {
        Batch ada = batch(1, ADA, 1_000_000);
        for (int call = 0; call < 5_000; call++) {
            stock(ada);
            now += 1_000;
            call(4);
        }
        Batch ben = batch(2, BEN, 1_000_000);
        Map<AccountId, Integer> got = new HashMap<>();
        for (int call = 0; call < 20; call++) {
            stock(ada, ben);
            now += 1_000;
            count(got, call(4));
        }
        assertThat(got.get(BEN)).isBetween(36, 44);
    }

    @Test
    void whoHadNothingToDoSavesUpNoMoreThanAMinute() {
        Batch ada = batch(1, ADA, 1_000_000);
        Batch ben = batch(2, BEN, 1_000_000);
        stock(ada, ben);
        call(1);
        call(1);
        ready.forget(ready.blocks().entrySet().stream()
                .filter(block -> block.getValue().equals(ben.id()))
                .map(Map.Entry::getKey)
                .toList());
        for (int call = 0; call < 5_000; call++) {
            stock(ada);
            now += 1_000;
            call(4);
        }
        int alone = 0;
        Map<AccountId, Integer> got = new HashMap<>();
        while (got.getOrDefault(ADA, 0) == 0) {
            stock(ada, ben);
            now += 1_000;
            count(got, call(4));
            alone++;
        }
        long minute = FairShare.BOUND_MILLIS / 1_000;
        assertThat(alone).isBetween(2, (int) minute + 2);
    }

    @Test
    void whoHasAlmostNothingIsNotStarved() {
        Batch poor = batch(1, ADA, 1);
        Batch rich = batch(2, BEN, 1_000_000_000);
        Map<AccountId, Integer> got = new HashMap<>();
        for (int call = 0; call < 2_000; call++) {
            stock(poor, rich);
            now += 100;
            count(got, call(2));
        }
        assertThat(got.get(ADA)).isBetween(30, 50);
    }

    @Test
    void whatDoesNotGoIsNotCounted() {
        Batch ada = batch(1, ADA, 1_000_000);
        Batch ben = batch(2, BEN, 1_000_000);
        stock(ada, ben);
        for (int call = 0; call < 50; call++) {
            List<Pick> picks = call(4).picks();
            assertThat(picks).extracting(pick -> pick.batch().owner()).containsOnly(ADA);
            ready.putBack(picks);
        }
    }

    @Test
    void aResearchersOwnBatchesGoByTheirPriorityAndFurtherCopiesFirstWithinABatch() {
        Batch later = batch(1, ADA, 1_000);
        Batch sooner = batch(2, ADA, 1_000);
        terms(later, 3, 1_000);
        stock(later, sooner);
        ready.add(Ready.block(1_000, sooner, -1, Ready.units(2, 900_000, 1, 1)));

        List<Pick> picks = call(100).picks();

        assertThat(picks.get(0).unit().id().value()).isEqualTo(900_000);
        assertThat(picks.subList(0, 51)).extracting(pick -> pick.batch().id()).containsOnly(sooner.id());
        assertThat(picks.subList(51, 100)).extracting(pick -> pick.batch().id()).containsOnly(later.id());

        terms(later, 0, 1_000);
        terms(sooner, 1, 1_000);
        stock(later, sooner);
        assertThat(call(1).picks()).extracting(pick -> pick.batch().id()).containsExactly(later.id());
    }

    @Test
    void aHostGoesOnWithTheDataItHasAmongBatchesOfOneResearcherAndPriority() {
        Batch old = Ready.batch(1, 1 << 20, ADA, new AppVersionId(1));
        Batch other = Ready.batch(2, 1 << 10, ADA, new AppVersionId(2));
        Batch same = Ready.batch(3, 1 << 20, ADA, new AppVersionId(2));
        stock(old, other, same);
        AccountId host = new AccountId(5);

        List<Pick> first = call(host, 1 << 10, 1).picks();
        List<Pick> second = call(host, 1 << 20, 50).picks();

        assertThat(first).extracting(pick -> pick.batch().id()).containsExactly(other.id());
        assertThat(second.subList(0, 49)).extracting(pick -> pick.batch().id()).containsOnly(other.id());
        assertThat(second.get(49).batch().id()).as("the same module").isEqualTo(same.id());
        assertThat(call(1).picks()).extracting(pick -> pick.batch().id()).containsExactly(old.id());
    }

    private Batch batch(long id, AccountId owner, long funded) {
        Batch batch = Ready.batch(id, 1 << 20, owner, new AppVersionId(1));
        terms(batch, 0, funded);
        return batch;
    }

    /** With what it is expected to cost, and what it costs at most. */
    private static Batch quoted(Batch batch, long expected, long maximum) {
        return Ready.quoted(batch, new Quote(1, 1, 1_000, 1_000, 1, 10_000, 1, expected, maximum, 1, 0));
    }

    private void terms(Batch batch, int priority, long funded) {
        terms.put(batch.id(), new BatchTerms(Channel.STABLE, priority, funded));
        facts = new Facts(Map.of(), terms);
    }

    /** At least fifty ready results of each. */
    private void stock(Batch... batches) {
        Map<BatchId, Integer> stock = ready.stock();
        for (Batch batch : batches) {
            if (stock.getOrDefault(batch.id(), 0) < 50) {
                ready.add(Ready.block(
                        nextBlock++, batch, 0, Ready.units(batch.id().value(), nextUnit, 50, 1)));
                nextUnit += 50;
            }
        }
    }

    /** A host of an account of its own. */
    private Chosen call(int most) {
        return call(new AccountId(10_000 + nextHost++), 1L << 30, most);
    }

    private Chosen call(AccountId account, long memoryBytes, int most) {
        Asking asking = new Asking(
                Ready.host(account),
                new org.manyhands.protocol.agent.WorkRequest(most, 1, 0, 60, memoryBytes),
                Choice.STANDARD,
                Map.of(),
                most,
                0,
                now + 3_600_000);
        return ready.pick(asking, batch -> true, now);
    }

    private void count(Map<AccountId, Integer> got, Chosen chosen) {
        chosen.picks().forEach(pick -> got.merge(pick.batch().owner(), 1, Integer::sum));
        ready.sent(chosen.picks());
    }
}
