package org.manyhands.bench.trust;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.manyhands.bench.trust.SimulatedUnit.Judged;
import org.manyhands.db.trust.TrustEvent;

/**
 * Hosts that do one task after another, in random order. The virtual clock counts executions: a hold of n tasks is over after n
 * executions a host. Further copies go before new work units, to whoever comes and has no copy yet.
 */
final class World {
    private static final int LOOK_AHEAD = 16;

    private final Model model;
    private final Scenario scenario;
    private final Scheme scheme;
    private final SplittableRandom random;
    private final List<SimulatedHost> hosts = new ArrayList<>();
    private final List<SimulatedUnit> wanted = new ArrayList<>();
    private final Deque<Due> due = new ArrayDeque<>();
    private final Deque<SimulatedHost> caught = new ArrayDeque<>();
    private final long hold;

    private long now;
    private int ownLies = SimulatedUnit.FIRST_OWN_LIE;
    private int cheats;
    private long finals;
    private long accepted;
    private long wrongAtFirst;
    private long wrong;
    private long reopened;
    private int excludedBad;
    private int excludedOthers;

    /** An accepted work unit, and when it was: an entry whose work unit was opened since is skipped. */
    private record Due(SimulatedUnit unit, long acceptedAt) {}

    World(Model model, Scenario scenario, Scheme scheme, long seed) {
        this.model = model;
        this.scenario = scenario;
        this.scheme = scheme;
        this.random = new SplittableRandom(seed);
        this.hold = (long) model.holdTasks() * model.hosts();
        int bad = (int) Math.round(model.hosts() * model.badShare());
        int flaky = (int) Math.ceil(model.hosts() * Model.FLAKY_SHARE);
        for (int at = 0; at < model.hosts(); at++) {
            hosts.add(born(at < bad ? scenario.nature : at < bad + flaky ? Nature.FLAKY : Nature.HONEST));
        }
    }

    /** Runs until so many answers are final. */
    Outcome run(long units) {
        while (finals < units) {
            now++;
            work();
            while (!due.isEmpty() && due.peekFirst().acceptedAt() + hold <= now) {
                release(due.removeFirst());
            }
        }
        return new Outcome(finals, now, accepted, wrongAtFirst, wrong, reopened, excludedBad, excludedOthers);
    }

    private SimulatedHost born(Nature nature) {
        return new SimulatedHost(nature, scenario.lieRate(cheats++));
    }

    private void work() {
        SimulatedHost host = hosts.get(random.nextInt(hosts.size()));
        SimulatedUnit unit = takeWanted(host);
        if (unit == null) {
            unit = new SimulatedUnit(random.nextDouble());
            scheme.started(unit, host);
        } else {
            unit.outstanding--;
        }
        unit.add(host, answerOf(host, unit));
        decide(unit);
        while (!caught.isEmpty()) {
            backtrack(caught.removeFirst());
        }
        if (++host.done >= model.tasksPerHost() && !host.standing.excluded()) {
            hosts.set(hosts.indexOf(host), born(host.nature));
        }
    }

    private @Nullable SimulatedUnit takeWanted(SimulatedHost host) {
        int last = wanted.size() - 1;
        for (int at = last; at >= 0 && at > last - LOOK_AHEAD; at--) {
            SimulatedUnit unit = wanted.get(at);
            if (!unit.has(host)) {
                wanted.remove(at);
                return unit;
            }
        }
        return null;
    }

    private int answerOf(SimulatedHost host, SimulatedUnit unit) {
        return switch (host.nature) {
            case HONEST -> random.nextDouble() < Model.FAULT_RATE ? ownLies++ : SimulatedUnit.RIGHT;
            case FLAKY -> random.nextDouble() < Model.FLAKY_FAULT_RATE ? ownLies++ : SimulatedUnit.RIGHT;
            case NAIVE -> random.nextDouble() < host.lieRate ? SimulatedUnit.LIE_OF_THE_NAIVE : SimulatedUnit.RIGHT;
            case STRATEGIC -> startsALie(host, unit) ? ownLies++ : SimulatedUnit.RIGHT;
            case COLLUDER ->
                unit.count(SimulatedUnit.LIE_OF_COLLUDERS) > 0 || startsALie(host, unit)
                        ? SimulatedUnit.LIE_OF_COLLUDERS
                        : SimulatedUnit.RIGHT;
        };
    }

    private boolean startsALie(SimulatedHost host, SimulatedUnit unit) {
        return unit.copies == 0 && host.done >= model.patience() && random.nextDouble() < host.lieRate;
    }

