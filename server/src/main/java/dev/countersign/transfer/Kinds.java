package dev.countersign.transfer;

import dev.countersign.domain.UserGroup;
import dev.countersign.domain.UserRole;
import dev.countersign.factor.AppSecretCopies;
import dev.countersign.keys.SigningKeyCopies;
import dev.countersign.notify.CallbackSecrets;
import dev.countersign.privacy.FaceCopies;
import dev.countersign.privacy.PictureCopies;
import dev.countersign.token.Subjects;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The types of records, in the order in which their records are written: what a record refers to
 * comes before it.
 */
public final class Kinds {
  private static final int REFERENCE_HALF = 16;

  private final UserKind users;
  private final TotpKind totp;
  private final ClientKind clients = new ClientKind();
  private final RosterKind groupMembers = new RosterKind(new GroupRoster());
  private final RosterKind roleHolders = new RosterKind(new RoleRoster());
  private final RoleGroupsKind roleGroups = new RoleGroupsKind();
  private final SigningKeyKind signingKeys;
  private final List<RecordKind<?>> ofCustomers;

  /** All of them, with what opens and seals their secrets. */
  public Kinds(
      CallbackSecrets callbackSecrets,
      Subjects subjects,
      AppSecretCopies appSecrets,
      FaceCopies faces,
      PictureCopies pictures,
      SigningKeyCopies signingKeys,
      SecureRandom random,
      InstantSource clock) {
    this.users = new UserKind(() -> half(random) + "/" + half(random));
    this.totp = new TotpKind(appSecrets);
    this.signingKeys = new SigningKeyKind(signingKeys, clock);
    this.ofCustomers =
        List.of(
            new CustomerKind(callbackSecrets, subjects),
            new ApiKeyKind(),
            clients,
            users,
            new DeletionKind(),
            new DeviceKind(),
            new PasskeyKind(),
            totp,
            new RecoveryKind(),
            new ConsentKind(),
            new FaceKind(faces),
            new PictureKind(pictures),
            new SpaceKind(),
            new RosterKind(new SpaceRoster()),
            LabelKind.GROUPS,
            groupMembers,
            LabelKind.ROLES,
            roleHolders,
            roleGroups,
            new UserConsentKind());
  }

  /** Half of the reference in an enrolment URL. */
  private static String half(SecureRandom random) {
    byte[] bytes = new byte[REFERENCE_HALF];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** What belongs to customers. */
  List<RecordKind<?>> ofCustomers() {
    return ofCustomers;
  }

  UserKind users() {
    return users;
  }

  TotpKind totp() {
    return totp;
  }

  ClientKind clients() {
    return clients;
  }

  LabelKind<UserGroup> groups() {
    return LabelKind.GROUPS;
  }

  RosterKind groupMembers() {
    return groupMembers;
  }

  LabelKind<UserRole> roles() {
    return LabelKind.ROLES;
  }

  RosterKind roleHolders() {
    return roleHolders;
  }

  RoleGroupsKind roleGroups() {
    return roleGroups;
  }

  SigningKeyKind signingKeys() {
    return signingKeys;
  }

  /** The type of that name. */
  Optional<RecordKind<?>> named(String type) {
    if (type.equals(signingKeys.type())) {
      return Optional.of(signingKeys);
    }
    return ofCustomers.stream().filter(kind -> kind.type().equals(type)).findFirst();
  }
}
