package io.dataface.tasks.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/// Stands between the workers and the managers, knows HTTP/1.1 well enough to tell one exchange
/// from the next, and loses answers, requests or time on demand. Of several managers each
/// connection gets the next one that accepts it.
public final class Proxy implements AutoCloseable {
    private final ServerSocket server;
    private final List<Integer> managerPorts;
    private final AtomicInteger turn = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Drop> drops = new CopyOnWriteArrayList<>();
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private volatile boolean cut;
    private volatile Duration delay = Duration.ZERO;
    private volatile Predicate<Exchange> losing = exchange -> false;

    Proxy(List<Integer> managerPorts) {
        this.managerPorts = List.copyOf(managerPorts);
        try {
            this.server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofPlatform().daemon().name("proxy").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /// A request and its answer, both whole.
    ///
    /// @param method in capitals
    /// @param path with its query
    /// @param sent the request's body as text
    /// @param status of the answer
    /// @param answer its body as text
    public record Exchange(String method, String path, String sent, int status, String answer) {
        /// A worker's poll for leases.
        public boolean isPoll() {
            return method.equals("POST") && path.contains("/leases");
        }

        /// A worker's renewal, acknowledgement or push gate.
        public boolean isRenewal() {
            return method.equals("PUT") && path.contains("/leases");
        }

        /// An append to a log.
        public boolean isLog() {
            return method.equals("POST") && path.contains("/log?");
        }

        /// A report of results.
        public boolean isResult() {
            return method.equals("POST") && path.endsWith("/results");
        }

        /// A registration.
        public boolean isRegistration() {
            return method.equals("POST") && path.endsWith("/workers");
        }
    }

    /// One answer that is to be lost.
    public static final class Drop {
        private final Predicate<Exchange> which;
        private final CountDownLatch done = new CountDownLatch(1);

        private Drop(Predicate<Exchange> which) {
            this.which = which;
        }

        /// Whether it was lost by now.
        public boolean happened() {
            return done.getCount() == 0;
        }

        /// Waits until it was lost.
        ///
        /// @throws IllegalStateException where that takes longer than the limit
        public void await(Duration limit) {
            try {
                if (!done.await(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException("No such exchange within " + limit);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /// Loses the answer of the next exchange of that kind: the manager has answered, the
    /// worker's
    /// connection breaks instead.
    public Drop dropNext(Predicate<Exchange> which) {
        Drop drop = new Drop(which);
        drops.add(drop);
        return drop;
    }

    /// From now on loses every answer of that kind, until the next call.
    public void lose(Predicate<Exchange> which) {
        losing = which;
    }

    /// From now on each request waits so long on its way; zero: none does.
    public void delay(Duration each) {
        delay = each;
    }

    /// Breaks all connections and refuses new ones until [#mend].
    public void cut() {
        cut = true;
        open.forEach(Proxy::close);
    }

    /// Ends all faults: nothing is cut, delayed or lost any more.
    public void mend() {
        cut = false;
        delay = Duration.ZERO;
        losing = exchange -> false;
        drops.clear();
    }

    /// How many exchanges came to their answer, lost ones included.
    public long exchanges() {
        return exchanges.get();
    }

    /// How many connections were refused because all is cut.
    public long refused() {
        return refused.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket worker = server.accept();
                open.add(worker);
                Thread.startVirtualThread(() -> serve(worker));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket worker) {
        try (worker;
                Socket manager = manager()) {
            open.add(manager);
            InputStream requests = new BufferedInputStream(worker.getInputStream());
            InputStream answers = new BufferedInputStream(manager.getInputStream());
            while (exchange(requests, manager.getOutputStream(), answers, worker)) {
                exchanges.incrementAndGet();
            }
        } catch (IOException | InterruptedException broken) {
            // Whoever is left sees its connection close.
        } finally {
            open.removeIf(Socket::isClosed);
        }
    }

    /// A connection to the next manager that accepts one.
    private Socket manager() throws IOException {
        if (cut) {
            refused.incrementAndGet();
            throw new IOException("cut");
        }
        int first = turn.getAndIncrement();
        for (int i = 0; ; i++) {
            int port = managerPorts.get(Math.floorMod(first + i, managerPorts.size()));
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 2000);
                return socket;
            } catch (IOException away) {
                socket.close();
                if (i + 1 == managerPorts.size()) {
                    throw away;
                }
            }
        }
    }

    private boolean exchange(
            InputStream requests, OutputStream toManager, InputStream answers, Socket worker)
            throws IOException, InterruptedException {
        HttpMessage request = HttpMessage.read(requests, false);
        if (request == null) {
            return false;
        }
        Thread.sleep(delay);
        toManager.write(request.bytes());
        toManager.flush();
        HttpMessage answer = HttpMessage.read(answers, request.firstLine().startsWith("HEAD "));
        if (answer == null || cut) {
            return false;
        }
        String[] line = request.firstLine().split(" ");
        Exchange exchange =
                new Exchange(
                        line[0],
                        line[1],
                        request.body(),
                        Integer.parseInt(answer.firstLine().split(" ")[1]),
                        answer.body());
        if (lost(exchange)) {
            exchanges.incrementAndGet();
            return false;
        }
        worker.getOutputStream().write(answer.bytes());
        worker.getOutputStream().flush();
        return true;
    }

    private boolean lost(Exchange exchange) {
        for (Drop drop : drops) {
            if (drop.which.test(exchange) && drops.remove(drop)) {
                drop.done.countDown();
                return true;
            }
        }
        return losing.test(exchange);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException closed) {
            // Nothing else was wanted.
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException closed) {
            // Nothing else was wanted.
        }
        open.forEach(Proxy::close);
    }
}
