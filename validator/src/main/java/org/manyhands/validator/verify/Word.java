package org.manyhands.validator.verify;

/** What came of asking a verifier, a closed set. */
public sealed interface Word {
    /** The answer is right: exit code 0. */
    record Right() implements Word {}

    /**
     * The answer is wrong: exit code 1, or nothing that a program can leave.
     *
     * @param words the last line that the verifier wrote on standard error, or why it was not asked; may be empty
     */
    record Wrong(String words) implements Word {}

    /**
     * The verifier itself failed: it says nothing about the answer.
     *
     * @param reason for the researcher
     */
    record Broken(String reason) implements Word {}

    /** It was ended before it said anything, since nobody waits for its word any more. */
    record Unwanted() implements Word {}
}
