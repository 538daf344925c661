package org.manyhands.server.pass;

/** A round of work that the clock starts. It may be started twice at once, on two servers, without harm. */
public interface Pass {
    /** Stable name: by it the servers of a project agree who runs it. */
    String name();

    /** How much it did. */
    int run();
}
