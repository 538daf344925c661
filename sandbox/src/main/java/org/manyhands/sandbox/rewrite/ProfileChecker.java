package org.manyhands.sandbox.rewrite;

import org.manyhands.sandbox.ModuleReport;

/** Checks a module against the deterministic profile. Runs inside a slot process only. */
public final class ProfileChecker {
    private ProfileChecker() {}

    public static ModuleReport check(byte[] module) {
        throw new UnsupportedOperationException("being built: " + module.length);
    }
}
