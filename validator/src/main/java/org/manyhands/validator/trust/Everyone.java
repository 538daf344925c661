package org.manyhands.validator.trust;

import org.manyhands.validator.trust.Ruling.Why;

/**
 * So many hosts are heard, and so many of them must agree, whoever they are.
 *
 * @param copies how many are heard, at least {@code needed}
 * @param needed 1 or more
 */
public record Everyone(int copies, int needed) implements Policy {
    public Everyone {
        if (needed < 1 || copies < needed) {
            throw new IllegalArgumentException(copies + " hosts are heard and " + needed
                    + " must agree; expected 1 or more, and no more than are heard");
        }
    }

    @Override
    public Ruling rule(Poll poll) {
        int said = poll.camps().stream().mapToInt(Camp::size).sum();
        if (said < copies) {
            return new Ruling.More(copies - said, said == 0 ? Why.NOTHING_YET : Why.NOT_ALL_YET);
        }
        return new Quorum(needed).rule(poll);
    }
}
