package dev.countersign.http.console.people;

import dev.countersign.account.OwnApplications;
import dev.countersign.audit.AuditReview;
import dev.countersign.crypto.HashPool;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.device.DeviceRegistry;
import dev.countersign.enrolment.FaceReview;
import dev.countersign.factor.AppCodes;
import dev.countersign.factor.FactorAdministration;
import dev.countersign.group.AdministratorProtection;
import dev.countersign.group.Administrators;
import dev.countersign.group.GroupAdministration;
import dev.countersign.group.RoleAdministration;
import dev.countersign.group.ServerOperators;
import dev.countersign.http.console.ConsoleRoutes;
import dev.countersign.lifecycle.Lifecycle;
import dev.countersign.matching.SearchSpaceAdministration;
import dev.countersign.passkey.PasskeyRegistration;
import dev.countersign.privacy.Erasure;
import dev.countersign.session.SessionAdministration;
import dev.countersign.user.EnrolmentLinks;
import dev.countersign.user.UserAdministration;
import dev.countersign.user.UserDirectory;
import java.time.InstantSource;

/** What the pages about people ask. */
public record PeopleFeatures(
    ConsoleRoutes routes,
    CustomerAdministration customers,
    UserAdministration users,
    UserDirectory directory,
    Lifecycle accounts,
    HashPool pool,
    GroupAdministration groups,
    RoleAdministration roles,
    Administrators administrators,
    ServerOperators operators,
    AdministratorProtection protection,
    SessionAdministration sessions,
    DeviceRegistry devices,
    FactorAdministration factors,
    PasskeyRegistration passkeys,
    AppCodes apps,
    FaceReview faces,
    EnrolmentLinks links,
    Erasure erasure,
    OwnApplications applications,
    AuditReview events,
    SearchSpaceAdministration spaces,
    InstantSource clock,
    boolean mail) {
  /** What is said to be done where a mail was to be sent: it waits while nothing can send it. */
  String mailed(String what) {
    return mail ? what : what + ".waiting";
  }

  PersonRoutes person() {
    return new PersonRoutes(routes, users, operators, protection, accounts.invitations());
  }
}
