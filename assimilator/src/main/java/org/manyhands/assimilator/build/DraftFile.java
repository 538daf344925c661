package org.manyhands.assimilator.build;

import java.nio.file.Path;

/**
 * A file of an answer in the making.
 *
 * @param name as the researcher will see it, with {@code /} between folders
 * @param content where its bytes are now
 */
public record DraftFile(String name, Path content, String mediaType) {}
