package io.dataface.tasks.manager.dispatch;

import io.dataface.tasks.manager.dispatch.Candidates.Candidate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Shares candidates out among polling workers: in the queue's order, each to the fitting
/// worker with most free slots, never past a limit.
final class Assignment {
    private final int[] free;
    private final Map<String, Integer> repositories = new HashMap<>();
    private final Map<String, Integer> plans = new HashMap<>();
    private final Set<String> branches = new HashSet<>();
    private int all;

    private Assignment(int[] free) {
        this.free = free;
    }

    /// A candidate and the position of the worker that gets it.
    record Assigned(Candidate candidate, int worker, String branch) {}

    static List<Assigned> of(List<Candidate> candidates, int[] slots) {
        var assignment = new Assignment(slots.clone());
        var assigned = new ArrayList<Assigned>();
        candidates.forEach(c -> assignment.assign(c).ifPresent(assigned::add));
        return assigned;
    }

    private Optional<Assigned> assign(Candidate candidate) {
        if (all >= candidate.room()
                || used(repositories, candidate.repository()) >= candidate.repositoryRoom()
                || used(plans, candidate.planId()) >= candidate.planRoom()) {
            return Optional.empty();
        }
        return candidate.fits().stream()
                .filter(w -> free[w] > 0)
                .max(Comparator.comparingInt(w -> free[w]))
                .map(w -> take(candidate, w));
    }

    private Assigned take(Candidate candidate, int worker) {
        free[worker]--;
        all++;
        repositories.merge(candidate.repository(), 1, Integer::sum);
        plans.merge(candidate.planId(), 1, Integer::sum);
        String branch = candidate.branchName();
        if (!branches.add(candidate.repository() + " " + branch)) {
            branch = Branches.name(candidate.slug(), candidate.taskId(), true);
        }
        return new Assigned(candidate, worker, branch);
    }

    private static int used(Map<String, Integer> counts, String key) {
        return counts.getOrDefault(key, 0);
    }
}
