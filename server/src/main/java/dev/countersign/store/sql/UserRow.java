package dev.countersign.store.sql;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.Enrolment;
import dev.countersign.domain.Profile;
import dev.countersign.domain.User;
import dev.countersign.domain.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;

/** A person as a row. */
final class UserRow {
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
        row.getString("country_code"));
  }

  private static Enrolment enrolment(ResultSet row) throws SQLException {
    return new Enrolment(
        row.getString("enrolment_reference"),
        Enrolment.State.valueOf(row.getString("enrolment_state")),
        Columns.instant(row, "enrolment_changed_at"),
        Columns.instant(row, "enrolment_open_until"));
  }
}
