package org.manyhands.sandbox.state;

import org.jspecify.annotations.Nullable;

/** Many bytes of a run of which few change from step to step: linear memory, or a file of {@code /out}. */
public interface PagedBytes {
    /** The unit in which changes are found and saved. Divides the pages of memory and the chunks of files. */
    int PAGE_BYTES = 4_096;

    /** The key of linear memory; a file's is its inode. */
    long MEMORY = 0;

    /** Which bytes these are, as long as the run lasts. */
    long key();

    /** How many pages there are, the last perhaps filled up with zeros. */
    int pages();

    /** The array that holds a page, or null for a page of zeros that takes no room. */
    byte @Nullable [] array(int page);

    /** The array that holds a page, made if there is none. */
    byte[] writableArray(int page);

    /** Where in its array a page begins. */
    int offset(int page);
}
