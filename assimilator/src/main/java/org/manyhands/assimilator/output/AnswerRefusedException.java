package org.manyhands.assimilator.output;

/** The canonical results cannot be put together as the batch asks: the message says which one, what is wrong and what would help. */
public final class AnswerRefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    public AnswerRefusedException(String message) {
        super(message);
    }
}
