package org.manyhands.agent.file;

import java.io.IOException;
import java.io.InputStream;
import org.manyhands.agent.http.CallRefusedException;

/** Where stored files come from. */
@FunctionalInterface
public interface FileSource {
    /**
     * Opens bytes of a stored file.
     *
     * @param offset first byte wanted
     * @param length how many; the stream may hold more, the reader stops
     * @param whole true when these are all bytes of the file
     */
    InputStream open(String sha256, long offset, long length, boolean whole)
            throws IOException, InterruptedException, CallRefusedException;
}
