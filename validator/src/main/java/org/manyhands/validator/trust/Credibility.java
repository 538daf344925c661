package org.manyhands.validator.trust;

import java.util.List;
import org.manyhands.db.trust.Standing;
import org.manyhands.validator.trust.Ruling.Why;

/**
 * Takes an answer when the probability that it is wrong is at most epsilon, and checks trusted hosts at random as often as cheats
 * that behave until they are trusted make necessary. The formulas and their sources: docs/trust.md.
 */
public final class Credibility implements Policy {
    /** So many first results of a host are always checked. */
    public static final int FIRST_RESULTS = 10;
    /** Most copies that are asked for at a time. */
    private static final int MOST_AT_ONCE = 8;
    /** Powers of a tenth are not exact: what differs by rounding is equal. */
    private static final double ROUNDING = 1 + 1e-9;

    private final double epsilon;
    private final double share;
    private final double faultRate;
    private final double slip;
    private final LieRisk clean;
    private final LieRisk failed;

    /** @param epsilon accepted share of wrong answers, from 1e-6 to 1e-2 */
    public Credibility(double epsilon, Assumptions assumptions) {
        if (!(epsilon >= 1e-6 && epsilon <= 1e-2)) {
            throw new IllegalArgumentException("the error rate is " + epsilon + "; it must be from 0.000001 to 0.01");
        }
        this.epsilon = epsilon * ROUNDING;
        this.share = assumptions.colludingShare();
        this.faultRate = assumptions.faultRate();
        this.slip = slip(epsilon, assumptions);
        this.clean = new LieRisk(share, 1 - share, assumptions.resultsPerHost());
        this.failed = new LieRisk(0.5, 1 - share, assumptions.resultsPerHost());
    }

    /**
     * How often a single lie may get through so that a cheat's whole life adds no more wrong answers than epsilon allows. A host leads in
     * its results by the copies that an answer needs, which follow from the slip: three rounds settle both.
     */
    private static double slip(double epsilon, Assumptions assumptions) {
        double copies = 1;
        double slip = 0;
        for (int round = 0; round < 3; round++) {
            double through = epsilon * (double) assumptions.resultsPerHost() / copies / assumptions.colludingShare();
            slip = through / (1 + through);
            copies = 1;
            double succeeds = 1;
            while (slip < succeeds * assumptions.colludingShare()) {
                succeeds *= assumptions.colludingShare();
                copies++;
            }
            copies += (succeeds - slip) / (succeeds * (1 - assumptions.colludingShare()));
        }
        return slip;
    }

    @Override
    public Ruling rule(Poll poll) {
        List<Camp> camps = poll.camps();
        if (camps.isEmpty()) {
            return new Ruling.More(1, Why.NOTHING_YET);
        }
        int best = leading(camps);
        Camp leader = camps.get(best);
        double risk = risk(camps, best);
        if (risk > epsilon) {
            Why why = camps.size() > 1 ? Why.DISPUTE : isNew(leader) ? Why.NEW_HOST : Why.NOT_SURE;
            return new Ruling.More(missing(camps, best), why);
        }
        int depth = depth(leader.members().get(0), poll.draw());
        // Nobody wins a dispute by good name alone: a cheat that is trusted would overrule every new host.
        if (camps.size() > 1 && leader.size() < Math.max(2, depth)) {
            return new Ruling.More(Math.max(2, depth) - leader.size(), Why.DISPUTE);
        }
        if (leader.size() < depth) {
            return new Ruling.More(depth - leader.size(), isNew(leader) ? Why.NEW_HOST : Why.AUDIT);
        }
        return new Ruling.Accept(best, risk);
    }

    /** The probability that the next result of a host is a lie. */
    double lieRisk(Standing standing) {
        if (standing.excluded()) {
            return 1;
        }
        return standing.failures() > 0 ? failed.of(standing.checks()) : clean.of(standing.checks());
    }

    /** How many copies must agree before an answer that this host gave first is taken, however credible it is. */
    int depth(Member first, double draw) {
        Standing standing = first.standing();
        if (standing.checks() < FIRST_RESULTS) {
            return Math.max(2, drawnDepth(standing, draw));
        }
        // A cheat gains nothing when (1 - q) - q n/2 <= 0: what is held is lost at the second failure.
        return draw * (1 + (double) first.held() / 2) < 1
                ? Math.max(2, drawnDepth(standing, draw))
                : drawnDepth(standing, draw);
    }

    private int drawnDepth(Standing standing, double draw) {
        double allowed = standing.failures() > 0 ? slip * share : slip;
        int depth = 1;
        double succeeds = 1;
        while (allowed < succeeds * share) {
            succeeds *= share;
            depth++;
        }
        return draw * succeeds * (1 - share) < succeeds - allowed ? depth + 1 : depth;
    }

    /** How often a single lie of a host without failures may get through. */
    double slip() {
        return slip;
    }

    /** The camp that is most probably right: its own probability to be wrong is the smallest. */
    private int leading(List<Camp> camps) {
        int best = 0;
        for (int at = 1; at < camps.size(); at++) {
            best = alone(camps.get(at), 0) < alone(camps.get(best), 0) ? at : best;
        }
        return best;
    }

    /** The probability that the answer of a camp is wrong, when so many further hosts without failures join it. */
    private double alone(Camp camp, int further) {
        double least = 1;
        double failedRisk = 0;
        int cleanMembers = further;
        for (Member member : camp.members()) {
            Standing standing = member.standing();
            double risk = lieRisk(standing);
            if (standing.failures() > 0 || standing.excluded()) {
                failedRisk = Math.max(failedRisk, risk);
            } else {
                cleanMembers++;
                least = Math.min(least, risk);
            }
        }
        double lie = failedRisk > 0 ? failedRisk * power(cleanMembers) : least * power(cleanMembers - 1);
        return camp.size() + further == 1 ? Math.min(1, lie + faultRate) : lie;
    }

    private double power(int exponent) {
        double product = 1;
        for (int at = 0; at < exponent; at++) {
            product *= share;
        }
        return product;
    }

    /** The probability that the answer of this camp is wrong, whatever was drawn. */
    double risk(List<Camp> camps, int chosen) {
        return camps.size() == 1 ? alone(camps.get(0), 0) : disputed(camps, chosen, 0);
    }

    /** Sarmenta's conditional credibility: exactly one camp is right, or none. */
    private double disputed(List<Camp> camps, int chosen, int further) {
        double noneRight = 1;
        for (int at = 0; at < camps.size(); at++) {
            noneRight *= alone(camps.get(at), at == chosen ? further : 0);
        }
        double others = noneRight;
        double right = 0;
        for (int at = 0; at < camps.size(); at++) {
            double wrong = 1;
            for (int other = 0; other < camps.size(); other++) {
                wrong *= other == at ? 1 : alone(camps.get(other), other == chosen ? further : 0);
            }
            double weight = (1 - alone(camps.get(at), at == chosen ? further : 0)) * wrong;
            if (at == chosen) {
                right = weight;
            } else {
                others += weight;
            }
        }
        return right + others > 0 ? others / (right + others) : 1;
    }

    /** How many hosts that nobody knows must join the leading camp until it is accepted. */
    private int missing(List<Camp> camps, int chosen) {
        int further = 1;
        while (further < MOST_AT_ONCE
                && (camps.size() == 1 ? alone(camps.get(0), further) : disputed(camps, chosen, further)) > epsilon) {
            further++;
        }
        return further;
    }

    private static boolean isNew(Camp camp) {
        return camp.members().get(0).standing().checks() < FIRST_RESULTS;
    }
}
