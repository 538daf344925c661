package org.manyhands.assimilator.build;

import java.util.List;

/** A whole answer in the making. */
public record DraftAnswer(String headline, List<DraftFile> files) {
    public DraftAnswer {
        files = List.copyOf(files);
    }
}
