/** What canonical results left: files and standard output, unit by unit. */
@NullMarked
package org.manyhands.assimilator.output;

import org.jspecify.annotations.NullMarked;
