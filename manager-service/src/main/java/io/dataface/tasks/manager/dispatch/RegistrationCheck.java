package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.model.worker.Registration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a worker may say of itself.
final class RegistrationCheck {
    private static final int LONGEST = 200;
    private static final int MOST = 1_000;

    private RegistrationCheck() {}

    /// Refuses what cannot be a worker, with the field that is wrong.
    static void refuseMalformed(Registration worker) {
        if (worker.capacity() < 1 || worker.capacity() > MOST) {
            throw ApiException.badRequest(
                    "bad_capacity", "/capacity", "capacity must be from 1 to " + MOST);
        }
        name("/name", worker.name());
        name("/host", worker.host());
        name("/pool", worker.pool());
        name("/version", worker.version());
        names("/agents", worker.agents());
        names("/labels", worker.labels());
        if (worker.killed().size() > MOST) {
            throw ApiException.badRequest(
                    "bad_worker", "/killed", "killed may name at most " + MOST + " workers");
        }
    }

    private static void names(String pointer, List<String> names) {
        if (names.size() > MOST) {
            throw ApiException.badRequest(
                    "bad_worker", pointer, pointer.substring(1) + " may have at most " + MOST);
        }
        for (int i = 0; i < names.size(); i++) {
            name(pointer + "/" + i, names.get(i));
        }
    }

    private static void name(String pointer, String name) {
        String wrong = wrong(name);
        if (wrong != null) {
            throw ApiException.badRequest(
                    "bad_worker",
                    pointer,
                    "%s %s: give it 1 to %d characters without commas and control characters"
                            .formatted(pointer, wrong, LONGEST));
        }
    }

    /// Agents' names go to the queue's search as one text with commas between them.
    private static @Nullable String wrong(String name) {
        if (name.isBlank()) {
            return "is empty";
        }
        if (name.length() > LONGEST) {
            return "is too long";
        }
        return name.chars().anyMatch(c -> c == ',' || Character.isISOControl(c))
                ? "has a comma or a control character"
                : null;
    }
}
