package dev.countersign.http.web;

import static dev.countersign.http.web.Html.escaped;
import static dev.countersign.http.web.Html.name;

import dev.countersign.customer.FaceSettings;
import dev.countersign.domain.User;
import dev.countersign.enrolment.EnrolmentPortal.Visit.Open;
import dev.countersign.enrolment.EnrolmentRequest.Kind;
import dev.countersign.http.Reply;
import dev.countersign.privacy.PictureVault.Opened;
import java.util.Base64;
import java.util.Optional;

/** The text a person agrees to with the form below it, and the page after it. */
// A page is read more easily in one piece.
@SuppressWarnings("InlineFormatString")
final class ConsentForm {
  /** The check box; its value is all that is agreed to. */
  static final String AGREED = "agreed";

  /** The file. */
  static final String PHOTOGRAPH = "photograph";

  private static final int OK = 200;
  private static final String FORM =
      """
      <h1>%s</h1>
      <p class="lead"><strong>%s</strong> asks you, %s, for a photograph to recognise you by.</p>
      %s<form method="post" enctype="multipart/form-data">
      <section class="card text" aria-labelledby="text">
      <h2 id="text">What you agree to</h2>
      <ul class="plain">
      <li><strong>What is kept:</strong> numbers computed from your face, by which it can be
      recognised%s. All of it is encrypted.</li>
      <li><strong>What for:</strong> %s. Nothing else.</li>
      <li><strong>How long:</strong> %s at most; then it is erased without anybody asking.</li>
      <li><strong>You may change your mind</strong> at any time: tell %s, and everything is erased.
      </li>
      <li>Nothing is kept before you agree, and nothing of a photograph that cannot be used.</li>
      </ul>
      <p class="version">Version %s of this text</p>
      <label class="check"><input type="checkbox" name="agreed" value="%s" required%s>
      <span>I have read this and agree.</span></label>
      </section>
      <section class="card text" aria-labelledby="photo">
      <h2 id="photo">Your photograph</h2>
      <ul class="plain">
      <li>Look straight into the camera, alone, with your whole face in view.</li>
      <li>Good light on your face, not behind you; hold still.</li>
      </ul>
      <label class="file">Take or choose a photograph
      <input type="file" name="photograph" accept="image/*" capture="user" required></label>
      </section>
      <button type="submit">Enrol my face</button>
      </form>
      """;

  private final Open visit;
  private final FaceSettings settings;

  ConsentForm(Open visit) {
    this.visit = visit;
    this.settings = visit.settings();
  }

  /** Before anything was sent. */
  Reply asked() {
    return page(OK, "", false);
  }

  /** Once more, with what was wrong. */
  Reply again(int status, String wrong, boolean agreed) {
    String alert = "<p class=\"alert\" role=\"alert\">" + escaped(wrong) + "</p>\n";
    return page(status, alert, agreed);
  }

  private Reply page(int status, String alert, boolean agreed) {
    String customer = name(visit.customer().name());
    String version = escaped(settings.textVersion());
    String checked = "";
    if (agreed) {
      checked = " checked";
    }
    String body =
        FORM.formatted(
            title(),
            customer,
            name(person(visit.user())),
            alert,
            kept(),
            escaped(settings.purpose()),
            days(),
            customer,
            version,
            visit.terms(),
            checked);
    return Html.page(status, title(), body);
  }

  private String title() {
    return switch (visit.kind()) {
      case FIRST -> "Enrol your face";
      case REPLACEMENT -> "Enrol your face anew";
    };
  }

  private static String person(User user) {
    if (user.profile().fullName().isEmpty()) {
      return user.userName();
    }
    return user.profile().fullName();
  }

  private String kept() {
    StringBuilder kept = new StringBuilder();
    if (settings.keepThumbnail()) {
      kept.append(", and a small picture of your face");
    }
    if (settings.storeOriginal()) {
      kept.append(", and the photograph as you send it");
    }
    if (visit.kind() == Kind.REPLACEMENT) {
      kept.append(", in place of what is kept of you now");
    }
    return kept.toString();
  }

  private String days() {
    int days = settings.consentDays();
    if (days == 1) {
      return "one day";
    }
    return days + " days";
  }

  /** It was kept. */
  Reply done(Optional<Opened> portrait) {
    String customer = name(visit.customer().name());
    String body =
        "<div class=\"done\">\n<h1>Your face is enrolled</h1>\n"
            + portrait.map(ConsentForm::image).orElse("")
            + "<p>Thank you. "
            + customer
            + " can recognise you from now on. This link does not work a second time; you may"
            + " close this page.</p>\n<p class=\"version\">To have everything erased, tell "
            + customer
            + ".</p>\n</div>\n";
    return Html.page(OK, "Your face is enrolled", body);
  }

  private static String image(Opened portrait) {
    return "<img class=\"portrait\" alt=\"The small picture of your face that is kept\" src=\"data:"
        + escaped(portrait.mediaType())
        + ";base64,"
        + Base64.getEncoder().encodeToString(portrait.bytes())
        + "\">\n";
  }
}
