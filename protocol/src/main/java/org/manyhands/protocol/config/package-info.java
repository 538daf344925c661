/** Configuration and YAML files: typed records, unknown keys refused with the nearest known one. */
@NullMarked
package org.manyhands.protocol.config;

import org.jspecify.annotations.NullMarked;
