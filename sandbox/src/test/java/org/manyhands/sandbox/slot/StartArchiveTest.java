package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;

import com.dylibso.chicory.wabt.Wat2Wasm;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.manyhands.sandbox.Jdk;
import org.manyhands.sandbox.Jdks;

class StartArchiveTest {
    @TempDir
    private Path directory;

    static Stream<Jdk> javas() {
        return Stream.of(Jdks.own(), Jdks.all().get(0)).distinct();
    }

    /** The class path of a slot with its folders packed, as in an installation. */
    private String classPath() throws Exception {
        List<String> entries = new ArrayList<>();
        for (String entry : ChildClassPath.find().split(File.pathSeparator)) {
            Path path = Path.of(entry);
            entries.add(Files.isDirectory(path) ? pack(path).toString() : entry);
        }
        return String.join(File.pathSeparator, entries);
    }

    private Path pack(Path folder) throws IOException {
        Path jar = directory.resolve(folder.getFileName() + ".jar");
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                zip.putNextEntry(new ZipEntry(folder.relativize(file).toString().replace(File.separatorChar, '/')));
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        return jar;
    }

    @ParameterizedTest
    @MethodSource("javas")
    void trainingMakesAnArchiveThatJavaStartsFrom(Jdk java) throws Exception {
        String classPath = classPath();
        StartArchive archive =
                StartArchive.of(directory.resolve("start"), java, classPath).orElseThrow();
        assertThat(archive.flags()).isEmpty();
        List<String> command =
                List.of(java.java().toString(), "-Xms48m", "-Xmn32m", "-Xmx256m", "-XX:+UseSerialGC", "-cp", classPath);
        List<String> arguments = new ArrayList<>(List.of(archive.directory().toString(), archive.name()));
        arguments.addAll(command);
        StartTraining.main(arguments.toArray(String[]::new));
        assertThat(archive.failure()).doesNotExist();
        assertThat(archive.flags()).hasSize(1);

        List<String> rehearsal = new ArrayList<>(command);
        rehearsal.addAll(1, archive.flags());
        rehearsal.add(1, "-Xlog:class+load");
        rehearsal.add(StartRehearsal.class.getName());
        rehearsal.add(Files.createDirectory(directory.resolve("again")).toString());
        String loaded = outputOf(rehearsal);
        assertThat(loaded.lines().filter(line -> line.contains("org.manyhands.sandbox.slot.FrameChannel ")))
                .isNotEmpty()
                .allMatch(line -> line.contains("shared objects file"));

        Files.write(archive.file(), new byte[] {1, 2, 3});
        rehearsal.set(
                rehearsal.size() - 1,
                Files.createDirectory(directory.resolve("corrupt")).toString());
        assertThat(outputOf(rehearsal)).contains("org.manyhands.sandbox.slot.FrameChannel ");
        assertThat(archive.discard()).isTrue();
        assertThat(archive.discard()).isFalse();
    }

    private String outputOf(List<String> command) throws Exception {
        Path output = directory.resolve("output");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        int code = process.waitFor();
        String said = Files.readString(output);
        assertThat(code)
                .as(said.lines().limit(20).collect(Collectors.joining("\n")))
                .isZero();
        return said;
    }

    @Test
    void trainingThatFailsIsNotedAndNotTriedAgain() throws Exception {
        StartArchive archive = new StartArchive(directory.resolve("start"), "key.jsa", Jdks.own());
        StartTraining.main(new String[] {
            archive.directory().toString(), "key.jsa", Jdks.own().java().toString(), "-XX:NoSuchFlag"
        });
        assertThat(archive.file()).doesNotExist();
        assertThat(archive.failure()).content().contains("NoSuchFlag");
        archive.order(List.of("no-such-program"), List.of(), "");
        assertThat(archive.file()).doesNotExist();
    }

    @Test
    void thereIsNoneWhileTheSandboxItselfIsWorkedOn() {
        assertThat(StartArchive.of(directory, Jdks.own(), directory.toString())).isEmpty();
    }

    @Test
    void rehearsedModuleIsItsTextAssembled() throws Exception {
        assertThat(resource("rehearsal.wasm"))
                .isEqualTo(Wat2Wasm.parse(new String(resource("rehearsal.wat"), StandardCharsets.UTF_8)));
    }

    private static byte[] resource(String name) throws IOException {
        try (var bytes = StartRehearsal.class.getResourceAsStream(name)) {
            assertThat(bytes).isNotNull();
            return bytes.readAllBytes();
        }
    }
}
