package dev.countersign.assembly;

import dev.countersign.approval.OneTimeApprovals;
import dev.countersign.audit.AuditLog;
import dev.countersign.audit.RequestLog;
import dev.countersign.config.Configuration;
import dev.countersign.crypto.Argon2Parameters;
import dev.countersign.crypto.HashPool;
import dev.countersign.crypto.KeyEncryption;
import dev.countersign.crypto.PasswordHasher;
import dev.countersign.crypto.PasswordPolicy;
import dev.countersign.customer.ApiKeyAdministration;
import dev.countersign.customer.CustomerAdministration;
import dev.countersign.customer.DefaultCustomer;
import dev.countersign.customer.SettingsAdministration;
import dev.countersign.device.Challenges;
import dev.countersign.device.DeviceProofs;
import dev.countersign.device.DeviceRegistry;
import dev.countersign.domain.IdSource;
import dev.countersign.domain.InvalidInput;
import dev.countersign.face.FaceEngine;
import dev.countersign.face.onnx.ModelFiles;
import dev.countersign.face.onnx.OnnxFaceEngine;
import dev.countersign.group.GroupClaims;
import dev.countersign.health.Checkup;
import dev.countersign.health.FaceModelReport;
import dev.countersign.health.Readiness;
import dev.countersign.housekeeping.Housekeeping;
import dev.countersign.keys.BackgroundEpochChange;
import dev.countersign.keys.DataKeys;
import dev.countersign.keys.EpochChange;
import dev.countersign.keys.EpochKeyFiles;
import dev.countersign.keys.EpochKeys;
import dev.countersign.keys.KeyRing;
import dev.countersign.keys.PublishedKeys;
import dev.countersign.keys.SigningKeyLife;
import dev.countersign.matching.SearchSpaceAdministration;
import dev.countersign.metrics.OutgoingMetrics;
import dev.countersign.notify.Mail;
import dev.countersign.notify.SendingLimit;
import dev.countersign.notify.TextMessages;
import dev.countersign.outgoing.GuardedHttpClient;
import dev.countersign.outgoing.OutgoingGuard;
import dev.countersign.outgoing.Resolver;
import dev.countersign.privacy.BackgroundRenewals;
import dev.countersign.privacy.Erasure;
import dev.countersign.privacy.FaceVault;
import dev.countersign.privacy.PictureVault;
import dev.countersign.privacy.SecretRenewal;
import dev.countersign.privacy.TemplateReader;
import dev.countersign.privacy.Transforms;
import dev.countersign.session.Refresh;
import dev.countersign.session.RefreshRevocation;
import dev.countersign.session.RefreshSecrets;
import dev.countersign.session.SignOut;
import dev.countersign.store.Store;
import dev.countersign.store.StoreUnavailable;
import dev.countersign.store.Transaction;
import dev.countersign.store.sql.Databases;
import dev.countersign.store.sql.Migrations;
import dev.countersign.token.BegunRequests;
import dev.countersign.token.Introspection;
import dev.countersign.token.Renewal;
import dev.countersign.token.Revocation;
import dev.countersign.token.SignedTokens;
import dev.countersign.token.Subjects;
import dev.countersign.token.TokenGate;
import dev.countersign.user.EnrolmentInvitations;
import dev.countersign.user.EnrolmentLinks;
import dev.countersign.user.EnrolmentMail;
import dev.countersign.user.EnrolmentTexts.EnrolmentText;
import dev.countersign.user.UserAdministration;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The features on an opened store, as HTTP and the command line both call them. */
public final class Core implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Core.class);

  public final Configuration configuration;
  public final InstantSource clock;
  public final SecureRandom random;
  public final MeterRegistry registry;
  public final Store store;
  public final IdSource ids;
  public final AuditLog audit;
  public final KeyEncryption encryption;
  public final KeyRing ring;
  public final SigningKeyLife signingKeys;
  public final HashPool pool;
  public final PasswordHasher hasher;
  public final PasswordPolicy policy;
  public final CustomerAdministration customers;
  public final ApiKeyAdministration apiKeys;
  public final DefaultCustomer defaultCustomer;
  public final EnrolmentLinks enrolmentLinks;
  public final SettingsAdministration customerSettings;
  public final EpochKeys epochKeys;
  public final EpochChange epochChange;
  public final BackgroundEpochChange backgroundEpochChange;
  public final Transforms transforms;
  public final SecretRenewal secretRenewal;
  public final BackgroundRenewals backgroundRenewals;
  public final PictureVault pictures;
  public final FaceVault faces;
  public final TemplateReader templates;
  public final Erasure erasure;
  public final OneTimeApprovals approvals;
  public final UserAdministration users;
  public final SearchSpaceAdministration searchSpaces;
  public final RequestLog requestLog;
  public final Challenges challenges;
  public final DeviceProofs deviceProofs;
  public final DeviceRegistry devices;
  public final FactorFeatures factors;
  public final SignInFeatures signIn;
  public final SignedTokens signedTokens;
  public final TokenGate gate;
  public final Renewal renewal;
  public final Refresh refresh;
  public final SignOut signOut;
  public final GuardedHttpClient http;
  public final MessageFeatures messages;
  public final ClientFeatures clients;
  public final BegunRequests begunRequests;
  public final Introspection introspection;
  public final Revocation revocation;
  public final TokenFeatures tokenFeatures;
  public final PublishedKeys publishedKeys;
  public final FaceEngine faceEngine;

  /** Whether the server loads the models when it starts, and is not ready before. */
  public final boolean preloadsFaces;

  public final FaceFeatures faceFeatures;
  public final AuthorizationFeatures authorizationFeatures;
  public final TransferFeatures transfer;
  public final Readiness readiness;
  public final Checkup checkup;
  public final FaceModelReport faceModels;
  public final Housekeeping housekeeping;
  public final LifecycleFeatures lifecycle;
  public final PortalFeatures portals;

  private Core(
      Configuration configuration,
      InstantSource clock,
      SecureRandom random,
      MeterRegistry registry,
      Store store,
      Migrations migrations,
      boolean epochLost) {
    this.configuration = configuration;
    this.clock = clock;
    this.random = random;
    this.registry = registry;
    this.store = store;
    ids = new IdSource(clock, store.write(tx -> tx.counters().next("node")));
    audit = new AuditLog(ids, clock);
    encryption = Opening.key(configuration, store, clock);
    ring = new KeyRing(store, encryption);
    signingKeys =
        new SigningKeyLife(
            store, encryption, audit, ids, random, clock, Opening.timing(configuration));
    var passwords = configuration.passwords();
    pool = new HashPool(passwords.hashThreads(), passwords.hashQueue());
    hasher =
        PasswordHasher.create(
            new Argon2Parameters(
                passwords.argon2MemoryKib(),
                passwords.argon2Iterations(),
                passwords.argon2Parallelism()),
            random);
    policy = new PasswordPolicy(passwords.breachedList().map(Opening::breached));
    customers = new CustomerAdministration(store, hasher, policy, audit, ids, clock);
    apiKeys = new ApiKeyAdministration(store, audit, ids, random, clock);
    defaultCustomer = new DefaultCustomer(store, ring, configuration.defaultCustomer());
    enrolmentLinks = new EnrolmentLinks(ring, random, configuration.enrolment().urlTtl());
    customerSettings = new SettingsAdministration(store, configuration.outgoing(), audit);
    SSLContext tls = Opening.systemTls();
    OutgoingGuard guard = new OutgoingGuard(configuration.outgoing(), Resolver.system());
    http = new GuardedHttpClient(guard, tls, new OutgoingMetrics(registry));
    messages = new MessageFeatures(this, tls);
    EnrolmentInvitations invitations =
        new EnrolmentInvitations(
            customerSettings, this::queue, this::queueText, new SendingLimit(clock));
    EpochKeyFiles epochFiles = new EpochKeyFiles(configuration.keys().epochFolder(), encryption);
    epochKeys = new EpochKeys(epochFiles, clock);
    if (!epochLost) {
      Opening.requireEpoch(epochKeys, store);
    }
    DataKeys dataKeys = new DataKeys(epochKeys, random);
    epochChange = new EpochChange(store, epochKeys, epochFiles, dataKeys, audit, clock);
    backgroundEpochChange = new BackgroundEpochChange(epochChange);
    transforms = new Transforms(store, encryption, random, clock);
    pictures = new PictureVault(store, dataKeys, ids, random, clock);
    faces = new FaceVault(store, dataKeys, transforms, pictures, ids, random, clock);
    templates = new TemplateReader(store, dataKeys);
    erasure = new Erasure(store, audit, ids, clock);
    secretRenewal = new SecretRenewal(store, dataKeys, transforms, erasure, audit, random, clock);
    backgroundRenewals = new BackgroundRenewals(secretRenewal);
    approvals = new OneTimeApprovals(store, encryption, random, clock);
    users =
        new UserAdministration(
            store, hasher, policy, enrolmentLinks, invitations, erasure, audit, ids, clock);
    searchSpaces = new SearchSpaceAdministration(store, audit, ids);
    requestLog = new RequestLog(store);
    Duration challengeTtl = configuration.devices().challengeTtl();
    challenges = new Challenges(store, encryption, random, clock, challengeTtl);
    deviceProofs = new DeviceProofs(store, challenges, ring, challengeTtl, clock);
    devices = new DeviceRegistry(store, deviceProofs, audit, random, clock);
    RefreshSecrets secrets = new RefreshSecrets(encryption, random);
    factors = new FactorFeatures(this);
    var face = configuration.face();
    ModelFiles models = new ModelFiles(face.models());
    faceModels = new FaceModelReport(models);
    Path libraries = configuration.data().folder().resolve("cache").resolve("onnxruntime");
    faceEngine = new OnnxFaceEngine(models, Optional.of(libraries), face.threads(), face.queue());
    faceFeatures = new FaceFeatures(this);
    signIn = new SignInFeatures(this, secrets);
    signedTokens = new SignedTokens(ring, random, clock);
    gate = new TokenGate(store, signedTokens, clock);
    renewal = new Renewal(gate, signedTokens, configuration.tokens().accessTtl());
    refresh = new Refresh(store, secrets, deviceProofs, audit, clock, configuration.sessions());
    signOut = new SignOut(store, audit);
    Subjects subjects = new Subjects(store, encryption, random);
    introspection =
        new Introspection(
            store, gate, signedTokens, refresh, ring, subjects, signIn.keyCheck, clock);
    RefreshRevocation refreshTokens = new RefreshRevocation(store, secrets, audit);
    revocation =
        new Revocation(store, gate, signedTokens, signOut, refreshTokens, signIn.keyCheck, clock);
    tokenFeatures = new TokenFeatures(this, subjects, List.of(new GroupClaims(store)::claims));
    publishedKeys = new PublishedKeys(ring);
    clients = new ClientFeatures(this);
    begunRequests = new BegunRequests(clock, configuration.throttle().networkRequests());
    authorizationFeatures = new AuthorizationFeatures(this);
    transfer = new TransferFeatures(this, dataKeys);
    // Where nobody's face was ever kept, the first picture may wait for the models.
    preloadsFaces = face.preload() && store.read(tx -> tx.faceEpochs().current()).isPresent();
    readiness =
        new Readiness(store, ring, store.maintenance()::schemaUpToDate, this::facesReady, clock);
    checkup = new Checkup(configuration, store, ring, migrations::current, clock);
    housekeeping =
        new Housekeeping(
            store,
            clock,
            configuration.housekeeping(),
            configuration.audit(),
            configuration.sessions(),
            erasure,
            epochKeys,
            transforms);
    housekeeping.add(messages.log::sweep);
    lifecycle = new LifecycleFeatures(this);
    portals = new PortalFeatures(this);
  }

  private boolean facesReady() {
    return faceEngine.ready() || (!preloadsFaces && !faceEngine.broken());
  }

  private void queue(Transaction tx, EnrolmentMail mail) {
    Optional<String> from = Optional.of(mail.from()).filter(sender -> !sender.isEmpty());
    messages.notifications.mail(
        tx,
        Optional.of(mail.customer()),
        Optional.of(mail.user()),
        new Mail(from, mail.to(), mail.subject(), mail.body()).about("face_enrolment_url"));
  }

  private void queueText(Transaction tx, EnrolmentText text) {
    new TextMessages(messages.notifications, configuration.outbox().smsUrl())
        .enrolment(tx, text.customer(), text.user(), text.number(), text.text());
  }

  /**
   * Opens the database, brings its schema up to date, and wires the features.
   *
   * @throws InvalidInput when the key-encryption key cannot be used; the message says what to do
   * @throws dev.countersign.store.StoreUnavailable when the database cannot be reached
   */
  public static Core open(
      Configuration configuration,
      InstantSource clock,
      SecureRandom random,
      MeterRegistry registry) {
    return open(configuration, clock, random, registry, false);
  }

  /** The same where the key of the current epoch of faces is lost, for beginning the next. */
  public static Core openWithLostEpoch(
      Configuration configuration,
      InstantSource clock,
      SecureRandom random,
      MeterRegistry registry) {
    return open(configuration, clock, random, registry, true);
  }

  private static Core open(
      Configuration configuration,
      InstantSource clock,
      SecureRandom random,
      MeterRegistry registry,
      boolean epochLost) {
    Databases database = ConfiguredDatabase.of(configuration);
    Migrations migrations = database.migrations();
    migrations.migrate();
    return new Core(configuration, clock, random, registry, database.open(), migrations, epochLost);
  }

  /** A command that erased somebody leaves nothing behind; a server has a job for it. */
  private void scrub() {
    try {
      erasure.scrub();
    } catch (StoreUnavailable e) {
      log.warn("What was erased could not be overwritten yet; the server will do it", e);
    }
  }

  @Override
  public void close() {
    messages.delivery.close();
    faceFeatures.close();
    faceEngine.close();
    pool.close();
    scrub();
    store.close();
  }
}
