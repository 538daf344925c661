package org.manyhands.validator;

import java.util.List;
import java.util.function.Function;
import org.manyhands.db.result.Result;
import org.manyhands.db.trust.Standing;
import org.manyhands.validator.trust.Camp;
import org.manyhands.validator.trust.Everyone;
import org.manyhands.validator.trust.Member;
import org.manyhands.validator.trust.Policy;
import org.manyhands.validator.trust.Poll;
import org.manyhands.validator.trust.Quorum;
import org.manyhands.validator.trust.Ruling;

/** A policy, asked about the copies of one work unit. */
interface Vote {
    /** The ruling; camps are lists of copies that agree, in order of their first copies. */
    Ruling rule(List<List<Result>> camps);

    /** The ruling when there may be no further copies. */
    default Ruling ruleAtLast(List<List<Result>> camps) {
        return rule(camps);
    }

    /** What cannot come about when copies run out, for people. */
    String wanted();

    /**
     * What follows when a copy comes after the decision that says something else.
     *
     * @param camps with it, and with all that are valid, in order of their first copies
     * @param taken the camp whose answer was taken
     */
    default After after(List<List<Result>> camps, int taken) {
        return After.STANDS;
    }

    /** What is known of a copy that does not agree with the answer that was taken. */
    default Other other(Result copy) {
        return Other.WRONG;
    }

    /**
     * Why a copy does not count.
     *
     * @param otherwise when this vote knows nothing closer
     */
    default String objection(Result copy, String otherwise) {
        return otherwise;
    }

    /** What becomes of an answer that a later copy contradicts. */
    enum After {
        /** It stands, and the copy is judged by it. */
        STANDS,
        /** It would not be taken any more. */
        IN_DOUBT,
        /** It stands, and says nothing of the copy: one word against another. */
        UNCONFIRMED
    }

    /** What a copy is that says something else. */
    enum Other {
        /** It is wrong. */
        WRONG,
        /** It is right as well. */
        RIGHT,
        /** Nobody can say. */
        UNKNOWN
    }

    /** So many must agree, whoever they are. */
    static Vote quorum(int needed) {
        Member anybody = new Member(Standing.NEW, 0);
        Vote quorum = of(new Quorum(needed), copy -> anybody, 0, "no " + needed + " agree");
        return new Vote() {
            @Override
            public Ruling rule(List<List<Result>> camps) {
                return quorum.rule(camps);
            }

            @Override
            public After after(List<List<Result>> camps, int taken) {
                return needed == 1 ? After.UNCONFIRMED : After.STANDS;
            }

            @Override
            public String wanted() {
                return quorum.wanted();
            }
        };
    }

    /** All of so many are heard, and so many of them must agree, whoever they are; no further ones being allowed, those that were heard decide. */
    static Vote everyone(int copies, int needed) {
        Member anybody = new Member(Standing.NEW, 0);
        Vote all = of(new Everyone(copies, needed), copy -> anybody, 0, "no " + needed + " agree");
        Vote heard = quorum(needed);
        return new Vote() {
            @Override
            public Ruling rule(List<List<Result>> camps) {
                return all.rule(camps);
            }

            @Override
            public Ruling ruleAtLast(List<List<Result>> camps) {
                return heard.rule(camps);
            }

            @Override
            public String wanted() {
                return all.wanted();
            }
        };
    }

    /** By a policy that knows the hosts. */
    static Vote of(Policy policy, Function<Result, Member> members, double draw, String wanted) {
        return new Vote() {
            @Override
            public Ruling rule(List<List<Result>> camps) {
                return policy.rule(new Poll(
                        camps.stream()
                                .map(camp -> new Camp(camp.stream().map(members).toList()))
                                .toList(),
                        draw));
            }

            /** Who is excluded puts nothing in doubt. */
            @Override
            public After after(List<List<Result>> camps, int taken) {
                List<List<Result>> heard = camps.stream()
                        .filter(camp -> camp.equals(camps.get(taken))
                                || camp.stream()
                                        .anyMatch(copy ->
                                                !members.apply(copy).standing().excluded()))
                        .toList();
                boolean stands = heard.size() == 1
                        || (rule(heard) instanceof Ruling.Accept accept
                                && heard.get(accept.camp()).equals(camps.get(taken)));
                return stands ? After.STANDS : After.IN_DOUBT;
            }

            @Override
            public String wanted() {
                return wanted;
            }
        };
    }
}
