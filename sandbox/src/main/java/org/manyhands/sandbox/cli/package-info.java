/** The command {@code manyhands run}: an application on one's own machine, with the same bytes and the same fuel. */
@NullMarked
package org.manyhands.sandbox.cli;

import org.jspecify.annotations.NullMarked;
