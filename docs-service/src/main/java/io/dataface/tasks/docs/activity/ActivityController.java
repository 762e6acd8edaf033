package io.dataface.tasks.docs.activity;

import io.dataface.tasks.docs.frame.Asking;
import io.dataface.tasks.docs.frame.SiteName;
import io.dataface.tasks.docs.published.PlanSettings;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// Serves the activity as a page, a feed and a table.
@Controller
class ActivityController {

    private static final int CHUNK = 1_000;
    private static final String NO_CACHE = "private, no-cache";

    private final ActivityReads reads;
    private final PlanSettings plan;
    private final SiteName site;

    ActivityController(ActivityReads reads, PlanSettings plan, SiteName site) {
        this.reads = reads;
        this.plan = plan;
        this.site = site;
    }

    /// What stands in the address.
    record Asked(
            @Nullable String week,
            @Nullable String day,
            @Nullable String kind,
            @Nullable String owner,
            @Nullable String by,
            @Nullable String agent,
            @Nullable String workstream) {
        Filter filter() {
            return Filter.of(kind, owner, by, agent, workstream);
        }
    }

    @GetMapping("/activity")
    String page(Asked asked, HttpServletRequest request, Model model) {
        Asking.keepAsAskedWhile(request, reads.basis());
        model.addAttribute("page", reads.page(span(asked), asked.filter()));
        return "activity/page";
    }

    @GetMapping(path = "/activity.atom")
    ResponseEntity<byte[]> feed(Asked asked, HttpServletRequest request) {
        Filter filter = asked.filter();
        String root = ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
        String text =
                AtomFeed.of(
                        root,
                        plan.planId(),
                        site.siteName(),
                        filter.href("/activity.atom", null),
                        filter.href("/activity", null),
                        reads.feed(filter));
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType("application/atom+xml;charset=UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, NO_CACHE)
                .body(text.getBytes(StandardCharsets.UTF_8));
    }

    /// Every entry of the span, however many: read and sent in pieces.
    @GetMapping("/activity.csv")
    void csv(Asked asked, HttpServletResponse response) throws IOException {
        Span span = span(asked);
        Filter filter = asked.filter();
        List<Entry> chunk = reads.next(span, filter, null, CHUNK);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, NO_CACHE);
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"activity-%s.csv\""
                        .formatted(span.parameter().replaceAll("^\\w+=", "")));
        Writer out = response.getWriter();
        CsvRows rows = new CsvRows(out);
        rows.head();
        while (!chunk.isEmpty()) {
            for (Entry entry : chunk) {
                rows.row(entry);
            }
            chunk =
                    chunk.size() < CHUNK
                            ? List.of()
                            : reads.next(span, filter, chunk.getLast(), CHUNK);
        }
        out.flush();
    }

    private Span span(Asked asked) {
        return Span.of(asked.week(), asked.day(), reads.today());
    }
}
