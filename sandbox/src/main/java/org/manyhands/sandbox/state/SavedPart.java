package org.manyhands.sandbox.state;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * A part of a run's state that its owner can write down between two steps, and take over into a run that has not
 * begun. What is written depends on the guest alone and never on this machine.
 */
public interface SavedPart {
    /** Which part it is; a word. */
    String name();

    /** Writes all of it; the form ends by itself. */
    void save(DataOutputStream out) throws IOException;

    /**
     * Takes over what {@link #save} wrote.
     *
     * @throws IOException when it is not of that form, or does not fit this run, which is then of no more use
     */
    void restore(DataInputStream in) throws IOException;

    /** A part of a name, made of two functions. */
    static SavedPart of(String name, Saver saver, Restorer restorer) {
        return new SavedPart() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void save(DataOutputStream out) throws IOException {
                saver.save(out);
            }

            @Override
            public void restore(DataInputStream in) throws IOException {
                restorer.restore(in);
            }
        };
    }

    /** See {@link SavedPart#save}. */
    @FunctionalInterface
    interface Saver {
        void save(DataOutputStream out) throws IOException;
    }

    /** See {@link SavedPart#restore}. */
    @FunctionalInterface
    interface Restorer {
        void restore(DataInputStream in) throws IOException;
    }
}
