/** The status page: what the project does, for people who open its address in a browser. */
@NullMarked
package org.manyhands.server.page;

import org.jspecify.annotations.NullMarked;
