package org.manyhands.validator;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.manyhands.db.host.Host;
import org.manyhands.db.result.Result;
import org.manyhands.db.result.ResultState;
import org.manyhands.db.testing.TestDatabase;
import org.manyhands.db.trust.HostTrust;
import org.manyhands.db.trust.Standing;
import org.manyhands.db.trust.TrustChange;
import org.manyhands.db.workunit.WorkUnit;
import org.manyhands.protocol.id.ApplicationId;

/** The validator with batches that trust hosts as far as they earned it; hosts have names by their place. */
abstract class TrustingContract extends JudgingContract {
    TrustingContract(TestDatabase test) {
        super(test);
    }

    /** Hosts that passed a thousand checks. */
    void trusted(WorkUnit unit, int... known) {
        for (int host : known) {
            standing(unit, host, new Standing(1_000, 1_000, 0, false));
        }
    }

    void standing(WorkUnit unit, int host, Standing standing) {
        ApplicationId application = application(unit);
        db.runInTransaction(tx -> db.trust()
                .save(tx, List.of(new HostTrust(hosts.get(host).id(), application, standing, 0, 0)), List.of()));
    }

    Standing standing(WorkUnit unit, int host) {
        ApplicationId application = application(unit);
        return Objects.requireNonNull(tx(tx -> db.trust()
                        .find(tx, application, List.of(hosts.get(host).id()))
                        .get(hosts.get(host).id())))
                .standing();
    }

    List<TrustChange> changes(int host) {
        return list(tx -> db.trust().changes(tx, hosts.get(host).id(), 100));
    }

    ApplicationId application(WorkUnit unit) {
        return tx(tx -> db.applications()
                .version(tx, db.batches().byId(tx, unit.batchId()).orElseThrow().appVersionId())
                .orElseThrow()
                .applicationId());
    }

    /** One of these that has no copy of it, or a new one. */
    int stranger(WorkUnit unit, List<Integer> honest) {
        Set<Object> had = world.copies(unit.id()).stream()
                .filter(copy -> copy.host() != null)
                .map(copy -> (Object) Objects.requireNonNull(copy.host()))
                .collect(Collectors.toSet());
        for (int host : honest) {
            if (!had.contains(hosts.get(host).id())) {
                return host;
            }
        }
        Host another = world.host(world.account());
        hosts.add(another);
        return hosts.size() - 1;
    }

    /** The host gets a copy that waits. */
    Result dispatched(WorkUnit unit, int host) {
        Result copy = world.copies(unit.id()).stream()
                .filter(each -> each.state() == ResultState.UNSENT)
                .findFirst()
                .orElseThrow();
        return world.dispatch(copy, hosts.get(host));
    }

    /** The host gets a copy that waits, and brings it back. */
    void give(WorkUnit unit, int host, String digest) {
        world.bringBack(dispatched(unit, host), digest);
    }
}
