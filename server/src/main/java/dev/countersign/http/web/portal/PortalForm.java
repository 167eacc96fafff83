package dev.countersign.http.web.portal;

import dev.countersign.enrolment.EnrolmentRequest;
import dev.countersign.http.MultipartBody;
import dev.countersign.portal.Shot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What the form of a portal brings. */
final class PortalForm {
  private final MultipartBody form;

  PortalForm(MultipartBody form) {
    this.form = form;
  }

  /** What the person agreed to, or the empty string. */
  String agreed() {
    return form.text("agreed").orElse("");
  }

  boolean cancelled() {
    return form.text("cancel").isPresent();
  }

  /** The code that was mailed, where it is told. */
  Optional<String> code() {
    return form.text("otp");
  }

  String codeReference() {
    return form.text("otp-reference").orElse("");
  }

  /** The pictures; absent when there is none. */
  Optional<Shot> shot() {
    List<byte[]> photographs = new ArrayList<>(files("photograph", EnrolmentRequest.MOST_PICTURES));
    if (photographs.isEmpty()) {
      return Optional.empty();
    }
    String challenge = form.text("challenge").orElse("");
    return Optional.of(new Shot(photographs, files("turn", 2), challenge));
  }

  /** The first may go without a number. */
  private List<byte[]> files(String name, int most) {
    List<byte[]> files = new ArrayList<>();
    form.file(name).ifPresent(files::add);
    for (int i = 1; i <= most && files.size() < most; i++) {
      form.file(name + i).ifPresent(files::add);
    }
    return files;
  }
}
