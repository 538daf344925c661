/** A plot of two columns of a table, as SVG. */
@NullMarked
package org.manyhands.assimilator.plot;

import org.jspecify.annotations.NullMarked;
