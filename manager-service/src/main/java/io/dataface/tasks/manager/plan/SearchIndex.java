package io.dataface.tasks.manager.plan;

import io.dataface.tasks.manager.plan.KnownFile.Good;
import io.dataface.tasks.manager.plan.SearchRows.Made;
import io.dataface.tasks.model.plan.PlanPage;
import io.dataface.tasks.model.plan.SearchPage;
import io.dataface.tasks.model.plan.SitePage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/// Keeps what pages are found by in step with the files. It follows an import in transactions of
/// its own, so that pages and tasks do not wait for it; what it could not finish, the next pass
/// does.
@Component
class SearchIndex {
    /// Changed pages from which on the index is tidied at once, not by the database in its time.
    private static final int MANY = 500;

    private final SearchRows rows;
    private final PlanRow row;
    private final TransactionTemplate transactions;

    SearchIndex(SearchRows rows, PlanRow row, PlatformTransactionManager transactions) {
        this.rows = rows;
        this.row = row;
        this.transactions = new TransactionTemplate(transactions);
    }

    /// Makes anew what was made from another content. The number of statements does not depend on
    /// the size of the plan, but for four per 1,000 changed pages.
    ///
    /// @param known every file of the plan, as it was taken in
    /// @param held from what each row was made, as the last call answered it; null: unknown
    /// @return the same as it is now
    Map<String, String> follow(
            String plan, Map<String, KnownFile> known, @Nullable Map<String, String> held) {
        Map<String, String> marks = held == null ? rows.marks(plan) : held;
        Map<String, String> wanted = new HashMap<>();
        List<KnownFile> changed = new ArrayList<>();
        known.forEach(
                (path, file) -> {
                    if (findPage(file).isPresent()) {
                        String mark = Made.mark(blob(file));
                        wanted.put(path, mark);
                        if (!mark.equals(marks.get(path))) {
                            changed.add(file);
                        }
                    }
                });
        for (List<KnownFile> chunk : Columns.chunks(changed)) {
            write(plan, chunk);
        }
        Set<String> gone = new HashSet<>(marks.keySet());
        gone.removeAll(wanted.keySet());
        if (!gone.isEmpty()) {
            transactions.executeWithoutResult(
                    _ -> {
                        row.lock(plan);
                        rows.delete(plan, gone);
                        rows.changed(plan);
                    });
        }
        if (changed.size() >= MANY) {
            rows.tidy();
        }
        return wanted;
    }

    private void write(String plan, List<KnownFile> files) {
        List<Made> made = files.stream().flatMap(file -> findMade(file).stream()).toList();
        Set<String> words = new HashSet<>();
        made.forEach(m -> words.addAll(m.page().vocabulary()));
        transactions.executeWithoutResult(
                _ -> {
                    row.lock(plan);
                    rows.write(plan, made);
                    rows.addWords(plan, words);
                    rows.changed(plan);
                });
    }

    private static Optional<PlanPage> findPage(KnownFile file) {
        return Optional.ofNullable(file.effective().page())
                .filter(page -> !(page instanceof SitePage));
    }

    private static Optional<Made> findMade(KnownFile file) {
        return findPage(file).flatMap(SearchPage::findOf).map(found -> new Made(found, blob(file)));
    }

    private static String blob(KnownFile file) {
        Good good = file.good();
        return good == null ? file.blob() : good.blob();
    }
}
