package io.dataface.tasks.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/// Notes every socket that a process has open, again and again from its start on, as `/proc`
/// tells;
/// needs Linux.
final class OpenSockets implements AutoCloseable {
    private final Node node;
    private final Set<Socket> seen = ConcurrentHashMap.newKeySet();
    private final Thread thread;

    OpenSockets(Node node) {
        this.node = node;
        this.thread = Thread.ofPlatform().daemon().name("sockets").start(this::watch);
    }

    /// @param protocol `tcp`, `tcp6`, `udp` or `udp6`
    /// @param peerPort 0 where it only listens
    record Socket(String protocol, InetAddress local, int port, InetAddress peer, int peerPort) {
        boolean leavesTheMachine() {
            boolean connected = peerPort != 0;
            return protocol.startsWith("udp")
                    || (connected ? !peer.isLoopbackAddress() : !local.isLoopbackAddress());
        }
    }

    /// All that were open at some moment.
    Set<Socket> seen() {
        return Set.copyOf(seen);
    }

    private void watch() {
        BooleanSupplier open = () -> !Thread.currentThread().isInterrupted();
        while (open.getAsBoolean()) {
            node.find().ifPresent(process -> seen.addAll(of(process.pid())));
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private static List<Socket> of(long pid) {
        var process = Path.of("/proc", Long.toString(pid));
        var own = inodes(process.resolve("fd"));
        return Stream.of("tcp", "tcp6", "udp", "udp6")
                .flatMap(protocol -> rows(process.resolve("net"), protocol, own))
                .toList();
    }

    private static Set<String> inodes(Path descriptors) {
        var inodes = new HashSet<String>();
        try (var files = Files.newDirectoryStream(descriptors)) {
            for (var file : files) {
                var target = target(file);
                if (target.startsWith("socket:[")) {
                    inodes.add(target.substring(8, target.length() - 1));
                }
            }
        } catch (IOException ended) {
            return Set.of();
        }
        return inodes;
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static Stream<Socket> rows(Path net, String protocol, Set<String> own) {
        try {
            return Files.readAllLines(net.resolve(protocol)).stream()
                    .skip(1)
                    .map(line -> line.strip().split("\\s+"))
                    .filter(words -> own.contains(words[9]))
                    .map(words -> socket(protocol, words[1], words[2]));
        } catch (IOException ended) {
            return Stream.empty();
        }
    }

    private static Socket socket(String protocol, String local, String peer) {
        return new Socket(protocol, address(local), port(local), address(peer), port(peer));
    }

    private static int port(String shown) {
        return Integer.parseInt(shown.substring(shown.indexOf(':') + 1), 16);
    }

    /// Words of four bytes, each in the machine's order.
    private static InetAddress address(String shown) {
        var bytes = HexFormat.of().parseHex(shown.substring(0, shown.indexOf(':')));
        var ordered = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            ordered[i] = bytes[(i & ~3) + 3 - (i & 3)];
        }
        try {
            return InetAddress.getByAddress(ordered);
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        thread.interrupt();
    }
}
