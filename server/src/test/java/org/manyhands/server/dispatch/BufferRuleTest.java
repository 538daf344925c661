package org.manyhands.server.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.manyhands.db.ending.Ending;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Origin;
import org.manyhands.db.schedule.Availability;
import org.manyhands.db.schedule.HostRecord;
import org.manyhands.db.schedule.Presence;
import org.manyhands.protocol.agent.SyncReply.Shortfall;
import org.manyhands.protocol.agent.WorkRequest;
import org.manyhands.protocol.id.AccountId;
import org.manyhands.protocol.id.AppVersionId;
import org.manyhands.protocol.id.BatchId;

/** A host with two slots, to which a work unit takes ten minutes; it asks for enough to have one waiting for each. */
class BufferRuleTest {
    private static final long NOW = 1_000_000_000;
    private static final HostRecord MEASURED = HostRecord.NONE.returned(600, 600, 600);
    private static final WorkRequest FOUR = new WorkRequest(4, 2, 0, 3_600, 1L << 30);

    private final Endings endings = new Endings();
    private final ReadyWork ready = new ReadyWork(List.of(new BufferRule(endings)), () -> Facts.NONE);

    BufferRuleTest() {
        ready.add(Ready.block(1, Ready.quoted(7, 600), 0, Ready.units(7, 1, 50, 1)));
    }

    @Test
    void aHostThatHasNothingGetsOneForEachSlot() {
        Chosen chosen = pick(asking(FOUR, MEASURED));

        assertThat(chosen.picks()).hasSize(2);
        assertThat(chosen.wantsMore()).isFalse();
        assertThat(chosen.shortfalls()).singleElement().satisfies(why -> {
            assertThat(why.rule()).isEqualTo("buffer");
            assertThat(why.detail())
                    .contains("48 results", "each slot of this host has a task", "2 minutes before it is done");
        });
    }

    @Test
    void theNextIsGivenShortlyBeforeASlotIsFree() {
        Chosen early = pick(asking(FOUR, MEASURED).with(SlotLoad.of(2, List.of(121.0, 400.0))));
        assertThat(early.picks()).isEmpty();
        assertThat(early.shortfalls()).extracting(Shortfall::rule).containsExactly("buffer");

        assertThat(pick(asking(FOUR, MEASURED).with(SlotLoad.of(2, List.of(119.0, 400.0))))
                        .picks())
                .hasSize(1);
    }

    @Test
    void aSlotWithoutATaskAlwaysGetsOne() {
        assertThat(pick(asking(FOUR, MEASURED).with(SlotLoad.of(2, List.of(80_000.0))))
                        .picks())
                .hasSize(1);
    }

    @Test
    void ofShortTasksAsManyGoAsWereAskedFor() {
        ReadyWork brief = new ReadyWork(List.of(new BufferRule(endings)), () -> Facts.NONE);
        brief.add(Ready.block(1, Ready.quoted(7, 1), 0, Ready.units(7, 1, 50, 1)));
        WorkRequest many = new WorkRequest(40, 2, 0, 3_600, 1L << 30);

        assertThat(brief.pick(asking(many, MEASURED), batch -> true, NOW).picks())
                .hasSize(40);
    }

    @Test
    void whatWasNotMeasuredIsKeptFromNobody() {
        assertThat(pick(asking(FOUR, HostRecord.NONE)).picks()).hasSize(4);
    }

    @Test
    void aHostWhoseOwnRunsAreShortGetsWhatItAsksForWhateverIsExpectedOfThem() {
        WorkRequest fiveSecondsEach = new WorkRequest(8, 2, 1, 40, 1L << 30);
        WorkRequest tenMinutesEach = new WorkRequest(8, 2, 1, 4_800, 1L << 30);
        SlotLoad busy = SlotLoad.of(2, List.of(500.0, 500.0));

        assertThat(pick(asking(fiveSecondsEach, MEASURED).with(busy)).picks()).isNotEmpty();
        assertThat(pick(asking(tenMinutesEach, MEASURED).with(busy)).picks()).isEmpty();
    }

    @Test
    void nearABatchsEndNothingWaits() {
        SlotLoad soon = SlotLoad.of(2, List.of(60.0, 400.0));
        ready.add(Ready.block(2, Ready.quoted(8, 600), 0, Ready.units(8, 1_000, 1, 1)));
        endings.note(new BatchId(7), Optional.of(new Ending(9, 1_000, 600, 600, 600)), NOW);

        assertThat(pick(asking(FOUR, MEASURED).with(soon)).picks())
                .as("of another batch")
                .extracting(pick -> pick.batch().id())
                .containsExactly(new BatchId(8));
        assertThat(pick(asking(FOUR, MEASURED).with(soon)).picks()).isEmpty();
        assertThat(pick(asking(FOUR, MEASURED).with(SlotLoad.of(2, List.of(400.0))))
                        .picks())
                .as("for the slot that has none")
                .hasSize(1);
    }

    @Test
    void aHostThatIsOftenAwayHasOneWaitingForEachSlot() {
        Host away = Ready.host(new AccountId(1));
        Availability oftenOff = new Availability(100_000, 900_000, 30);
        Host often = new Host(
                away.id(),
                away.accountId(),
                away.name(),
                away.publicKey(),
                away.facts(),
                away.agentVersion(),
                away.sequence(),
                away.attachedMillis(),
                away.lastContactMillis(),
                new Presence(oftenOff, 0));

        assertThat(pick(asking(often, FOUR, MEASURED)).picks()).hasSize(4);
    }

    @Test
    void whatIsChosenBatchByBatchIsNoMoreThanInAll() {
        ready.add(Ready.block(2, Ready.quoted(8, 600), 0, Ready.units(8, 1_000, 5, 1)));

        assertThat(ready.prospects(asking(FOUR, MEASURED), batch -> true, NOW))
                .extracting(Prospect::results)
                .containsExactly(2, 0);
    }

    private static Asking asking(WorkRequest wanted, HostRecord record) {
        return asking(Ready.host(new AccountId(1)), wanted, record);
    }

    private static Asking asking(Host host, WorkRequest wanted, HostRecord record) {
        return new Asking(
                host,
                wanted,
                Choice.STANDARD,
                Map.of(),
                wanted.results(),
                0,
                NOW + 3_600_000,
                new Asking.Known(NOW, Map.of(new AppVersionId(1), record)),
                Origin.ANYWHERE);
    }

    private Chosen pick(Asking asking) {
        return ready.pick(asking, batch -> true, NOW);
    }
}
