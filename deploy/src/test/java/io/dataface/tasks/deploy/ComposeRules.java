package io.dataface.tasks.deploy;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// What the specification's schema cannot say about our compose file.
final class ComposeRules {
    private static final Set<String> ONCE = Set.of("demo", "tasks");

    private final ComposeFile file;
    private final List<String> problems = new ArrayList<>();

    private ComposeRules(ComposeFile file) {
        this.file = file;
    }

    /// All that is wrong, as `service: what`.
    static List<String> problems(ComposeFile file) {
        var rules = new ComposeRules(file);
        file.services().forEach(rules::service);
        rules.ports();
        rules.secrets();
        rules.defined("volumes");
        rules.networks();
        return List.copyOf(rules.problems);
    }

    private void service(String name, JsonNode service) {
        var image = service.path("image").asString("");
        require(ImageReference.isPinned(image), name, "its image is not pinned: " + image);
        require(!ImageReference.namesHost(image), name, "its image names a host: " + image);
        require(
                service.path("user").asString("").matches("[1-9][0-9]*:[1-9][0-9]*"),
                name,
                "it does not run as a number that is not root's");
        require(service.path("read_only").asBoolean(false), name, "its root can be written");
        require(words(service.path("cap_drop")).contains("ALL"), name, "it keeps capabilities");
        require(
                words(service.path("security_opt")).contains("no-new-privileges:true"),
                name,
                "it may get new privileges");
        require(
                words(service.path("tmpfs")).stream().anyMatch(each -> each.startsWith("/tmp:")),
                name,
                "it has no /tmp");
        for (var forbidden : List.of("privileged", "cap_add", "pid", "ipc", "devices")) {
            require(service.path(forbidden).isMissingNode(), name, "it has " + forbidden);
        }
        for (var limit : List.of("cpus", "mem_limit", "pids_limit")) {
            require(service.has(limit), name, "it has no " + limit);
        }
        require(ONCE.contains(name) || hasHealthCheck(service), name, "it has no health check");
        require(
                service.path("restart")
                        .asString("")
                        .equals(ONCE.contains(name) ? "no" : "unless-stopped"),
                name,
                "it is not started again as it should be");
        require(
                name.equals("tasks") || seconds(service.path("stop_grace_period")) > 0,
                name,
                "it has no stop_grace_period");
        dependencies(name, service);
        mounts(name, service);
        environment(name);
    }

    private void dependencies(String name, JsonNode service) {
        service.path("depends_on")
                .properties()
                .forEach(
                        each -> {
                            var other = file.service(each.getKey());
                            switch (each.getValue().path("condition").asString("")) {
                                case "service_healthy" ->
                                        require(
                                                hasHealthCheck(other),
                                                name,
                                                each.getKey() + " has no health check to wait for");
                                case "service_completed_successfully" ->
                                        require(
                                                other.path("restart").asString("").equals("no"),
                                                name,
                                                each.getKey() + " never completes");
                                default ->
                                        require(false, name, "does not wait for " + each.getKey());
                            }
                            require(
                                    other.path("profiles").isMissingNode()
                                            || !each.getValue().path("required").asBoolean(true),
                                    name,
                                    "needs " + each.getKey() + ", which a profile leaves out");
                        });
        require(
                !service.path("depends_on").isArray(),
                name,
                "waits for nobody's health: depends_on");
    }

    private static boolean hasHealthCheck(JsonNode service) {
        return service.path("healthcheck").path("test").isArray();
    }

    private void mounts(String name, JsonNode service) {
        for (var mount : words(service.path("volumes"))) {
            var parts = mount.split(":");
            require(!mount.contains("docker.sock"), name, "it has the engine's socket");
            if (parts[0].startsWith(".")) {
                require(Files.exists(Project.file(parts[0])), name, "there is no " + parts[0]);
                require(
                        parts.length == 3 && parts[2].equals("ro"),
                        name,
                        parts[0] + " of the host can be written");
            }
        }
    }

