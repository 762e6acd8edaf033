package io.dataface.tasks.manager.dispatch;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.query.Param;

/// Reads task rows under the lock that every move takes first.
interface LockedTasks extends Repository<TaskRow, Long> {

    Optional<TaskRow> findById(Long key);

    @Query(nativeQuery = true, value = "select * from task where key = :key for update")
    Optional<TaskRow> findLocked(@Param("key") long key);

    @Query(
            nativeQuery = true,
            value =
                    """
                    select * from task where key = (select d.task_key from dispatch d where d.id = :dispatch)
                    for update
                    """)
    Optional<TaskRow> findLockedOf(@Param("dispatch") UUID dispatch);

    /// In the order of their keys, as every batch locks.
    @Query(
            nativeQuery = true,
            value =
                    """
                    select * from task where key in (select d.task_key from dispatch d where d.id = any (:dispatches))
                    order by key for update
                    """)
    List<TaskRow> findLockedOf(@Param("dispatches") UUID[] dispatches);
}
