/**
 * Many faces enrolled at once, from a folder or a list: what there is to do, doing it with all
 * processors, and telling how far it got and what was refused. It may not decide what a feature
 * decides: every picture takes the way a single one takes.
 */
@NullMarked
package dev.countersign.cli.bulk;

import org.jspecify.annotations.NullMarked;
