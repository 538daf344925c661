/** Coverage-guided fuzzing, by Jazzer: any bytes as a module, and any sequence of calls of the file system. */
package org.manyhands.sandbox.fuzz;
