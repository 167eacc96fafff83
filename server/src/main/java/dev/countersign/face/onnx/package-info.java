/**
 * The face engine on ONNX Runtime: detection, landmarks, embedding and liveness, each a model with
 * its arithmetic around it. Everything runs on a few platform threads of its own, because native
 * code would hold a request's virtual thread. Nothing else may import {@code ai.onnxruntime}, and
 * nothing here may touch it before the models are loaded: a start must not wait for it.
 */
@NullMarked
package dev.countersign.face.onnx;

import org.jspecify.annotations.NullMarked;
