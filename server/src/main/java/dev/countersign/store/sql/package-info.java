/**
 * The store on SQLite and on PostgreSQL, through Jdbi. The only room that knows SQL. The SQL stays
 * inside what both databases understand; what differs is in {@link Engine}. It decides nothing: who
 * may do what, and when something has expired for good, is the features' business.
 */
@NullMarked
package dev.countersign.store.sql;

import org.jspecify.annotations.NullMarked;
