package org.manyhands.validator.trust;

/** What follows from a poll, a closed set. */
public sealed interface Ruling {
    /**
     * The answer of this camp is taken.
     *
     * @param camp its place in the poll
     * @param risk the probability that it is wrong all the same; NaN when the policy does not say
     */
    record Accept(int camp, double risk) implements Ruling {}

    /** So many further copies, beside those that returned; 0 when it is not copies that are missing. */
    record More(int copies, Why why) implements Ruling {}

    /** Why further copies are asked for. */
    enum Why {
        NOTHING_YET("no copy has returned"),
        QUORUM("fewer copies agree than the quorum asks for"),
        NOT_SURE("the hosts that agree have not earned enough trust"),
        NEW_HOST("the first results of a host are always checked"),
        AUDIT("drawn for a check"),
        DISPUTE("copies differ"),
        NOT_ALL_YET("not all hosts of a broadcast have returned"),
        VERIFIER("the application's verifier was not heard yet"),
        NONE_RIGHT("the application's verifier called no copy right");

        private final String sentence;

        Why(String sentence) {
            this.sentence = sentence;
        }

        /** For people, without a full stop. */
        public String sentence() {
            return sentence;
        }
    }
}
