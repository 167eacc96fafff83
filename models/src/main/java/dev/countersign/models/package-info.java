/**
 * Turns neural networks that are published as TensorFlow Lite files into ONNX files, while the
 * product is built: the one kind of file its inference runtime reads. A tool of the build; it may
 * not stand on the product's class path, and nothing of the product may depend on it.
 */
@NullMarked
package dev.countersign.models;

import org.jspecify.annotations.NullMarked;
