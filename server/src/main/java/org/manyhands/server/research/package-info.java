/** The REST API: accounts, files, applications, batches, and what can be seen of them; one use case, one class. */
@NullMarked
package org.manyhands.server.research;

import org.jspecify.annotations.NullMarked;
