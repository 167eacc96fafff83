package dev.countersign.store.sql;

import dev.countersign.store.AccountDeletions;
import dev.countersign.store.AccountLinks;
import dev.countersign.store.ApiKeys;
import dev.countersign.store.AuditTrail;
import dev.countersign.store.AuthorizationCodes;
import dev.countersign.store.AuthorizationRequests;
import dev.countersign.store.Canaries;
import dev.countersign.store.Clients;
import dev.countersign.store.Consents;
import dev.countersign.store.Counters;
import dev.countersign.store.Counts;
import dev.countersign.store.Customers;
import dev.countersign.store.Deliveries;
import dev.countersign.store.DeviceAuthorizations;
import dev.countersign.store.Devices;
import dev.countersign.store.ErasureReceipts;
import dev.countersign.store.EventSums;
import dev.countersign.store.FaceChanges;
import dev.countersign.store.FaceEpochs;
import dev.countersign.store.FaceKeys;
import dev.countersign.store.FacePictures;
import dev.countersign.store.FaceSecrets;
import dev.countersign.store.FaceTemplates;
import dev.countersign.store.Groups;
import dev.countersign.store.Issuers;
import dev.countersign.store.LogoutNotices;
import dev.countersign.store.Nonces;
import dev.countersign.store.OAuthGrants;
import dev.countersign.store.OneTimeCodes;
import dev.countersign.store.Operators;
import dev.countersign.store.Outbox;
import dev.countersign.store.PairwiseSecrets;
import dev.countersign.store.Passkeys;
import dev.countersign.store.PendingSignIns;
import dev.countersign.store.Portals;
import dev.countersign.store.RecoveryCodes;
import dev.countersign.store.RememberedBrowsers;
import dev.countersign.store.Roles;
import dev.countersign.store.SearchSpaces;
import dev.countersign.store.Sessions;
import dev.countersign.store.Settings;
import dev.countersign.store.SigningKeys;
import dev.countersign.store.Throttles;
import dev.countersign.store.TotpSecrets;
import dev.countersign.store.Transaction;
import dev.countersign.store.UserConsents;
import dev.countersign.store.Users;
import org.jdbi.v3.core.Handle;

/** The aggregates on one connection. */
record SqlTransaction(Handle handle, Engine engine, Runnable faceChanged) implements Transaction {
  /** For those who need not be told of changes: other nodes are, by the database. */
  SqlTransaction(Handle handle, Engine engine) {
    this(handle, engine, () -> {});
  }

  @Override
  public Counts counts() {
    return new SqlCounts(handle);
  }

  @Override
  public EventSums eventSums() {
    return new SqlEventSums(handle);
  }

  @Override
  public Operators operators() {
    return new SqlOperators(handle);
  }

  @Override
  public Customers customers() {
    return new SqlCustomers(handle);
  }

  @Override
  public ApiKeys apiKeys() {
    return new SqlApiKeys(handle, engine);
  }

  @Override
  public Issuers issuers() {
    return new SqlIssuers(handle, engine);
  }

  @Override
  public SigningKeys signingKeys() {
    return new SqlSigningKeys(handle);
  }

  @Override
  public Users users() {
    return new SqlUsers(handle, engine);
  }

  @Override
  public Devices devices() {
    return new SqlDevices(handle);
  }

  @Override
  public Sessions sessions() {
    return new SqlSessions(handle);
  }

  @Override
  public Throttles throttles() {
    return new SqlThrottles(handle);
  }

  @Override
  public Nonces nonces() {
    return new SqlNonces(handle);
  }

  @Override
  public AuditTrail audit() {
    return new SqlAuditTrail(handle);
  }

  @Override
  public Outbox outbox() {
    return new SqlOutbox(handle, engine);
  }

  @Override
  public Deliveries deliveries() {
    return new SqlDeliveries(handle);
  }

  @Override
  public SearchSpaces searchSpaces() {
    return new SqlSearchSpaces(handle, engine);
  }

  @Override
  public Settings settings() {
    return new SqlSettings(handle);
  }

  @Override
  public Canaries canaries() {
    return new SqlCanaries(handle);
  }

  @Override
  public Counters counters() {
    return new SqlCounters(handle);
  }

  @Override
  public Consents consents() {
    return new SqlConsents(handle);
  }

  @Override
  public FaceEpochs faceEpochs() {
    return new SqlFaceEpochs(handle, engine);
  }

  @Override
  public FaceKeys faceKeys() {
    return new SqlFaceKeys(handle);
  }

  @Override
  public FaceSecrets faceSecrets() {
    return new SqlFaceSecrets(handle, engine);
  }

  @Override
  public FaceTemplates faceTemplates() {
    return new SqlFaceTemplates(handle, engine);
  }

  @Override
  public FacePictures facePictures() {
    return new SqlFacePictures(handle);
  }

  @Override
  public FaceChanges faceChanges() {
    return new SqlFaceChanges(handle, engine, faceChanged);
  }

  @Override
  public OneTimeCodes oneTimeCodes() {
    return new SqlOneTimeCodes(handle);
  }

  @Override
  public ErasureReceipts erasureReceipts() {
    return new SqlErasureReceipts(handle);
  }

  @Override
  public AccountLinks accountLinks() {
    return new SqlAccountLinks(handle);
  }

  @Override
  public AccountDeletions accountDeletions() {
    return new SqlAccountDeletions(handle);
  }

  @Override
  public Groups groups() {
    return new SqlGroups(handle);
  }

  @Override
  public Roles roles() {
    return new SqlRoles(handle);
  }

  @Override
  public Clients clients() {
    return new SqlClients(handle);
  }

  @Override
  public OAuthGrants grants() {
    return new SqlOAuthGrants(handle);
  }

  @Override
  public AuthorizationCodes authorizationCodes() {
    return new SqlAuthorizationCodes(handle);
  }

  @Override
  public AuthorizationRequests authorizationRequests() {
    return new SqlAuthorizationRequests(handle);
  }

  @Override
  public DeviceAuthorizations deviceAuthorizations() {
    return new SqlDeviceAuthorizations(handle);
  }

  @Override
  public UserConsents userConsents() {
    return new SqlUserConsents(handle);
  }

  @Override
  public LogoutNotices logoutNotices() {
    return new SqlLogoutNotices(handle, engine);
  }

  @Override
  public PairwiseSecrets pairwiseSecrets() {
    return new SqlPairwiseSecrets(handle);
  }

  @Override
  public Passkeys passkeys() {
    return new SqlPasskeys(handle);
  }

  @Override
  public TotpSecrets totpSecrets() {
    return new SqlTotpSecrets(handle);
  }

  @Override
  public RecoveryCodes recoveryCodes() {
    return new SqlRecoveryCodes(handle);
  }

  @Override
  public RememberedBrowsers rememberedBrowsers() {
    return new SqlRememberedBrowsers(handle);
  }

  @Override
  public PendingSignIns pendingSignIns() {
    return new SqlPendingSignIns(handle);
  }

  @Override
  public Portals portals() {
    return new SqlPortals(handle, engine);
  }
}
