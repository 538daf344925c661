package org.manyhands.bench.sandbox;

/**
 * One run.
 *
 * @param wallNanos wall-clock time in nanoseconds
 * @param cpuNanos processor time in nanoseconds: of the run's thread, or on V8 of its process
 * @param fuel what an instrumented module used, as its host counts it
 * @param checksum what the program printed
 */
record Sample(long wallNanos, long cpuNanos, long fuel, String checksum) {
    private static final String FORM = "run WALL CPU FUEL CHECKSUM";

    /**
     * Reads the answer of a measured process.
     *
     * @throws KernelFailedException when it is not of the agreed form
     */
    static Sample parse(String line) throws KernelFailedException {
        String[] words = line.split(" ", -1);
        try {
            if (words.length == 5 && words[0].equals("run")) {
                return new Sample(
                        Long.parseLong(words[1]), Long.parseLong(words[2]), Long.parseLong(words[3]), words[4]);
            }
        } catch (NumberFormatException e) {
            throw new KernelFailedException("answered '" + line + "' instead of " + FORM, e);
        }
        throw new KernelFailedException("answered '" + line + "' instead of " + FORM);
    }
}
