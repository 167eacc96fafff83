/**
 * Where the features are made and wired to each other, once, for the server and the command line
 * alike. It may not decide anything.
 */
@NullMarked
package dev.countersign.assembly;

import org.jspecify.annotations.NullMarked;
