/**
 * Pages that ask somebody for their face, also in a frame on a customer's page: without any cookie,
 * and all of them usable without script. They ask the portal feature and show what it answers.
 */
@NullMarked
package dev.countersign.http.web.portal;

import org.jspecify.annotations.NullMarked;
