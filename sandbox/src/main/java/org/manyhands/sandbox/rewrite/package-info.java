/**
 * Judges modules against the deterministic profile and rewrites them so that they meter themselves. Bytes in, bytes
 * out: nothing here runs a module, and nothing here knows a host. Used inside slot processes only.
 */
@NullMarked
package org.manyhands.sandbox.rewrite;

import org.jspecify.annotations.NullMarked;
