package org.manyhands.sandbox.slot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.manyhands.sandbox.Engine;
import org.manyhands.sandbox.Outcome;
import org.manyhands.sandbox.RunOutcome;
import org.manyhands.sandbox.Wat;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.snapshot.SnapshotStore;
import org.manyhands.sandbox.snapshot.StepProgram;

/** Runs that are cut short and resumed, with all that can lie in the directory of their snapshots. */
class SnapshotsTest {
    private static final byte[] PROGRAM = StepProgram.endingWith("");
    private static final String STDIN = "what the steps read, two bytes each";
    private static final String RESUMED = "resumed at fuel ";

    /** Where the format's version begins in a file. */
    private static final int FORMAT_AT = 8;

    @TempDir
    private Path directory;

    private LoadedModules modules;
    private Path module;
    private Path saved;
    private RunOutcome whole;

    @BeforeEach
    void runInOnePiece() throws Exception {
        modules = new LoadedModules(directory.resolve("code"));
        module = Wat.file(directory, PROGRAM);
        saved = directory.resolve("saved");
        whole = new InProcessRun(directory).stdin(STDIN).run(module, modules);
        assertThat(whole.outcome()).isEqualTo(new Outcome.Finished(0));
    }

    private InProcessRun run() {
        return new InProcessRun(directory).stdin(STDIN).snapshots(saved, 0);
    }

    /** A run that is told to stop in the middle of the step after so many, which writes to standard output once. */
    private InProcessRun cutAfter(int steps) {
        RunControl control = new RunControl(0);
        AtomicInteger writes = new AtomicInteger();
        return run().control(control).stdout((bytes, from, length) -> {
            if (writes.incrementAndGet() > steps) {
                control.cancel();
            }
        });
    }

    private void cut(int steps) throws Exception {
        assertThat(cutAfter(steps).run(module, modules).outcome()).isEqualTo(new Outcome.Cancelled());
    }

