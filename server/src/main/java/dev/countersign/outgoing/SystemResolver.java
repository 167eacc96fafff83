package dev.countersign.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * The operating system's resolver. It is native code that nothing can interrupt, so it is asked in
 * platform threads of its own: a virtual thread would hold its carrier for as long as it takes.
 */
final class SystemResolver implements Resolver {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().name("resolver-", 0).daemon().factory());

  @Override
  public List<InetAddress> resolve(String name) throws UnknownHostException {
    Future<InetAddress[]> answer = threads.submit(() -> InetAddress.getAllByName(name));
    try {
      return List.of(answer.get());
    } catch (ExecutionException e) {
      throw new UnknownHostException(name);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UnknownHostException(name);
    }
  }
}
