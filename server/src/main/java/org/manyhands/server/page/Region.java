package org.manyhands.server.page;

import org.manyhands.protocol.crypto.Digests;

/**
 * A part of a page that is renewed when it changes, and only then.
 *
 * @param html rendered from a template, so everything in it is escaped already
 */
public record Region(String id, String html) {
    private static final int ENOUGH = 12;

    /** Different for different content. */
    String digest() {
        return Digests.sha256(html).substring(0, ENOUGH);
    }
}
