/**
 * Faces as values: pictures, what is found in them, embeddings, scores, and the engine that turns
 * one into the other. It knows no customer, no store and no request; what runs the models lives in
 * {@code face.onnx}, what reads picture files in {@code face.picture}, what searches many in {@code
 * face.gallery}. It may not keep a picture beyond a call, nor write one anywhere.
 */
@NullMarked
package dev.countersign.face;

import org.jspecify.annotations.NullMarked;
