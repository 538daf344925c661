/** Stored files: their bytes on disk and their rows. */
@NullMarked
package org.manyhands.db.file;

import org.jspecify.annotations.NullMarked;