    private void decide(SimulatedUnit unit) {
        if (unit.outstanding > 0 || unit.isFinal) {
            return;
        }
        int further = scheme.further(unit);
        if (further > 0) {
            unit.outstanding += further;
            for (int copy = 0; copy < further; copy++) {
                wanted.add(unit);
            }
            return;
        }
        accept(unit, scheme.answer(unit));
    }

    private void accept(SimulatedUnit unit, int answer) {
        boolean firstTime = !unit.everAccepted;
        unit.accepted = true;
        unit.everAccepted = true;
        unit.answer = answer;
        unit.acceptedAt = now;
        accepted += firstTime ? 1 : 0;
        if (firstTime && answer != SimulatedUnit.RIGHT) {
            wrongAtFirst++;
        }
        due.addLast(new Due(unit, now));
        int agree = unit.count(answer);
        for (int at = 0; at < unit.copies; at++) {
            SimulatedHost host = unit.hosts[at];
            if (unit.answers[at] == answer) {
                passed(unit, at, agree > 1);
                hold(host, unit);
            } else {
                failed(unit, at, unit.count(unit.answers[at]) > 1);
            }
        }
    }

    private void passed(SimulatedUnit unit, int at, boolean confirmed) {
        Judged before = unit.judged[at];
        if (confirmed && before != Judged.PASSED) {
            unit.judged[at] = Judged.PASSED;
            scheme.judged(unit.hosts[at], TrustEvent.CHECK_PASSED);
        } else if (before == Judged.NOT_YET) {
            unit.judged[at] = Judged.TRUSTED;
            scheme.judged(unit.hosts[at], TrustEvent.TAKEN_ON_TRUST);
        }
    }

    private void failed(SimulatedUnit unit, int at, boolean shared) {
        if (unit.judged[at] == Judged.FAILED) {
            return;
        }
        unit.judged[at] = Judged.FAILED;
        SimulatedHost host = unit.hosts[at];
        boolean before = host.standing.excluded();
        scheme.judged(host, shared ? TrustEvent.LIE_SHARED : TrustEvent.CHECK_FAILED);
        if (!before && host.standing.excluded()) {
            exclude(host);
        }
        if (scheme.backtracks()) {
            caught.addLast(host);
        }
    }

    private void exclude(SimulatedHost host) {
        boolean bad = host.nature == scenario.nature && host.nature != Nature.HONEST;
        if (bad) {
            excludedBad++;
        } else {
            excludedOthers++;
        }
        int place = hosts.indexOf(host);
        if (place >= 0) {
            if (!bad) {
                hosts.set(place, born(random.nextDouble() < Model.FLAKY_SHARE ? Nature.FLAKY : Nature.HONEST));
            } else if (scenario.comesBack) {
                hosts.set(place, born(host.nature));
            } else {
                hosts.remove(place);
            }
        }
    }

    private void hold(SimulatedHost host, SimulatedUnit unit) {
        host.heldCount++;
        if (scheme.backtracks()) {
            while (!host.held.isEmpty() && host.held.peekFirst().isFinal) {
                host.held.removeFirst();
            }
            host.held.addLast(unit);
        }
    }

    /** Rules again whatever this host took part in and is not final. */
    private void backtrack(SimulatedHost host) {
        Set<SimulatedUnit> again = new LinkedHashSet<>();
        for (SimulatedUnit unit : host.held) {
            if (unit.accepted && !unit.isFinal) {
                again.add(unit);
            }
        }
        host.held.clear();
        host.held.addAll(again);
        for (SimulatedUnit unit : again) {
            if (scheme.further(unit) > 0) {
                open(unit);
                decide(unit);
            }
        }
    }

    private void open(SimulatedUnit unit) {
        reopened++;
        unit.accepted = false;
        for (int at = 0; at < unit.copies; at++) {
            if (unit.answers[at] == unit.answer) {
                unit.hosts[at].heldCount--;
            }
        }
    }

    private void release(Due entry) {
        SimulatedUnit unit = entry.unit();
        if (!unit.accepted || unit.acceptedAt != entry.acceptedAt() || unit.isFinal) {
            return;
        }
        unit.isFinal = true;
        finals++;
        wrong += unit.answer != SimulatedUnit.RIGHT ? 1 : 0;
        for (int at = 0; at < unit.copies; at++) {
            if (unit.answers[at] == unit.answer) {
                unit.hosts[at].heldCount--;
            }
        }
    }
}
