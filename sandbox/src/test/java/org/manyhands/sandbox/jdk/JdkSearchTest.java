package org.manyhands.sandbox.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.manyhands.sandbox.Jdk;
import org.manyhands.sandbox.Jdks;
import org.manyhands.sandbox.SlotSettings;

/** A computer made of folders: an own Java 17 on Linux, and what each test puts beside it. */
class JdkSearchTest {
    @TempDir
    private Path root;

    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private Path own;

    @BeforeEach
    void ownJava() throws IOException {
        own = java("usr/lib/jvm/seventeen", "17.0.15", "Linux", "x86_64", "LIBC=\"gnu\"\n");
        properties.put("java.home", own.toString());
        properties.put("java.version", "17.0.15");
        properties.put("os.name", "Linux");
        properties.put("os.arch", "amd64");
        properties.put("user.home", root.resolve("home/ada").toString());
    }

    private Path java(String folder, String version, String system, String processor, String more) throws IOException {
        Path home = root.resolve(folder);
        Path program = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.createFile(program);
        assertThat(program.toFile().setExecutable(true)).isTrue();
        String release = "JAVA_VERSION=\"%s\"\nOS_NAME=\"%s\"\nOS_ARCH=\"%s\"\n%s";
        Files.writeString(home.resolve("release"), release.formatted(version, system, processor, more));
        return home;
    }

    private JdkSearch search() {
        return new JdkSearch(environment::get, properties::get, root);
    }

    private Path newest() {
        return search().all().get(0).java();
    }

    @Test
    void ownJavaIsAlwaysAmongThem() throws IOException {
        assertThat(search().all()).containsExactly(search().own());
        Files.delete(own.resolve("release"));
        assertThat(search().all()).containsExactly(search().own());
    }

    @Test
    void newestComesFirstByNumberAndNotByLetters() throws IOException {
        java("usr/lib/jvm/nine", "9.0.4", "Linux", "x86_64", "");
        java("usr/lib/jvm/b", "21.0.9", "Linux", "x86_64", "");
        Path newest = java("usr/lib/jvm/a", "21.0.10", "Linux", "x86_64", "");
        assertThat(search().all()).extracting(Jdk::feature).containsExactly(21, 21, 17);
        assertThat(newest()).isEqualTo(newest.resolve("bin/java"));
    }

    @Test
    void everyPlaceIsSearched() throws IOException {
        java("usr/java/a", "18.0.1", "Linux", "x86_64", "");
        java("Library/Java/JavaVirtualMachines/b/Contents/Home", "19.0.1", "Linux", "x86_64", "");
        java("home/ada/.sdkman/candidates/java/c", "20.0.1", "Linux", "x86_64", "");
        java("home/ada/.jdks/d", "21.0.1", "Linux", "x86_64", "");
        environment.put("ProgramFiles", root.resolve("programs").toString());
        java("programs/Eclipse Adoptium/e", "22.0.1", "Linux", "x86_64", "");
        environment.put(
                "JAVA_HOME", java("elsewhere", "23.0.1", "Linux", "x86_64", "").toString());
        assertThat(search().all()).extracting(Jdk::feature).containsExactly(23, 22, 21, 20, 19, 18, 17);
    }

    @Test
    void whatCannotRunHereIsLeftOut() throws IOException {
        java("usr/lib/jvm/mac", "25.0.1", "Darwin", "x86_64", "");
        java("usr/lib/jvm/arm", "25.0.1", "Linux", "aarch64", "");
        java("usr/lib/jvm/alpine", "25.0.1", "Linux", "x86_64", "LIBC=\"musl\"\n");
        java("usr/lib/jvm/openj9", "25.0.1", "Linux", "x86_64", "JVM_VARIANT=\"Openj9\"\n");
        java("usr/lib/jvm/unfinished", "26-ea", "Linux", "x86_64", "");
        java("usr/lib/jvm/silent", "25.0.1", "", "", "");
        java("usr/lib/jvm/wrong", "one", "Linux", "x86_64", "");
        Files.delete(java("usr/lib/jvm/empty", "25.0.1", "Linux", "x86_64", "").resolve("bin/java"));
        assertThat(search().all()).containsExactly(search().own());
    }

    @Test
    void oneHomeUnderTwoNamesIsOneJava() throws IOException {
        Path newest = java("usr/lib/jvm/twenty-one", "21.0.1", "Linux", "x86_64", "");
        Files.createSymbolicLink(root.resolve("usr/lib/jvm/default"), newest);
        assertThat(search().all()).hasSize(2);
    }

    @Test
    void namedJavaIsAProgramOrAHome() throws IOException {
        assertThat(search().named()).isEmpty();
        Path home = java("else", "21.0.1", "Linux", "x86_64", "");
        environment.put(SlotSettings.JAVA_VARIABLE, home.toString());
        assertThat(search().named()).hasValueSatisfying(named -> {
            assertThat(named.java()).isEqualTo(home.resolve("bin/java"));
            assertThat(named.feature()).isEqualTo(21);
        });
        environment.put(SlotSettings.JAVA_VARIABLE, root.resolve("wrapper").toString());
        assertThat(search().named()).hasValueSatisfying(named -> {
            assertThat(named.java()).isEqualTo(root.resolve("wrapper"));
            assertThat(named.feature()).isEqualTo(Jdk.OLDEST);
        });
    }

    @Test
    void processKeepsItsChoice() {
        assertThat(Jdks.forSlots()).isSameAs(Jdks.forSlots());
        assertThat(Jdks.all()).contains(Jdks.own());
    }

    @Test
    void javaThatWasNotFoundHasNoSubstitute() {
        assertThat(Jdks.insteadOf(root.resolve("no-java"), "for the test")).isEmpty();
        assertThat(Jdks.insteadOf(Jdks.own().java(), "for the test")).isEmpty();
    }
}
