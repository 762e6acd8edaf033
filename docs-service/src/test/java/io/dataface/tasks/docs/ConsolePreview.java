package io.dataface.tasks.docs;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/// Shows the console with tasks in every state, without a manager: `ConsolePreview [port]`.
public final class ConsolePreview {

    private ConsolePreview() {}

    public static void main(String[] args) {
        PlanDatabase database = new PlanDatabase();
        String plan = "pilot";
        fill(database, plan);
        var manager = new FakeManager();
        manager.answer("/api/v1/kickoffs", 200, KICKOFF);
        new ConsoleApp(
                database,
                plan,
                manager.url(),
                "--server.port=" + (args.length == 0 ? "8095" : args[0]));
    }

    /// What a manager answers that is asked what a kick-off would do.
    public static final String KICKOFF =
            """
            {"dryRun":true,"tasks":[{"taskId":"CORE-EXPORT_THE_PLAN","title":"Export the plan",
            "blockers":[{"code":"dependency","detail":"waits for CORE-ADD_PORT_BUNDLES"}],
            "preview":{"prompt":"# Export the plan\\n\\nWork in this repository.","repository":"code",
            "repositoryUrl":"/srv/code.git","base":"main","branch":"task/export-the-plan",
            "agent":"claude","planCommit":"3f9c2ab6d1e84c0f9a7b5d2e1c3f4a5b6c7d8e9f"}}]}\
            """;

    static void fill(PlanDatabase database, String plan) {
        Map<String, String> texts =
                Registry.planOf(
                        "add-port-bundles",
                        "reconcile-merged-branches-safely",
                        "index-pages-once",
                        "normalise-identities",
                        "export-the-plan",
                        "profile-the-extension",
                        "retry-with-backoff",
                        "validate-owners",
                        "scope-server-bindings",
                        "never-started");
        texts.put("workstreams/core/tasks/broken.md", "---\ntitle: [\n---\n\n# Broken\n");
        database.loadTexts(plan, texts);
        var registry = new Registry(database, plan);
        registry.configure();
        UUID worker = registry.worker("w-1", 4);
        registry.worker("w-2", 4);
        UUID running = registry.running("add-port-bundles", worker, Duration.ofSeconds(432));
        registry.log(running, "system", "Preparing task/add-port-bundles from main at 1f0c2d3\n");
        for (int i = 1; i <= 60; i++) {
            registry.log(
                    running,
                    "stdout",
                    "[INFO] step " + i + ": reading worker/ports/File" + i + ".java\n");
        }
        registry.log(
                running,
                "stdout",
                "\u001b[1;34m▸ Edit\u001b[0m worker/ports/PortBundle.java   1.2 s\n"
                        + "\u001b[32m[INFO]\u001b[0m Tests run: 31, Failures: 1\n");
        registry.log(
                running,
                "stderr",
                "PortBundleTests.twoWorkspacesNeverShareABundle: expected 8200 but was 8100\n");
        registry.log(
                running,
                "stdout",
                "Reserving before the file is written; moving the reservation into one step.\n"
                        + "Running the tests again…\n");
        registry.running("index-pages-once", worker, Duration.ofSeconds(5));
        UUID failed =
                registry.running(
                        "reconcile-merged-branches-safely", worker, Duration.ofSeconds(700));
        registry.log(failed, "stdout", "starting\n");
        registry.log(
                failed,
                "stderr",
                "\u001b[31merror:\u001b[0m port 8100 is in use\nnpm ERR! exit 1\n");
        registry.ended(
                failed,
                "FAILED",
                "exit",
                "The agent's program ended with exit code 1.\n"
                        + "Last output:\n"
                        + "error: port 8100 is in use\n"
                        + "npm ERR! exit 1",
                1);
        UUID reviewed = registry.running("normalise-identities", worker, Duration.ofSeconds(540));
        registry.log(reviewed, "stdout", "done\n");
        registry.ended(reviewed, "SUCCEEDED", null, null, 0);
        registry.review("normalise-identities");
        registry.change(
                reviewed,
                """
                [{"sha":"c4c4c4c4c4c4c4c4","author":"claude","at":"2026-11-21T10:40:00Z","subject":"Collapse aliases to one slug"},
                 {"sha":"b2b2b2b2b2b2b2b2","author":"claude","at":"2026-11-21T10:38:00Z","subject":"Read aliases from people pages"}]\
                """,
                """
                diff --git a/src/Identity.java b/src/Identity.java
                index 1..2 100644
                --- a/src/Identity.java
                +++ b/src/Identity.java
                @@ -10,7 +10,9 @@ class Identity {
                     String slug(String name) {
                -        return name;
                +        String known = aliases.get(name.toLowerCase(Locale.ROOT));
                +        // an alias collapses to its person, whatever its case
                +        return known == null ? name : known;
                     }
                diff --git a/docs/identities.md b/docs/identities.md
                --- a/docs/identities.md
                +++ b/docs/identities.md
                @@ -1 +1,2 @@
                 # Identities
                +Aliases are one person.
                """);
        registry.followUp(
                "normalise-identities", "Also read the roles' pages.", "delivered", reviewed);
        registry.queued("validate-owners");
        registry.queued("export-the-plan");
        registry.dependsOn("export-the-plan", "add-port-bundles");
        registry.queued("profile-the-extension");
        database.jdbc()
                .sql("update task set agent = 'codex' where id = 'CORE-PROFILE_THE_EXTENSION'")
                .update();
        UUID first = registry.running("retry-with-backoff", worker, Duration.ofSeconds(95));
        registry.ended(first, "STALLED", "stall", "No sign of life for 5 min in step agent.", null);
        registry.queued("retry-with-backoff");
        database.jdbc()
                .sql(
                        "update dispatch d set previous_id = ?, attempt = 2, due_at = now() +"
                            + " interval '40 min' from task t where t.key = d.task_key and t.id ="
                            + " 'CORE-RETRY_WITH_BACKOFF' and d.state = 'QUEUED'")
                .param(first)
                .update();
        UUID done = registry.running("scope-server-bindings", worker, Duration.ofSeconds(360));
        registry.ended(done, "SUCCEEDED", null, null, 0);
        registry.completed("scope-server-bindings");
    }
}
