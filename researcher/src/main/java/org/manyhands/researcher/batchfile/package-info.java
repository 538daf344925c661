/** Reads batch.yaml; every mistake names file, line, column and what was expected. */
@NullMarked
package org.manyhands.researcher.batchfile;

import org.jspecify.annotations.NullMarked;
