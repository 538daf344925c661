package org.manyhands.db.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PresenceTest {
    private static final long START = 1_700_000_000_000L;
    private static final long MINUTE = 60_000;

    @Test
    void calls_in_quick_succession_change_nothing_until_a_quarter_of_an_hour_is_full() {
        Presence noted = new Presence(Availability.UNKNOWN, START);
        assertThat(noted.heard(START + 13 * MINUTE, START + 14 * MINUTE)).isSameAs(noted);

        Presence later = noted.heard(START + 14 * MINUTE, START + 16 * MINUTE);
        assertThat(later.notedMillis()).isEqualTo(START + 16 * MINUTE);
        assertThat(later.availability().onSeconds()).isCloseTo(960, within(1.0));
        assertThat(later.availability().offPeriods()).isZero();
    }

    @Test
    void a_long_silence_is_time_off_and_what_was_before_it_time_on() {
        Presence noted = new Presence(Availability.UNKNOWN, START);
        Presence back = noted.heard(START + 10 * MINUTE, START + 130 * MINUTE);

        assertThat(back.availability().onSeconds()).isCloseTo(600, within(5.0));
        assertThat(back.availability().offSeconds()).isEqualTo(7_200);
        assertThat(back.availability().offPeriods()).isEqualTo(1);
        assertThat(back.notedMillis()).isEqualTo(START + 130 * MINUTE);
    }

    @Test
    void a_host_of_which_nothing_was_noted_counts_from_its_call_before() {
        Presence first = Presence.UNKNOWN.heard(START, START + 16 * MINUTE);

        assertThat(first.availability().offSeconds()).isEqualTo(960);
        assertThat(first.availability().onSeconds()).isZero();
    }

    @Test
    void a_clock_that_goes_back_changes_nothing() {
        Presence noted = new Presence(Availability.UNKNOWN, START);
        assertThat(noted.heard(START, START - MINUTE)).isSameAs(noted);
    }
}
