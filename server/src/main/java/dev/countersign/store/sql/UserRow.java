package dev.countersign.store.sql;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.Profile;
import dev.countersign.domain.ProfileDetails;
import dev.countersign.domain.ProfileField;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** A person as a row. */
final class UserRow {
  private static final String NOTHING = "{}";
  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private UserRow() {}

  static Update bind(Update statement, User user) {
    Profile profile = user.profile();
    Enrolment enrolment = user.enrolment();
    return statement
        .bind("customer", user.customerId().value())
        .bind("id", user.id().value())
        .bind("userName", user.userName())
        .bind("userNameKey", user.userNameKey())
        .bind("fullName", profile.fullName())
        .bind("email", profile.email())
        .bind("emailVerified", Columns.number(profile.emailVerified()))
        .bind("phoneNumber", profile.phoneNumber())
        .bind("countryCode", profile.countryCode())
        .bind("details", details(profile.details()))
        .bind("passwordHash", user.passwordHash())
        .bind("credentialVersion", user.credentialVersion())
        .bind("state", user.state().name())
        .bind("blacklistedAt", Columns.millis(user.blacklistedAt()))
        .bind("reference", enrolment.reference())
        .bind("enrolmentState", enrolment.state().name())
        .bind("enrolmentChangedAt", enrolment.changedAt().toEpochMilli())
        .bind("openUntil", enrolment.openUntil().toEpochMilli());
  }

  static User read(ResultSet row, StatementContext context) throws SQLException {
    return new User(
        new CustomerId(row.getLong("customer_id")),
        new UserId(row.getLong("id")),
        row.getString("user_name"),
        row.getString("user_name_key"),
        profile(row),
        row.getString("password_hash"),
        row.getLong("credential_version"),
        User.State.valueOf(row.getString("state")),
        Columns.optionalInstant(row, "blacklisted_at"),
        enrolment(row),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "updated_at"));
  }

  private static Profile profile(ResultSet row) throws SQLException {
    return new Profile(
        row.getString("full_name"),
        row.getString("email"),
        Columns.truth(row, "email_verified"),
        row.getString("phone_number"),
        row.getString("country_code"),
        details(row.getString("details")));
  }

  private static String details(ProfileDetails details) {
    if (details.values().isEmpty()) {
      return NOTHING;
    }
    Map<String, String> texts = new LinkedHashMap<>();
    details.values().forEach((field, value) -> texts.put(field.claim(), value));
    return JsonColumn.write(texts);
  }

  /** A field this release does not know is not shown by it. */
  private static ProfileDetails details(String json) {
    if (json.equals(NOTHING)) {
      return ProfileDetails.NONE;
    }
    Map<ProfileField, String> values = new EnumMap<>(ProfileField.class);
    JsonColumn.read(json, TEXTS)
        .forEach((claim, value) ->
            ProfileField.ofClaim(claim).ifPresent(field -> values.put(field, value)));
    return new ProfileDetails(values);
  }

  private static Enrolment enrolment(ResultSet row) throws SQLException {
    return new Enrolment(
        row.getString("enrolment_reference"),
        Enrolment.State.valueOf(row.getString("enrolment_state")),
        Columns.instant(row, "enrolment_changed_at"),
        Columns.instant(row, "enrolment_open_until"));
  }
}
