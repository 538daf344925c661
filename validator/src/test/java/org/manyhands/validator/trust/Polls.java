package org.manyhands.validator.trust;

import java.util.ArrayList;
import java.util.List;
import org.manyhands.db.trust.Standing;

/** Polls for tests, written as their camps. */
final class Polls {
    /** A draw that asks for no audit, unless all results are audited. */
    static final double NO_AUDIT = 0.999_999_999;
    /** A draw that asks for an audit whenever one is possible. */
    static final double AUDIT = 0;

    private Polls() {}

    static Member passed(long checks) {
        return new Member(new Standing(checks, checks, 0, false), 1_000_000);
    }

    static Member failedOnce(long checksSince) {
        return new Member(new Standing(checksSince, checksSince, 1, false), 1_000_000);
    }

    static Member excluded() {
        return new Member(new Standing(100, 0, 2, true), 1_000_000);
    }

    static Camp camp(Member... members) {
        return new Camp(List.of(members));
    }

    /** So many hosts with so many checks. */
    static Camp camp(int hosts, long checks) {
        List<Member> members = new ArrayList<>();
        for (int at = 0; at < hosts; at++) {
            members.add(passed(checks));
        }
        return new Camp(members);
    }

    static Poll poll(double draw, Camp... camps) {
        return new Poll(List.of(camps), draw);
    }
}
