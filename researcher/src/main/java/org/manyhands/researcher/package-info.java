/** The researcher's command line: where arguments come in and exit codes go out. */
@NullMarked
package org.manyhands.researcher;

import org.jspecify.annotations.NullMarked;
