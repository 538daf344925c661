package org.manyhands.db.trust;

/** What can happen to a host's standing. */
public enum TrustEvent {
    /** A result was accepted on this host's word alone. */
    TAKEN_ON_TRUST("a result was accepted without a second copy"),
    /** Another host gave the same answer, which was accepted. */
    CHECK_PASSED("another host confirmed a result"),
    /** It gave the answer that was known before. */
    GOLDEN_PASSED("gave the right answer to a task whose answer was known"),
    /** Others' answer was accepted; nobody shared this host's. */
    CHECK_FAILED("a result differs from the answer that was accepted"),
    /** It did not give the answer that was known before. */
    GOLDEN_FAILED("gave a wrong answer to a task whose answer was known"),
    /** Another host gave the same wrong answer: no fault does that. */
    LIE_SHARED("gave the same wrong answer as another host");

    private final String sentence;

    TrustEvent(String sentence) {
        this.sentence = sentence;
    }

    /** True when the host was found wrong. */
    public boolean failure() {
        return this == CHECK_FAILED || this == GOLDEN_FAILED || this == LIE_SHARED;
    }

    /** For people, without a full stop. */
    public String sentence() {
        return sentence;
    }
}
