package org.manyhands.server.research;

import java.util.Collection;

/** Where an application has a verifier, that finds the result below {@code /in/result}: no input may lie there. */
final class VerifiedInputs {
    private static final String RESULT = "result";

    private VerifiedInputs() {}

    /** @param whose of what these are inputs, for the refusal */
    static void require(String whose, Collection<String> paths) {
        for (String path : paths) {
            if (path.equals(RESULT) || path.startsWith(RESULT + "/")) {
                throw BatchRules.refused("the input '" + path + "' of " + whose + " lies where the verifier finds the"
                        + " result that it looks at, /in/" + RESULT + "; rename it");
            }
        }
    }
}
