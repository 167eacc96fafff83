package dev.countersign.store;

/** The aggregates, all seen through one connection. Valid only inside the work it was given to. */
public interface Transaction {
  Customers customers();

  ApiKeys apiKeys();

  Issuers issuers();

  SigningKeys signingKeys();

  Users users();

  Devices devices();

  Sessions sessions();

  Throttles throttles();

  Nonces nonces();

  AuditTrail audit();

  Outbox outbox();

  Deliveries deliveries();

  SearchSpaces searchSpaces();

  Settings settings();

  Canaries canaries();

  Counters counters();

  Consents consents();

  FaceEpochs faceEpochs();

  FaceKeys faceKeys();

  FaceSecrets faceSecrets();

  FaceTemplates faceTemplates();

  FacePictures facePictures();

  FaceChanges faceChanges();

  OneTimeCodes oneTimeCodes();

  ErasureReceipts erasureReceipts();

  AccountLinks accountLinks();

  AccountDeletions accountDeletions();

  Groups groups();

  Operators operators();

  EventSums eventSums();

  Counts counts();

  Roles roles();

  Clients clients();

  OAuthGrants grants();

  AuthorizationCodes authorizationCodes();

  AuthorizationRequests authorizationRequests();

  DeviceAuthorizations deviceAuthorizations();

  UserConsents userConsents();

  LogoutNotices logoutNotices();

  PairwiseSecrets pairwiseSecrets();

  Passkeys passkeys();

  TotpSecrets totpSecrets();

  RecoveryCodes recoveryCodes();

  RememberedBrowsers rememberedBrowsers();

  PendingSignIns pendingSignIns();

  Portals portals();
}
