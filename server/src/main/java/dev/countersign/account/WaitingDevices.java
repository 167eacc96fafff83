package dev.countersign.account;

import dev.countersign.audit.AuditKind;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.AuditLog.About;
import dev.countersign.domain.AuthenticationContext;
import dev.countersign.domain.Client;
import dev.countersign.domain.DeviceAuthorization;
import dev.countersign.domain.DeviceAuthorization.Approval;
import dev.countersign.domain.DeviceAuthorization.State;
import dev.countersign.domain.Origin;
import dev.countersign.signin.BrowserUser;
import dev.countersign.signin.TypedCode;
import dev.countersign.store.Store;
import dev.countersign.token.DeviceCodes;
import java.util.Optional;

/** Devices without a browser that wait for their owner to let them in (RFC 8628). */
public final class WaitingDevices {
  private final Store store;
  private final DeviceCodes codes;
  private final TypedCode typed;
  private final AuditLog audit;

  public WaitingDevices(Store store, DeviceCodes codes, TypedCode typed, AuditLog audit) {
    this.store = store;
    this.codes = codes;
    this.typed = typed;
    this.audit = audit;
  }

  /**
   * A device that waits.
   *
   * @param authorization what it asks for
   * @param client whose device it is
   */
  public record Waiting(DeviceAuthorization authorization, Client client) {}

  /** The device whose code the person typed; guesses are counted. */
  public TypedCode.Result<Waiting> find(BrowserUser caller, String code, Origin origin) {
    return typed.look(caller, () -> waiting(caller, code), origin);
  }

  /** Another customer's devices are not there for this person. */
  private Optional<Waiting> waiting(BrowserUser caller, String code) {
    return codes
        .find(code)
        .filter(device -> device.state() == State.PENDING)
        .filter(device -> device.customerId().equals(caller.customer()))
        .flatMap(device ->
            store
                .read(tx -> tx.clients().byId(device.clientId()))
                .filter(client -> !client.disabled())
                .map(client -> new Waiting(device, client)));
  }

  /** Lets it in; false when somebody decided before, or it has expired. */
  public boolean approve(BrowserUser caller, Waiting device, Origin origin) {
    Approval approval =
        new Approval(
            caller.id(),
            caller.session(),
            caller.amr(),
            AuthenticationContext.of(caller.amr()).text(),
            caller.authTime());
    boolean done = codes.approve(device.authorization(), approval);
    return noted(done, AuditKind.DEVICE_CODE_APPROVED, caller, device, origin);
  }

  /** Turns it away; false when somebody decided before, or it has expired. */
  public boolean deny(BrowserUser caller, Waiting device, Origin origin) {
    boolean done = codes.deny(device.authorization());
    return noted(done, AuditKind.DEVICE_CODE_DENIED, caller, device, origin);
  }

  private boolean noted(
      boolean done, AuditKind kind, BrowserUser caller, Waiting device, Origin origin) {
    if (done) {
      String client = "{\"client\":\"" + device.client().id() + "\"}";
      About about = new About(caller.customer(), caller.id(), caller.session(), client);
      var _ =
          store.write(tx -> {
            audit.append(tx, kind, AuditLog.SUCCESS, origin, about);
            return true;
          });
    }
    return done;
  }
}
