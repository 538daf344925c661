package org.manyhands.sandbox;

import java.nio.file.Path;

/**
 * A read-only file that the application sees below {@code /in}.
 *
 * @param path relative path below {@code /in}, with {@code /} between names, no {@code .} or {@code ..}
 * @param file the bytes on this machine; never visible to the application by this name
 */
public record InputFile(String path, Path file) {}
