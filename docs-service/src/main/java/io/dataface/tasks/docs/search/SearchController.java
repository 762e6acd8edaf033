package io.dataface.tasks.docs.search;

import io.dataface.tasks.docs.frame.Asking;
import io.dataface.tasks.docs.published.LastChange;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/// Serves the search: as a page, and as the first hits for the box that any page opens.
@Controller
class SearchController {

    private static final int IN_BOX = 8;

    private final Searches searches;
    private final LastChange last;

    SearchController(Searches searches, LastChange last) {
        this.searches = searches;
        this.last = last;
    }

    @GetMapping("/search")
    String page(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String kind,
            @RequestParam @Nullable String workstream,
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String page,
            HttpServletRequest request,
            Model model) {
        Question question = Question.of(q, kind, workstream, status, page);
        keep(request, question);
        model.addAttribute("answer", searches.find(question, Question.SIZE));
        return "search/page";
    }

    @GetMapping("/parts/search")
    String box(@RequestParam @Nullable String q, HttpServletRequest request, Model model) {
        Question question = Question.of(q, null, null, null, null);
        keep(request, question);
        model.addAttribute("answer", searches.find(question, IN_BOX));
        return "search/box";
    }

    // Before anything is read, so that what is written meanwhile counts as later.
    private void keep(HttpServletRequest request, Question question) {
        if (!question.isEmpty()) {
            Asking.keepAsAskedWhile(request, last.basis());
        }
    }
}
