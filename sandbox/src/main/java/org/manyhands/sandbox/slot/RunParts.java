package org.manyhands.sandbox.slot;

import org.manyhands.sandbox.RunRequest;
import org.manyhands.sandbox.files.FileTree;
import org.manyhands.sandbox.files.OutputQuota;
import org.manyhands.sandbox.meter.FuelMeter;
import org.manyhands.sandbox.meter.HostFailedException;
import org.manyhands.sandbox.meter.RunControl;
import org.manyhands.sandbox.wasi.DerivedClock;
import org.manyhands.sandbox.wasi.StreamCapture;
import org.manyhands.sandbox.wasi.Streams;
import org.manyhands.sandbox.wasi.WasiProcess;

/** What the host holds ready for a guest that has not begun. */
record RunParts(FileTree files, WasiProcess process, FuelMeter meter, StreamCapture stdout, StreamCapture stderr) {
    /** How parts are made: a run that cannot go on from a snapshot needs them twice. */
    record Maker(
            RunRequest request,
            RunControl control,
            long slice,
            StreamCapture.Listener stdout,
            StreamCapture.Listener stderr) {
        /**
         * Makes them.
         *
         * @throws HostFailedException when an input cannot be read
         */
        RunParts make() {
            FuelMeter meter = new FuelMeter(request.limits().fuel(), slice, control);
            OutputQuota quota = new OutputQuota(
                    request.limits().outputBytes(), request.limits().outputFiles());
            FileTree files = new FileTree(request.inputs(), quota, DerivedClock.EPOCH_NANOS);
            Streams streams = new Streams(request.stdin(), new StreamCapture(stdout), new StreamCapture(stderr));
            WasiProcess process =
                    new WasiProcess(meter, files, streams, request.arguments(), request.environment(), request.seed());
            return new RunParts(files, process, meter, streams.output(), streams.error());
        }
    }
}
