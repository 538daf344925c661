package org.manyhands.sandbox.wasi;

import java.util.List;

/** Time, derived from fuel, and sleeping, which moves it. */
final class ClockCalls {
    static final List<WasiFunction> FUNCTIONS = List.of(
            WasiFunction.of("clock_res_get", "ii", ClockCalls::resolution),
            WasiFunction.of("clock_time_get", "iIi", ClockCalls::time),
            WasiFunction.of("poll_oneoff", "iiii", ClockCalls::poll),
            WasiFunction.of("sched_yield", "", call -> {}));

    private static final int REALTIME = 0;
    private static final int MONOTONIC = 1;
    private static final int PROCESS_TIME = 2;
    private static final int THREAD_TIME = 3;

    private static final int SUBSCRIPTION_BYTES = 48;
    private static final int EVENT_BYTES = 32;
    private static final int EVENT_CLOCK = 0;
    private static final int EVENT_READ = 1;
    private static final int EVENT_WRITE = 2;
    private static final int FLAG_ABSOLUTE = 1;

    private ClockCalls() {}

    private static void resolution(GuestCall call) {
        now(call, call.intAt(0));
        call.writeLong(call.intAt(1), 1);
    }

    private static void time(GuestCall call) {
        call.writeLong(call.intAt(2), now(call, call.intAt(0)));
    }

    private static long now(GuestCall call, int clock) {
        GuestClock time = call.process().clock();
        return switch (clock) {
            case REALTIME -> time.realtime();
            case MONOTONIC -> time.monotonic();
            case PROCESS_TIME, THREAD_TIME -> time.work();
            default -> throw new WasiException(Errno.INVAL);
        };
    }

    /** Descriptors are always ready. Only when none is asked for does time pass, up to the first time asked for. */
    private static void poll(GuestCall call) {
        long count = Integer.toUnsignedLong(call.intAt(2));
        if (count == 0) {
            throw new WasiException(Errno.INVAL);
        }
        int subscriptions = call.place(call.intAt(0), count * SUBSCRIPTION_BYTES);
        call.place(call.intAt(1), count * EVENT_BYTES);
        call.process().fuel().charge(count * WasiFuel.ITEM);
        long wait = Long.MAX_VALUE;
        for (int i = 0; i < count; i++) {
            int subscription = subscriptions + i * SUBSCRIPTION_BYTES;
            wait = Math.min(wait, waitOf(call, subscription));
        }
        call.process().clock().sleep(wait);
        int event = call.intAt(1);
        int events = 0;
        for (int i = 0; i < count; i++) {
            int subscription = subscriptions + i * SUBSCRIPTION_BYTES;
            // The time left of a relative sleep is what it asked for less what has just passed.
            boolean relative = isClock(call, subscription) && !isAbsolute(call, subscription);
            long left = waitOf(call, subscription) - (relative ? wait : 0);
            if (left <= 0) {
                writeEvent(call, subscription, event);
                event += EVENT_BYTES;
                events++;
            }
        }
        call.writeInt(call.intAt(3), events);
    }

    /** Nanoseconds until a subscription is due; 0 for one that is due or wrong. */
    private static long waitOf(GuestCall call, int subscription) {
        if (!isClock(call, subscription) || errnoOf(call, subscription) != Errno.SUCCESS) {
            return 0;
        }
        long timeout = call.readLong(subscription + 24);
        long nanos = timeout < 0 ? Long.MAX_VALUE : timeout;
        return isAbsolute(call, subscription) ? Math.max(0, nanos - now(call, call.readInt(subscription + 16))) : nanos;
    }

    private static boolean isClock(GuestCall call, int subscription) {
        return call.readUnsignedByte(subscription + 8) == EVENT_CLOCK;
    }

    private static boolean isAbsolute(GuestCall call, int subscription) {
        return (call.readUnsignedShort(subscription + 40) & FLAG_ABSOLUTE) != 0;
    }

    private static void writeEvent(GuestCall call, int subscription, int event) {
        int kind = call.readUnsignedByte(subscription + 8);
        long userData = call.readLong(subscription);
        Errno errno = errnoOf(call, subscription);
        long available = 0;
        if (kind == EVENT_READ && errno == Errno.SUCCESS) {
            available = available(call.process().descriptors().get(call.readInt(subscription + 16)));
        }
        call.fillZero(event, EVENT_BYTES);
        call.writeLong(event, userData);
        call.writeShort(event + 8, errno.code());
        call.writeByte(event + 10, kind);
        call.writeLong(event + 16, available);
    }

    private static Errno errnoOf(GuestCall call, int subscription) {
        int argument = call.readInt(subscription + 16);
        try {
            switch (call.readUnsignedByte(subscription + 8)) {
                case EVENT_CLOCK -> requireSleepable(argument);
                case EVENT_READ, EVENT_WRITE -> call.process().descriptors().get(argument);
                default -> throw new WasiException(Errno.INVAL);
            }
            return Errno.SUCCESS;
        } catch (WasiException e) {
            return e.errno();
        }
    }

    /** One cannot sleep until a time of work, which a sleep does not advance. */
    private static void requireSleepable(int clock) {
        if (clock != REALTIME && clock != MONOTONIC) {
            throw new WasiException(Errno.INVAL);
        }
    }

    private static long available(Descriptor descriptor) {
        if (descriptor instanceof Descriptor.Input input) {
            return input.available();
        }
        return descriptor instanceof Descriptor.OpenFile file
                ? Math.max(0, file.file().size() - file.position())
                : 0;
    }
}
