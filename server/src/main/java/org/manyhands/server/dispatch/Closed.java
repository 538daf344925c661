package org.manyhands.server.dispatch;

import org.manyhands.db.result.Separation.Nearness;

/**
 * A work unit is closed to a host by a copy that somebody has.
 *
 * @param untilMillis until when that is certain
 */
public record Closed(By by, long untilMillis) {
    /** What the host has in common with whoever has the copy. */
    public enum By {
        /** The account. */
        ACCOUNT("one-copy-an-account", "its account"),
        /** The network that they called from. */
        NETWORK("network", "the network that it calls from"),
        /** When their accounts were opened. */
        COHORT("cohort", "about the time at which its account was opened");

        private final String rule;
        private final String common;

        By(String rule, String common) {
            this.rule = rule;
            this.common = common;
        }

        static By of(Nearness nearness) {
            return switch (nearness) {
                case NETWORK -> NETWORK;
                case COHORT -> COHORT;
            };
        }

        /** The name under which a host is told. */
        public String rule() {
            return rule;
        }

        /** What it is, for people. */
        public String common() {
            return common;
        }
    }
}
