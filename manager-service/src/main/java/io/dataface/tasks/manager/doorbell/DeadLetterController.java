package io.dataface.tasks.manager.doorbell;

import io.dataface.tasks.manager.web.Actor;
import io.dataface.tasks.manager.web.ApiException;
import io.dataface.tasks.manager.web.PageToken;
import io.dataface.tasks.model.api.DeadLetterView;
import io.dataface.tasks.model.api.Page;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Messages that nobody could read, and what people may do to them.
@RestController
@RequestMapping("/api/v1/queue/dead")
class DeadLetterController {
    private final DeadLetters letters;
    private final ObjectProvider<Replays> replays;

    DeadLetterController(DeadLetters letters, ObjectProvider<Replays> replays) {
        this.letters = letters;
        this.replays = replays;
    }

    @GetMapping
    Page<DeadLetterView> deadLetters(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable String after) {
        return letters.page(PageToken.of(limit, after, 2));
    }

    /// Publishes it anew; answers what was published.
    @PostMapping("/{id}/replay")
    DeadLetterView replay(@PathVariable UUID id, Actor actor) {
        var letter = letters.byId(id);
        var publisher = replays.getIfAvailable();
        if (publisher == null) {
            throw ApiException.conflict(
                    "no_broker",
                    "this manager has tasks.transport=postgres and publishes nothing: delete it");
        }
        publisher.replay(id, actor.name());
        return letter;
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void deleteDeadLetter(@PathVariable UUID id, Actor actor) {
        letters.remove(id, "delete-dead-letter", actor.name());
    }
}
