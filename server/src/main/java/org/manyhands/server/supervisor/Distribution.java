package org.manyhands.server.supervisor;

import java.net.URISyntaxException;
import java.nio.file.Path;

/**
 * Where the programs are: the folder of jars that this very class was loaded from.
 *
 * @param library the folder of jars
 * @param java the {@code java} that runs this process
 * @param version the version in the jars' names
 */
record Distribution(Path library, Path java, String version) {

    /** Finds the distribution that this process runs from. */
    static Distribution ofThisProcess() {
        Path jar;
        try {
            jar = Path.of(Distribution.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the jar of this program has no path", e);
        }
        String name = jar.getFileName().toString();
        if (!name.startsWith("manyhands-server-") || !name.endsWith(".jar")) {
            throw new IllegalStateException(
                    jar + " is not the distribution's jar of the server; start with ./manyhands, which builds it");
        }
        String version = name.substring("manyhands-server-".length(), name.length() - ".jar".length());
        Path library = jar.toAbsolutePath().getParent();
        return new Distribution(
                library == null ? Path.of(".") : library,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                version);
    }

    Path jar(String artifact) {
        return library.resolve(artifact + "-" + version + ".jar");
    }
}
