/** Runs the applications of this module in the sandbox and compares what they leave with the golden answers. */
@NullMarked
package org.manyhands.apps;

import org.jspecify.annotations.NullMarked;
