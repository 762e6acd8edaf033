package io.dataface.tasks.manager.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/// Single moves and requests: each one guarded statement that answers 1 if it moved and 0 if
/// not.
interface DispatchMoves extends Repository<DispatchRow, UUID> {

    Optional<DispatchRow> findById(UUID id);

    /// One text whatever the number of ids, so that nothing is translated anew for each.
    @Query(
            nativeQuery = true,
            value =
                    """
                    select id, task_key, number, kind, state, attempt, priority, queued_by, due_at, repository, agent, token,
                           worker_id, worker_name, agent_at, ended_at, phase, request, request_id, reason, result_digest
                    from dispatch where id = any (:ids)
                    """)
    List<DispatchRow> findByIds(@Param("ids") UUID[] ids);

    @Query("select d from DispatchRow d where d.taskKey = :task order by d.number desc limit 1")
    Optional<DispatchRow> findLatest(@Param("task") long task);

    @Modifying(clearAutomatically = true)
    @Query(
            nativeQuery = true,
            value =
                    """
                    update dispatch set state = 'CANCELLED', ended_at = clock_timestamp(),
                           reason = :reason, detail = :detail
                    where id = :id and state = 'QUEUED'
                    """)
    int cancelQueued(
            @Param("id") UUID id,
            @Param("reason") String reason,
            @Param("detail") @Nullable String detail);

    @Modifying(clearAutomatically = true)
    @Query(
            nativeQuery = true,
            value =
                    """
                    update dispatch set state = 'QUEUED', token = null, worker_id = null,
                           worker_name = null, leased_at = null, due_at = clock_timestamp(),
                           request = null, request_id = null, request_at = null, request_by = null,
                           request_acked = false
                    where id = :id and token = :token and state = 'LEASED'
                      and (request is null or request = 'INTERRUPT')
                    """)
    int handBack(@Param("id") UUID id, @Param("token") long token);

    @Modifying(clearAutomatically = true)
    @Query(
            nativeQuery = true,
            value =
                    """
                    update dispatch set request = :request, request_id = :requestId, request_by = :by,
                           request_at = clock_timestamp(), request_acked = false
                    where id = :id and state in ('LEASED', 'RUNNING')
                      and (request is null or (request = 'INTERRUPT' and :request <> 'INTERRUPT'))
                    """)
    int request(
            @Param("id") UUID id,
            @Param("request") String request,
            @Param("requestId") UUID requestId,
            @Param("by") String by);

    @Modifying(clearAutomatically = true)
    @Query(
            nativeQuery = true,
            value =
                    """
                    update dispatch set due_at = clock_timestamp(), unreconciled = false
                    where id = :id and state = 'QUEUED'
                    """)
    int dueNow(@Param("id") UUID id);

    @Modifying(clearAutomatically = true)
    @Query(
            nativeQuery = true,
            value = "update dispatch set priority = :priority where id = :id and state = 'QUEUED'")
    int reprioritise(@Param("id") UUID id, @Param("priority") int priority);
}
