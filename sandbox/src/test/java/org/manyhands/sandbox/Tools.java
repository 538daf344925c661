package org.manyhands.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/**
 * Programs that some tests need beside the JDK and Maven. A test whose tool is missing is skipped, and says which package
 * to install; with {@code MANYHANDS_REQUIRE_TOOLS=yes} in the environment it fails instead.
 */
public final class Tools {
    /** Where distributions and people put JDKs; each holds one folder for each. */
    private static final List<Path> JDK_FOLDERS = List.of(
            Path.of("/usr/lib/jvm"),
            Path.of("/Library/Java/JavaVirtualMachines"),
            Path.of(System.getProperty("user.home"), ".sdkman", "candidates", "java"),
            Path.of(System.getProperty("user.home"), ".jdks"));

    private Tools() {}

    /** A Java installation: its {@code java} program and its feature version, such as 17. */
    public record Java(Path program, int feature) {}

    /** Binaryen's optimizer, which also makes random modules. */
    public static Path wasmOpt() {
        return need("wasm-opt", "Debian: apt install binaryen");
    }

    /** Node, for V8. */
    public static Path node() {
        return need("node", "Debian: apt install nodejs");
    }

    /** A program on the path, or a skipped test. */
    public static Path need(String program, String remedy) {
        Optional<Path> found = find(program);
        present(found.isPresent(), "there is no " + program + " on the path (" + remedy + ")");
        return found.orElseThrow();
    }

    /** Where a program is on the path. */
    public static Optional<Path> find(String program) {
        return Stream.of(Optional.ofNullable(System.getenv("PATH")).orElse("").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The Java that runs the tests. */
    public static Java ownJava() {
        return new Java(
                Path.of(System.getProperty("java.home"), "bin", "java"),
                Runtime.version().feature());
    }

    /** The newest Java of 21 or later on this computer that is not the one that runs the tests, or a skipped test. */
    public static Java otherJava() {
        Optional<Java> found = installedJavas().stream()
                .filter(java ->
                        java.feature() >= 21 && java.feature() != ownJava().feature())
                .max(Comparator.comparingInt(Java::feature));
        present(found.isPresent(), "there is no second JDK of 21 or newer in " + JDK_FOLDERS);
        return found.orElseThrow();
    }

    private static void present(boolean present, String missing) {
        if ("yes".equals(System.getenv("MANYHANDS_REQUIRE_TOOLS"))) {
            assertThat(present).as(missing).isTrue();
        }
        assumeTrue(present, "skipped: " + missing);
    }

    private static List<Java> installedJavas() {
        List<Java> javas = new ArrayList<>();
        for (Path folder : JDK_FOLDERS) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> homes = Files.list(folder)) {
                    homes.forEach(home -> javas.addAll(javaAt(home)));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return javas;
    }

    private static List<Java> javaAt(Path folder) {
        Path bundled = folder.resolve("Contents/Home");
        Path home = Files.isDirectory(bundled) ? bundled : folder;
        Path program = home.resolve("bin/java");
        try (Reader reader = Files.newBufferedReader(home.resolve("release"))) {
            Properties release = new Properties();
            release.load(reader);
            String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
            return Files.isExecutable(program)
                    ? List.of(new Java(program, Runtime.Version.parse(version).feature()))
                    : List.of();
        } catch (IOException | IllegalArgumentException e) {
            return List.of();
        }
    }
}
