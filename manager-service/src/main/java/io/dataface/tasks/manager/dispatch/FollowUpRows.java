package io.dataface.tasks.manager.dispatch;

import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/// Follow-ups: pending until an agent's run that contains them has started.
interface FollowUpRows extends Repository<FollowUpRow, UUID> {

    Optional<FollowUpRow> findById(UUID id);

    @Query(
            nativeQuery = true,
            value =
                    """
                    select distinct task_key from follow_up where task_key = any (:tasks) and state = 'pending'
                    """)
    Set<Long> tasksWithPending(@Param("tasks") Long[] tasks);

    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    """
                    insert into follow_up (id, task_key, text, author, state)
                    values (:id, :task, :text, :author, 'pending')
                    """)
    int insert(
            @Param("id") UUID id,
            @Param("task") long task,
            @Param("text") String text,
            @Param("author") String author);

    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    """
                    update follow_up set state = 'withdrawn' where task_key = :task and state = 'pending'
                    """)
    int withdrawPending(@Param("task") long task);

    /// Lets go of what an ended run carried and did not deliver.
    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    """
                    update follow_up set dispatch_id = null where dispatch_id = :dispatch and state = 'pending'
                    """)
    int release(@Param("dispatch") UUID dispatch);
}
