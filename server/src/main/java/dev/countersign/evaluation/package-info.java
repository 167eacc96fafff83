/**
 * How well faces are told apart, and living people from pictures of them: measured on labelled
 * photographs, as figures and curves. It uses the engine as everybody does, decides nothing about
 * anybody, keeps no photograph, and writes no file.
 */
@NullMarked
package dev.countersign.evaluation;

import org.jspecify.annotations.NullMarked;
