/**
 * People and their profiles. Called alike by HTTP and the command line; every call names the
 * customer. It may not sign anybody in.
 */
@NullMarked
package dev.countersign.user;

import org.jspecify.annotations.NullMarked;
