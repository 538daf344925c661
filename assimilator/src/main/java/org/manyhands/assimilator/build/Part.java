package org.manyhands.assimilator.build;

import java.util.List;

/**
 * What one assembler made.
 *
 * @param headline one line for people
 * @param leading true when its headline stands for the whole answer
 */
public record Part(String headline, boolean leading, List<DraftFile> files) {
    public Part {
        files = List.copyOf(files);
    }
}
