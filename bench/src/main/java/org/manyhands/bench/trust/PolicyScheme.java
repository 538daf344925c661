package org.manyhands.bench.trust;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.db.trust.TrustEvent;
import org.manyhands.validator.trust.Camp;
import org.manyhands.validator.trust.Member;
import org.manyhands.validator.trust.Policy;
import org.manyhands.validator.trust.Poll;
import org.manyhands.validator.trust.Ruling;
import org.manyhands.validator.trust.Standings;

/** One of the validator's policies. */
final class PolicyScheme implements Scheme {
    private final Policy policy;
    private final boolean backtracks;
    private final List<Integer> answers = new ArrayList<>();
    private int answer;

    /** @param backtracks whether hosts that are caught have consequences; a plain quorum has no memory */
    PolicyScheme(Policy policy, boolean backtracks) {
        this.policy = policy;
        this.backtracks = backtracks;
    }

    @Override
    public int further(SimulatedUnit unit) {
        Ruling ruling = policy.rule(poll(unit));
        if (ruling instanceof Ruling.More more) {
            return more.copies();
        }
        answer = answers.get(((Ruling.Accept) ruling).camp());
        return 0;
    }

    @Override
    public int answer(SimulatedUnit unit) {
        return answer;
    }

    @Override
    public void judged(SimulatedHost host, TrustEvent event) {
        if (backtracks) {
            host.standing = Standings.after(host.standing, event);
        }
    }

    @Override
    public boolean backtracks() {
        return backtracks;
    }

    private Poll poll(SimulatedUnit unit) {
        answers.clear();
        if (unit.copies == 1) {
            answers.add(unit.answers[0]);
            return new Poll(List.of(new Camp(List.of(member(unit.hosts[0])))), unit.draw);
        }
        List<List<Member>> camps = new ArrayList<>(2);
        for (int at = 0; at < unit.copies; at++) {
            int place = answers.indexOf(unit.answers[at]);
            if (place < 0) {
                answers.add(unit.answers[at]);
                camps.add(new ArrayList<>(2));
                place = camps.size() - 1;
            }
            camps.get(place).add(member(unit.hosts[at]));
        }
        return new Poll(camps.stream().map(Camp::new).toList(), unit.draw);
    }

    private static Member member(SimulatedHost host) {
        return new Member(host.standing, host.heldCount);
    }
}
