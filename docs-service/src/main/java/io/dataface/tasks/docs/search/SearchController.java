package io.dataface.tasks.docs.search;

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

    SearchController(Searches searches) {
        this.searches = searches;
    }

    @GetMapping("/search")
    String page(
            @RequestParam @Nullable String q,
            @RequestParam @Nullable String kind,
            @RequestParam @Nullable String workstream,
            @RequestParam @Nullable String status,
            @RequestParam @Nullable String page,
            Model model) {
        Question question = Question.of(q, kind, workstream, status, page);
        model.addAttribute("answer", searches.find(question, Question.SIZE));
        return "search/page";
    }

    @GetMapping("/parts/search")
    String box(@RequestParam @Nullable String q, Model model) {
        Question question = Question.of(q, null, null, null, null);
        model.addAttribute("answer", searches.find(question, IN_BOX));
        return "search/box";
    }
}
