package dev.countersign.keys;

import dev.countersign.crypto.Binding;
import dev.countersign.crypto.DataKey;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredPicture.OwnKey;
import dev.countersign.domain.UserId;
import dev.countersign.domain.WrappedKey;
import dev.countersign.keys.EpochKeys.Epoch;
import dev.countersign.store.FacePictures.OwnKeyed;
import dev.countersign.store.Transaction;
import java.security.SecureRandom;
import java.util.Optional;

/** Data keys on their way into the database and out of it. */
public final class DataKeys {
  private final EpochKeys epochs;
  private final SecureRandom random;

  public DataKeys(EpochKeys epochs, SecureRandom random) {
    this.epochs = epochs;
    this.random = random;
  }

  /** The person's data key; a new one when they have none. */
  public DataKey findOrMake(Transaction tx, CustomerId customer, UserId user) {
    Optional<DataKey> known = find(tx, customer, user);
    if (known.isPresent()) {
      return known.get();
    }
    DataKey made = DataKey.generate(random);
    Epoch epoch = epochs.hold(tx);
    byte[] wrapped = epoch.key().encrypt(made.material(), binding(customer, user));
    if (tx.faceKeys().add(new WrappedKey(customer, user, epoch.number(), wrapped))) {
      return made;
    }
    // Another node was first.
    return find(tx, customer, user).orElseThrow();
  }

  /** The person's data key; absent when nothing biometric is kept of them. */
  public Optional<DataKey> find(Transaction tx, CustomerId customer, UserId user) {
    return tx.faceKeys().find(customer, user).map(key -> open(tx, key));
  }

  /** Opens a person's wrapped key. */
  public DataKey open(Transaction tx, WrappedKey key) {
    Binding binding = binding(key.customerId(), key.userId());
    return DataKey.of(epochs.key(tx, key.epoch()).decrypt(key.wrapped(), binding));
  }

  /** Wraps a new key for a picture of nobody known. */
  public OwnKey wrap(Transaction tx, CustomerId customer, long picture, DataKey key) {
    Epoch epoch = epochs.hold(tx);
    return new OwnKey(
        epoch.number(), epoch.key().encrypt(key.material(), binding(customer, picture)));
  }

  /** Opens the key of a picture of nobody known. */
  public DataKey open(Transaction tx, CustomerId customer, long picture, OwnKey key) {
    return DataKey.of(
        epochs.key(tx, key.epoch()).decrypt(key.wrapped(), binding(customer, picture)));
  }

  /** Wraps a person's key under that epoch's; false when it changed or went meanwhile. */
  boolean rewrap(Transaction tx, WrappedKey old, Epoch epoch) {
    DataKey key = open(tx, old);
    byte[] wrapped = epoch.key().encrypt(key.material(), binding(old.customerId(), old.userId()));
    return tx.faceKeys().rewrap(old, epoch.number(), wrapped);
  }

  /** Wraps a picture's own key under that epoch's; false when it changed or went meanwhile. */
  boolean rewrap(Transaction tx, OwnKeyed old, Epoch epoch) {
    DataKey key = open(tx, old.customerId(), old.id(), old.key());
    Binding binding = binding(old.customerId(), old.id());
    byte[] wrapped = epoch.key().encrypt(key.material(), binding);
    return tx.facePictures().rewrap(old, new OwnKey(epoch.number(), wrapped));
  }

  private static Binding binding(CustomerId customer, UserId user) {
    return new Binding("face_data_key", "wrapped", customer.value(), user.toString());
  }

  private static Binding binding(CustomerId customer, long picture) {
    return new Binding("face_picture", "wrapped_key", customer.value(), Long.toString(picture));
  }
}