    private void assertWhole(RunOutcome outcome) {
        assertThat(outcome.outcome()).isEqualTo(whole.outcome());
        assertThat(outcome.fuel()).isEqualTo(whole.fuel());
        assertThat(outcome.digest()).isEqualTo(whole.digest()).isNotEmpty();
        assertThat(outcome.memoryPeakBytes()).isEqualTo(whole.memoryPeakBytes());
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(saved)) {
            return files.filter(file -> file.toString().endsWith(".snapshot"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void cutInEveryStepAndResumedOnOneEngineAfterTheOtherARunComesToTheSame(boolean compiledFirst) throws Exception {
        for (int step = 0; step < StepProgram.STEPS - 1; step++) {
            Engine engine = (step % 2 == 0) == compiledFirst ? Engine.COMPILED : Engine.INTERPRETER;
            InProcessRun cut = cutAfter(1).engine(engine);
            assertThat(cut.run(module, modules).outcome()).isEqualTo(new Outcome.Cancelled());
            assertThat(cut.notices()).hasSize(step == 0 ? 0 : 1).allMatch(words -> words.startsWith(RESUMED));
        }
        InProcessRun last = run().engine(compiledFirst ? Engine.INTERPRETER : Engine.COMPILED);
        assertWhole(last.run(module, modules));
        assertThat(last.notices()).hasSize(1).allMatch(words -> words.startsWith(RESUMED));
    }

    @Test
    void aRunThatIsSavedAfterEveryStepComesToTheSame() throws Exception {
        assertWhole(run().run(module, modules));
        assertThat(files()).hasSizeGreaterThan(1);
    }

    @Test
    void timeOfEarlierAttemptsIsCounted() {
        RunControl control = new RunControl(0);
        RunControl later = new RunControl(0);
        long[] earlier = {12_345_678};
        restoreWall(control, earlier[0]);
        assertThat(control.wallMillis()).isGreaterThanOrEqualTo(earlier[0]);
        restoreWall(later, control.wallMillis());
        assertThat(later.wallMillis()).isGreaterThanOrEqualTo(earlier[0]);
    }

    private static void restoreWall(RunControl control, long millis) {
        try {
            control.savedPart()
                    .restore(new java.io.DataInputStream(new java.io.ByteArrayInputStream(
                            ByteBuffer.allocate(Long.BYTES).putLong(millis).array())));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whateverByteIsDamagedTheRunComesToTheSameAndSaysWhatWasWrong() throws Exception {
        cut(3);
        List<Path> chain = files();
        assertThat(chain).hasSize(4);
        List<byte[]> contents = new ArrayList<>();
        for (Path file : chain) {
            contents.add(Files.readAllBytes(file));
        }
        for (int i = 0; i < chain.size(); i++) {
            int length = contents.get(i).length;
            int step = Math.max(1, length / 12);
            for (int at : IntStream.iterate(0, at -> at < length, at -> at < 160 ? at + 9 : at + step)
                    .toArray()) {
                for (int j = 0; j < chain.size(); j++) {
                    Files.write(chain.get(j), contents.get(j));
                }
                byte[] damaged = contents.get(i).clone();
                damaged[at] ^= 4;
                Files.write(chain.get(i), damaged);
                InProcessRun resumed = run().snapshots(saved, 1_000_000);
                assertWhole(resumed.run(module, modules));
                assertThat(resumed.notices().get(0))
                        .as("byte %d of file %d", at, i)
                        .contains(chain.get(i).toString())
                        .containsAnyOf("is damaged", "is no snapshot", "has format", "is of another run");
                assertThat(resumed.notices().get(1))
                        .as("byte %d of file %d", at, i)
                        .startsWith(i == 0 ? "no snapshot in " : RESUMED);
            }
        }
    }

    @Test
    void aFileThatIsCutShortOrMissingLeavesTheOnesBeforeIt() throws Exception {
        cut(3);
        List<Path> chain = files();
        byte[] last = Files.readAllBytes(chain.get(3));
        for (int length : new int[] {0, 7, 100, 131, 140, last.length - 32, last.length - 1}) {
            Files.write(chain.get(3), java.util.Arrays.copyOf(last, length));
            InProcessRun resumed = run().snapshots(saved, 1_000_000);
            assertWhole(resumed.run(module, modules));
            assertThat(resumed.notices()).hasSize(2);
            assertThat(resumed.notices().get(1)).startsWith(RESUMED);
        }
        Files.write(chain.get(3), last);
        Files.delete(chain.get(1));
        InProcessRun resumed = run().snapshots(saved, 1_000_000);
        assertWhole(resumed.run(module, modules));
        assertThat(resumed.notices()).hasSize(1).allMatch(words -> words.startsWith(RESUMED));
        Files.delete(chain.get(0));
        InProcessRun anew = run().snapshots(saved, 1_000_000);
        assertWhole(anew.run(module, modules));
        assertThat(anew.notices()).hasSize(1).allMatch(words -> words.contains("begins anew"));
    }

    @Test
    void anotherVersionOfTheFormatIsNotRead() throws Exception {
        cut(2);
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            ByteBuffer.wrap(bytes).putInt(FORMAT_AT, 2);
            Files.write(file, bytes);
        }
        InProcessRun anew = run();
        assertWhole(anew.run(module, modules));
        assertThat(anew.notices().get(0)).contains("has format 2, and this program reads format 1");
        assertThat(anew.notices().get(anew.notices().size() - 1)).contains("begins anew");
    }

    @Test
    void snapshotsOfAnotherModuleOrRequestAreLeftAlone() throws Exception {
        cut(2);
        List<Path> others = files();
        InProcessRun otherSeed = run().seed(1);
        assertThat(otherSeed.run(module, modules).digest()).isNotEqualTo(whole.digest());
        assertThat(otherSeed.notices().get(0)).contains("the same module with other arguments", "begins anew");
        assertThat(files()).containsAll(others).hasSizeGreaterThan(others.size());

        Path otherModule = Wat.file(directory, StepProgram.endingWith("(nop)"));
        Path place = directory.resolve("place");
        Files.createDirectories(place);
        for (Path file : others) {
            Files.copy(file, place.resolve(file.getFileName()));
        }
        InProcessRun other = run().snapshots(place, 0);
        assertThat(other.run(otherModule, modules).outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(other.notices().get(0)).contains("are of another module", "begins anew");

        InProcessRun resumed = run();
        assertWhole(resumed.run(module, modules));
        assertThat(resumed.notices().get(0)).startsWith(RESUMED);
    }

    @Test
    void aFileUnderTheNameOfThisRunThatIsOfAnotherIsNotUsed() throws Exception {
        cut(1);
        Path own = files().get(0);
        assertThat(cutAfter(1).seed(1).run(module, modules).outcome()).isEqualTo(new Outcome.Cancelled());
        Path other = files().stream()
                .filter(file -> !prefix(file).equals(prefix(own)))
                .findFirst()
                .orElseThrow();
        for (Path file : files()) {
            if (prefix(file).equals(prefix(own))) {
                Files.copy(other, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        InProcessRun anew = run();
        assertWhole(anew.run(module, modules));
        assertThat(anew.notices().get(0)).contains("is of another run");
    }

    private static String prefix(Path file) {
        return file.getFileName().toString().substring(0, 16);
    }

    @Test
    void whatAKilledRunLeftHalfWrittenIsClearedAway() throws Exception {
        cut(2);
        Path partial = saved.resolve(files().get(0).getFileName() + ".partial");
        Files.write(partial, new byte[100]);
        InProcessRun resumed = run();
        assertWhole(resumed.run(module, modules));
        assertThat(resumed.notices()).hasSize(1).allMatch(words -> words.startsWith(RESUMED));
        assertThat(partial).doesNotExist();
    }

    @Test
    void aRunWhoseSnapshotsCannotBeSavedSaysSoOnceAndGoesOn() throws Exception {
        cut(0);
        Path first = files().get(0);
        String number = first.getFileName().toString();
        InProcessRun run = run();
        AtomicInteger writes = new AtomicInteger();
        run.stdout((bytes, from, length) -> {
            // From the second step on the names that come next are taken by folders that cannot be replaced.
            if (writes.incrementAndGet() == 2) {
                for (int i = 1; i < 10; i++) {
                    block(saved.resolve(number.replace("000001.snapshot", "00000" + i + ".snapshot.partial")));
                }
            }
        });
        assertWhole(run.run(module, modules));
        assertThat(run.notices()).hasSize(2);
        assertThat(run.notices().get(1)).startsWith("no snapshot can be saved in " + saved);
    }

    private static void block(Path name) {
        try {
            Files.createDirectories(name.resolve("taken"));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPlaceThatIsNoDirectoryMeansNoSnapshots() throws Exception {
        Files.write(directory.resolve("file"), new byte[0]);
        InProcessRun run = run().snapshots(directory.resolve("file").resolve("below"), 0);
        assertWhole(run.run(module, modules));
        assertThat(run.notices()).hasSize(1).allMatch(words -> words.startsWith("the run goes without snapshots"));
    }

    @Test
    void aProgramWithoutStepsRunsInOnePieceAndThePersonIsTold() throws Exception {
        InProcessRun run = run();
        assertThat(run.run(Wat.busy()).outcome()).isEqualTo(new Outcome.Finished(0));
        assertThat(run.notices()).hasSize(1).allMatch(words -> words.contains("no step API"));
        assertThat(saved).doesNotExist();
    }

    @Test
    void oldSnapshotsGoWhenOneWithAllPagesIsThere() throws Exception {
        cut(2);
        List<Path> old = files();
        cut(1);
        assertThat(files()).doesNotContainAnyElementsOf(old);
    }

    @Test
    void snapshotsAreTheirOwnersAlone() throws Exception {
        cut(1);
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(saved)))
                    .isEqualTo("rwx------");
            for (Path file : files()) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                        .isEqualTo("rw-------");
            }
        }
    }

    @Test
    void whatIsDiscardedIsOfThisRunOnly() throws Exception {
        cut(1);
        assertThat(cutAfter(1).seed(1).run(module, modules).outcome()).isEqualTo(new Outcome.Cancelled());
        int both = files().size();
        SnapshotStore.discard(saved, whole.module(), run().request(module));
        assertThat(files()).hasSize(both / 2);
        SnapshotStore.discard(saved, whole.module(), run().seed(1).request(module));
        try (Stream<Path> left = Files.list(saved)) {
            assertThat(left.sorted(Comparator.naturalOrder())).isEmpty();
        }
        SnapshotStore.discard(directory.resolve("nowhere"), whole.module(), run().request(module));
    }
}
