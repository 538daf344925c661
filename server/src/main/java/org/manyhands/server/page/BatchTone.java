package org.manyhands.server.page;

/** States of a batch, as people read them. */
public enum BatchTone {
    /** Described, not yet quoted. */
    DRAFT("being described", "quiet", false),
    /** Its cost is known. */
    QUOTED("waits for funds", "quiet", false),
    /** Paid for. */
    FUNDED("about to start", "busy", true),
    /** At work. */
    RUNNING("running", "busy", true),
    /** Stopped for now. */
    PAUSED("paused", "warn", false),
    /** Its answer is there. */
    COMPLETE("complete", "good", false),
    /** All credit is where it belongs. */
    SETTLED("complete and settled", "good", false),
    /** Stopped for good. */
    CANCELLED("cancelled", "quiet", false),
    /** A state of a newer program. */
    UNKNOWN("state unknown", "quiet", false);

    private final String words;
    private final String style;
    private final boolean active;

    BatchTone(String words, String style, boolean active) {
        this.words = words;
        this.style = style;
        this.active = active;
    }

    static BatchTone of(String state) {
        for (BatchTone tone : values()) {
            if (tone.name().equals(state)) {
                return tone;
            }
        }
        return UNKNOWN;
    }

    public String words() {
        return words;
    }

    /** The style's name of its colour. */
    public String style() {
        return style;
    }

    /** True while it is expected to go on by itself. */
    public boolean active() {
        return active;
    }
}
