/** What a slot keeps on disk so as not to do it again: owner-only files that carry their own digests. */
@NullMarked
package org.manyhands.sandbox.cache;

import org.jspecify.annotations.NullMarked;
