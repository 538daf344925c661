package org.manyhands.db.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.manyhands.db.account.Account;
import org.manyhands.db.host.Host;
import org.manyhands.db.testing.DatabaseContract;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.protocol.id.ApplicationId;

class HostLivesTest extends DatabaseContract {
    HostLivesTest(TestDatabase test) {
        super(test);
    }

    @Test
    void a_mean_life_counts_what_hosts_that_are_still_here_have_done_so_far() {
        List<Long> gone =
                LongStream.rangeClosed(1, HostLives.LEAST_GONE).boxed().toList();

        assertThat(new HostLives(30, 2_100, gone).mean()).hasValue(105);
        assertThat(new HostLives(30, 2_100, gone).medianOfGone()).isEqualTo(10);
        assertThat(new HostLives(30, 2_100, gone.subList(1, HostLives.LEAST_GONE)).mean())
                .isEqualTo(OptionalDouble.empty());
        assertThat(new HostLives(1, 7, List.of()).medianOfGone()).isZero();
    }

    @Test
    void each_application_has_its_hosts_and_who_is_excluded_is_left_out() {
        Account owner = world.account();
        ApplicationId one = world.appVersion(owner).applicationId();
        ApplicationId other = world.appVersion(owner).applicationId();
        List<Host> hosts = new ArrayList<>();
        for (int at = 0; at < 4; at++) {
            hosts.add(world.host(owner));
        }
        db.runInTransaction(tx -> db.trust()
                .save(
                        tx,
                        List.of(
                                trust(hosts.get(0), one, 5, false),
                                trust(hosts.get(1), one, 7, false),
                                trust(hosts.get(2), one, 900, true),
                                trust(hosts.get(3), other, 11, false)),
                        List.of()));

        assertThat(lives(0))
                .containsOnly(
                        Map.entry(one, new HostLives(2, 12, List.of())),
                        Map.entry(other, new HostLives(1, 11, List.of())));
        assertThat(lives(Long.MAX_VALUE))
                .containsOnly(
                        Map.entry(one, new HostLives(2, 12, List.of(5L, 7L))),
                        Map.entry(other, new HostLives(1, 11, List.of(11L))));
    }

    @Test
    void a_project_without_standings_has_none() {
        assertThat(lives(0)).isEmpty();
    }

    private Map<ApplicationId, HostLives> lives(long goneBefore) {
        return tx(tx -> db.trust().lives(tx, goneBefore));
    }

    private static HostTrust trust(Host host, ApplicationId application, long results, boolean excluded) {
        return new HostTrust(host.id(), application, new Standing(results, 0, 0, excluded), 0, 0);
    }
}
