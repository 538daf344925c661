package org.manyhands.bench;

import java.nio.file.Path;

/** Where the source tree is: the launcher says it. */
public final class Roots {
    private Roots() {}

    public static Path ofSource() {
        String root = System.getProperty("manyhands.root");
        if (root == null) {
            throw new IllegalStateException("start this with ./manyhands, which says where the source tree is");
        }
        return Path.of(root);
    }
}
