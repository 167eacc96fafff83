package dev.countersign.cli.bulk;

import dev.countersign.assembly.Core;
import dev.countersign.capture.Refusal;
import dev.countersign.cli.bulk.Outcome.End;
import dev.countersign.domain.CustomerId;
import dev.countersign.domain.InvalidInput;
import dev.countersign.domain.Origin;
import dev.countersign.domain.User;
import dev.countersign.enrolment.EnrolmentRequest;
import dev.countersign.enrolment.EnrolmentResult;
import dev.countersign.enrolment.EnrolmentResult.Busy;
import dev.countersign.enrolment.EnrolmentResult.Enrolled;
import dev.countersign.face.picture.PictureNames;
import dev.countersign.store.AlreadyExists;
import dev.countersign.user.NewUser;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/** Enrols one person of many. Shared by the threads that do. */
public final class OneEnrolment {
  private final Core core;
  private final CustomerId customer;
  private final boolean create;
  private final BiFunction<User, List<String>, EnrolmentResult> enrol;

  /**
   * For people of that customer.
   *
   * @param create whether people who are not there yet are made
   * @param enrol enrols a person with the pictures at those {@code data:} URLs
   */
  public OneEnrolment(
      Core core,
      CustomerId customer,
      boolean create,
      BiFunction<User, List<String>, EnrolmentResult> enrol) {
    this.core = core;
    this.customer = customer;
    this.create = create;
    this.enrol = enrol;
  }

  Outcome enrol(Candidate candidate) {
    Optional<User> user;
    try {
      user = user(candidate);
    } catch (InvalidInput e) {
      return Outcome.refused(
          new Refused(candidate.userName(), "", "invalid_user", String.valueOf(e.getMessage())));
    }
    if (user.isEmpty()) {
      return Outcome.refused(
          new Refused(
              candidate.userName(),
              "",
              "unknown_user",
              "There is no such user: make one, or give --create-users"));
    }
    if (enrolled(user.get())) {
      return new Outcome(End.ALREADY, List.of());
    }
    return pictures(candidate, user.get());
  }

  private Optional<User> user(Candidate candidate) {
    Optional<User> found = core.users.find(customer, candidate.userName());
    if (found.isPresent() || !create) {
      return found;
    }
    NewUser wanted = new NewUser(candidate.userName(), candidate.profile(), Optional.empty());
    try {
      return Optional.of(core.users.create(customer, wanted, Origin.CLI));
    } catch (AlreadyExists e) {
      // Two spellings of one name, or another command at the same work.
      return core.users.find(customer, candidate.userName());
    }
  }

  private boolean enrolled(User user) {
    return core.store.read(tx -> tx.faceTemplates().find(customer, user.id()).isPresent());
  }

  private Outcome pictures(Candidate candidate, User user) {
    List<Refused> refused = new ArrayList<>();
    List<Path> files = new ArrayList<>();
    List<String> urls = new ArrayList<>();
    for (Path file : readFirst(candidate.files())) {
      if (urls.size() == EnrolmentRequest.MOST_PICTURES) {
        refused.add(
            new Refused(
                candidate.userName(),
                file.toString(),
                "too_many_pictures",
                "Eight pictures of one person are enough; this one was not looked at"));
      } else {
        read(candidate, file, refused)
            .ifPresent(url -> {
              files.add(file);
              urls.add(url);
            });
      }
    }
    if (urls.isEmpty()) {
      return new Outcome(End.REFUSED, refused);
    }
    return enrol(candidate, user, new Prepared(files, urls), refused);
  }

  /** Telephones' originals beside copies that are read do not take the copies' places. */
  private static List<Path> readFirst(List<Path> files) {
    return files.stream().sorted(Comparator.comparing(PictureNames::unread)).toList();
  }

  private record Prepared(List<Path> files, List<String> urls) {}

  private static Optional<String> read(Candidate candidate, Path file, List<Refused> refused) {
    try {
      Optional<String> url = PictureFiles.url(file);
      if (url.isEmpty()) {
        refused.add(
            new Refused(
                candidate.userName(),
                file.toString(),
                "picture_too_large",
                PictureFiles.TOO_LARGE));
      }
      return url;
    } catch (UncheckedIOException e) {
      refused.add(
          new Refused(
              candidate.userName(),
              file.toString(),
              "unreadable",
              "The file cannot be read; is it there, and may you read it?"));
      return Optional.empty();
    }
  }

  private Outcome enrol(Candidate candidate, User user, Prepared prepared, List<Refused> refused) {
    return switch (enrol.apply(user, prepared.urls())) {
      case Enrolled enrolled -> {
        for (var left : enrolled.leftOut()) {
          refused.add(line(candidate, prepared.files().get(left.picture()), left.refusal()));
        }
        yield new Outcome(End.ENROLLED, refused);
      }
      case EnrolmentResult.Refused(var _, var _, Refusal refusal) -> {
        refused.add(line(candidate, prepared.files().getFirst(), refusal));
        yield new Outcome(End.REFUSED, refused);
      }
      case Busy _ -> {
        refused.add(
            new Refused(
                candidate.userName(), "", "busy", "There was too much to do; run it again"));
        yield new Outcome(End.REFUSED, refused);
      }
    };
  }

  private static Refused line(Candidate candidate, Path file, Refusal refusal) {
    return new Refused(candidate.userName(), file.toString(), refusal.code(), refusal.message());
  }
}