    private void environment(String name) {
        file.environment(name)
                .forEach(
                        (key, value) ->
                                require(
                                        !key.matches(".*(PASSWORD|SECRET|TOKEN|KEY).*")
                                                || value.startsWith("/run/secrets/"),
                                        name,
                                        "a secret stands in its environment: " + key));
    }

    private void ports() {
        var published = new ArrayList<String>();
        file.services()
                .forEach(
                        (name, service) ->
                                words(service.path("ports"))
                                        .forEach(port -> published.add(name + " " + port)));
        require(
                published.size() == 1
                        && published.getFirst().matches("docs 127\\.0\\.0\\.1:[0-9]+:8005"),
                "ports",
                "not just the pages, and these on this host alone: " + published);
        file.services()
                .forEach(
                        (name, service) ->
                                require(
                                        !service.path("network_mode").asString("").equals("host"),
                                        name,
                                        "it is in the host's network"));
    }

    private void secrets() {
        var used = new TreeSet<String>();
        for (var service : file.services().values()) {
            for (var secret : service.path("secrets")) {
                used.add(
                        secret.isObject() ? secret.path("source").asString("") : secret.asString());
            }
        }
        var defined = new TreeSet<String>();
        file.tree()
                .path("secrets")
                .properties()
                .forEach(
                        each -> {
                            defined.add(each.getKey());
                            require(
                                    each.getValue()
                                            .path("file")
                                            .asString("")
                                            .equals("./deploy/docker/.secrets/" + each.getKey()),
                                    each.getKey(),
                                    "the secret is not a file of deploy/docker/.secrets");
                        });
        require(used.equals(defined), "secrets", "used " + used + ", defined " + defined);
    }

    private void defined(String kind) {
        var used = new TreeSet<String>();
        for (var service : file.services().values()) {
            words(service.path(kind)).stream()
                    .map(each -> each.split(":")[0])
                    .filter(each -> !each.startsWith("."))
                    .forEach(used::add);
        }
        var defined = new TreeSet<>(file.tree().path(kind).propertyNames());
        require(used.equals(defined), kind, "used " + used + ", defined " + defined);
    }

    /// Postgres reaches nothing outside; agents reach neither it nor the pages, whose buttons
    /// anybody may press who can reach them.
    private void networks() {
        defined("networks");
        for (var network : networksOf("postgres")) {
            require(
                    file.tree().path("networks").path(network).path("internal").asBoolean(false),
                    "postgres",
                    "its network " + network + " leads outside");
        }
        for (var name : file.services().keySet()) {
            if (name.startsWith("worker")) {
                for (var other : List.of("postgres", "docs")) {
                    var shared = new HashSet<>(networksOf(name));
                    shared.retainAll(networksOf(other));
                    require(shared.isEmpty(), name, "its agents reach " + other + " by " + shared);
                }
            }
        }
    }

    private Set<String> networksOf(String service) {
        return new TreeSet<>(words(file.service(service).path("networks")));
    }

    private void require(boolean kept, String where, String otherwise) {
        if (!kept) {
            problems.add(where + ": " + otherwise);
        }
    }

    private static List<String> words(JsonNode list) {
        return list.isArray()
                ? list.valueStream().filter(JsonNode::isString).map(JsonNode::asString).toList()
                : Stream.of(list).filter(JsonNode::isString).map(JsonNode::asString).toList();
    }

    /// A duration such as `75s`, in seconds; 0 where there is none.
    static long seconds(JsonNode duration) {
        var text = duration.asString("");
        return text.matches("[0-9]+[sm]")
                ? Duration.parse("PT" + text.toUpperCase(java.util.Locale.ROOT)).toSeconds()
                : 0;
    }

    /// What a person has to set, with a value that Compose would get.
    static Map<String, String> variables() {
        return Map.of("TASKS_UID", "1000", "TASKS_GID", "1000");
    }
}
