package dev.countersign.http.dialect.face;

import dev.countersign.http.Reply;

/** Answers a call whose caller was let in and named itself. */
interface FaceHandler {
  Reply handle(FaceRequest request);
}
