/** Clients written by others, used as their documentation says, against a real server. */
@NullMarked
package dev.countersign.others;

import org.jspecify.annotations.NullMarked;
