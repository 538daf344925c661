package org.manyhands.sandbox.slot;

/**
 * How long a parent waits for a child that does not do as it should, before it kills it. Measured in ticks of the
 * parent's own, so that a computer that slept, or a parent that was stopped itself, blames nobody.
 *
 * @param tickMillis how often it looks
 * @param obeyMillis how long a run may go on after its wall-clock limit
 * @param cancelMillis how long a run may go on after it was told to stop; killing it costs a warm process
 * @param silenceMillis how long a child may say nothing during a run. A slot of lowest priority on a busy machine may
 *     need a while, and so does collecting a large heap
 */
record Patience(long tickMillis, long obeyMillis, long cancelMillis, long silenceMillis) {
    static final Patience STANDARD = new Patience(100, 500, 5_000, 30_000);

    /** How often a parent tells a child during a run that it lives. */
    static final long BEAT_MILLIS = 1_000;
}
