/** What is known of hosts' honesty, for each application, and why. */
@NullMarked
package org.manyhands.db.trust;

import org.jspecify.annotations.NullMarked;
