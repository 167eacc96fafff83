package dev.countersign.store;

import dev.countersign.domain.CustomerId;
import dev.countersign.domain.StoredPicture;
import dev.countersign.domain.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Pictures of faces, sealed. Every lookup names the customer. */
public interface FacePictures {
  void add(StoredPicture picture);

  Optional<StoredPicture> find(CustomerId customer, long id);

  /** How large a picture is, without reading it. */
  Optional<Outline> outline(CustomerId customer, long id);

  /**
   * The pictures that belong to a customer's templates by id, starting after that id (0 for the
   * first), at most so many.
   */
  List<StoredPicture> page(CustomerId customer, long afterId, int limit);

  /** Removes a picture; false when there is none. */
  boolean delete(CustomerId customer, long id);

  /** The ids of the pictures that belong to a person's template, by kind, newest first. */
  List<Listed> ofTemplate(CustomerId customer, UserId user);

  /** Removes the pictures of that purpose that a person has; returns how many. */
  int deleteOfUser(CustomerId customer, UserId user, StoredPicture.Purpose purpose);

  /** Removes at most so many that expired before; returns how many. */
  int deleteExpired(Instant before, int limit);

  /** Pictures whose own key is wrapped in epochs before that one, at most so many. */
  List<OwnKeyed> wrappedBefore(long epoch, int limit);

  /** Replaces the wrapping of a picture's own key; false when it changed or went meanwhile. */
  boolean rewrap(OwnKeyed old, StoredPicture.OwnKey changed);

  /**
   * What is known of a picture before it is read.
   *
   * @param bytes it has, sealed
   * @param expiresAt when it is removed
   */
  record Outline(int bytes, Instant expiresAt) {}

  /**
   * A picture without its contents.
   *
   * @param id its identity
   * @param kind what is on it
   * @param expiresAt when it is removed
   */
  record Listed(long id, StoredPicture.Kind kind, Instant expiresAt) {}

  /**
   * A picture's own key without the picture.
   *
   * @param customerId the isolation boundary
   * @param id the picture
   * @param key its key
   */
  record OwnKeyed(CustomerId customerId, long id, StoredPicture.OwnKey key) {}
}
