package io.dataface.tasks.docs;

import java.nio.file.Path;
import org.springframework.boot.SpringApplication;

/// Shows a plan folder in a browser without a manager: `DevServer <folder> [--server.port=…]`.
public final class DevServer {

    private DevServer() {}

    public static void main(String[] args) {
        PlanDatabase database = new PlanDatabase();
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
        database.loadFolder("dev", Path.of(args[0]));
        for (String task : System.getProperty("queue", "").split(",")) {
            database.queue("dev", task);
        }
        String[] settings = database.settings("dev");
        String[] all = new String[settings.length + args.length - 1];
        System.arraycopy(settings, 0, all, 0, settings.length);
        System.arraycopy(args, 1, all, settings.length, args.length - 1);
        SpringApplication.run(DocsApplication.class, all);
    }
}
