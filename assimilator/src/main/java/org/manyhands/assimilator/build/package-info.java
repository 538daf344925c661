/** Built-in ways to put an answer together, and the answer in the making. */
@NullMarked
package org.manyhands.assimilator.build;

import org.jspecify.annotations.NullMarked;
