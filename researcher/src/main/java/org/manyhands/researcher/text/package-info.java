/** Values as people read them: credits, sizes, times, tables, and the terminal they are shown on. */
@NullMarked
package org.manyhands.researcher.text;

import org.jspecify.annotations.NullMarked;
