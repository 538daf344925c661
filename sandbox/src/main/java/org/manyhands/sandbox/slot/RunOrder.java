package org.manyhands.sandbox.slot;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import org.manyhands.sandbox.RawRequest;
import org.manyhands.sandbox.RunRequest;

/** What a slot process is told to run, and how. */
sealed interface RunOrder {
    FrameType type();

    void write(DataOutputStream out, boolean streaming) throws IOException;

    Path module();

    /** Most wall-clock time in milliseconds, 0 for any. */
    long wallMillis();

    /** A work unit. */
    record Metered(RunRequest request) implements RunOrder {
        @Override
        public FrameType type() {
            return FrameType.RUN;
        }

        @Override
        public void write(DataOutputStream out, boolean streaming) throws IOException {
            new RequestPayload(request, streaming).write(out);
        }

        @Override
        public Path module() {
            return request.module();
        }

        @Override
        public long wallMillis() {
            return request.wallMillis();
        }
    }

    /** A run with counters. */
    record Profiled(RunRequest request) implements RunOrder {
        @Override
        public FrameType type() {
            return FrameType.PROFILE;
        }

        @Override
        public void write(DataOutputStream out, boolean streaming) throws IOException {
            new RequestPayload(request, streaming).write(out);
        }

        @Override
        public Path module() {
            return request.module();
        }

        @Override
        public long wallMillis() {
            return request.wallMillis();
        }
    }

    /** A plain WASI command. */
    record Raw(RawRequest request) implements RunOrder {
        @Override
        public FrameType type() {
            return FrameType.RUN_RAW;
        }

        @Override
        public void write(DataOutputStream out, boolean streaming) throws IOException {
            new RawPayload(request, streaming).write(out);
        }

        @Override
        public Path module() {
            return request.run().module();
        }

        @Override
        public long wallMillis() {
            return request.run().wallMillis();
        }
    }
}
