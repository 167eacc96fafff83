/** The bare runs of the models, for measuring; in the engine's package to reach its sessions. */
@NullMarked
package dev.countersign.face.onnx;

import org.jspecify.annotations.NullMarked;
