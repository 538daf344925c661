package org.manyhands.sandbox.jdk;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.manyhands.sandbox.Jdk;
import org.manyhands.sandbox.SlotSettings;

/** Looks for Javas where the installers of each operating system, SDKMAN! and IDEs put them. */
public final class JdkSearch {
    /** Folders below the root of the file system that hold a folder for each Java. */
    private static final List<String> SYSTEM = List.of("usr/lib/jvm", "usr/java", "Library/Java/JavaVirtualMachines");

    /** The same below a person's home. */
    private static final List<String> HOME =
            List.of(".sdkman/candidates/java", ".jdks", "Library/Java/JavaVirtualMachines");

    /** The same below the folders of programs of Windows. */
    private static final List<String> PROGRAMS =
            List.of("Java", "Eclipse Adoptium", "Amazon Corretto", "Microsoft", "Zulu", "BellSoft");

    private final Function<String, @Nullable String> environment;
    private final Function<String, @Nullable String> properties;
    private final Path root;

    /**
     * Searches nothing yet.
     *
     * @param environment variables of the environment by name
     * @param properties properties of this Java by name
     * @param root of the file system
     */
    public JdkSearch(
            Function<String, @Nullable String> environment, Function<String, @Nullable String> properties, Path root) {
        this.environment = environment;
        this.properties = properties;
        this.root = root;
    }

    /** The Java of this process. */
    public Jdk own() {
        return new Jdk(program(Path.of(property("java.home"))), Runtime.Version.parse(property("java.version")));
    }

    /** The Java that a person named by {@link SlotSettings#JAVA_VARIABLE}: its program, or its home. */
    public Optional<Jdk> named() {
        return variable(SlotSettings.JAVA_VARIABLE).map(name -> {
            Path java = Files.isDirectory(Path.of(name)) ? program(Path.of(name)) : Path.of(name);
            return describe(java);
        });
    }

    /** What a {@code java} program says of itself, without starting it. */
    public static Jdk describe(Path java) {
        Runtime.Version version = homeOf(java)
                .flatMap(JdkRelease::read)
                .map(JdkRelease::version)
                .orElse(Runtime.Version.parse(Integer.toString(Jdk.OLDEST)));
        return new Jdk(java, version);
    }

    /** All that can run here, newest first; of equal versions this process's own is the first. */
    public List<Jdk> all() {
        Optional<JdkRelease> ownRelease = JdkRelease.read(Path.of(property("java.home")));
        Map<Path, Jdk> byHome = new LinkedHashMap<>();
        byHome.put(real(Path.of(property("java.home"))), own());
        for (Path home : homes()) {
            Path java = program(home);
            if (Files.isExecutable(java) && !byHome.containsKey(real(home))) {
                JdkRelease.read(home)
                        .filter(release ->
                                release.fits(property("os.name"), property("os.arch"), ownRelease.orElse(null)))
                        .ifPresent(release -> byHome.put(real(home), new Jdk(java, release.version())));
            }
        }
        List<Jdk> found = new ArrayList<>(byHome.values());
        found.sort(Comparator.comparing(Jdk::version).reversed());
        return List.copyOf(found);
    }

    private List<Path> homes() {
        List<Path> parents = new ArrayList<>();
        SYSTEM.forEach(name -> parents.add(root.resolve(name)));
        HOME.forEach(name -> parents.add(Path.of(property("user.home"), name)));
        for (String programs : List.of("ProgramFiles", "ProgramW6432", "LOCALAPPDATA")) {
            variable(programs).ifPresent(folder -> PROGRAMS.forEach(name -> parents.add(Path.of(folder, name))));
        }
        List<Path> homes = new ArrayList<>();
        variable("JAVA_HOME").map(Path::of).ifPresent(homes::add);
        for (Path parent : parents) {
            for (Path child : children(parent)) {
                homes.add(child);
                homes.add(child.resolve("Contents/Home"));
            }
        }
        return homes;
    }

    private Path program(Path home) {
        return home.resolve("bin").resolve(property("os.name").startsWith("Windows") ? "java.exe" : "java");
    }

    private static Optional<Path> homeOf(Path java) {
        return Optional.ofNullable(real(java).getParent()).map(Path::getParent);
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath();
        }
    }

    private static List<Path> children(Path parent) {
        if (!Files.isDirectory(parent)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(parent)) {
            return children.sorted().toList();
        } catch (IOException e) {
            // A folder that this person may not read holds no Java for them.
            return List.of();
        }
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.apply(name)).filter(value -> !value.isBlank());
    }

    private String property(String name) {
        String value = properties.apply(name);
        if (value == null) {
            throw new IllegalStateException("every Java has the property " + name);
        }
        return value;
    }
}
