/**
 * The pages for developers: what browses the API's description, and what tries its calls. The
 * description is the one source of what they show. They may not call any feature: whatever a reader
 * tries goes from the browser through the front door, as anybody's call does.
 */
@NullMarked
package dev.countersign.http.docs;

import org.jspecify.annotations.NullMarked;
