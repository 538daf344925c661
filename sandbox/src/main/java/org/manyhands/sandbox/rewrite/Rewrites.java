package org.manyhands.sandbox.rewrite;

/**
 * Which rewrites a module goes through. Products are made with {@link #ALL} and in no other way; fewer are for measuring
 * what each of them costs. Whatever is chosen, the product has the same imports, exports and globals.
 *
 * @param metering whether code is charged
 * @param nans whether the bits of NaNs are hidden
 * @param depth whether call depth is limited
 * @param loops whether operands that wait below a loop are moved to locals
 */
public record Rewrites(boolean metering, boolean nans, boolean depth, boolean loops) {
    public static final Rewrites ALL = new Rewrites(true, true, true, true);

    public static final Rewrites NONE = new Rewrites(false, false, false, false);
}
