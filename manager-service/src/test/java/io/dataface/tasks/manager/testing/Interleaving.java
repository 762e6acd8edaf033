package io.dataface.tasks.manager.testing;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Runs several actors at once on connections of their own, and decides by a seed which of them
/// sends its next statement; import it into a test's context.
@TestComponent
public final class Interleaving implements BeanPostProcessor {
    private static final ThreadLocal<Schedule.@Nullable Actor> ACTOR = new ThreadLocal<>();
    private static final Set<String> ENDS = Set.of("commit", "rollback");

    private @Nullable DataSource source;
    private @Nullable Schedule last;

    /// One who acts in a race.
    public record Act(String name, Callable<?> action) {}

    /// What an act came to.
    ///
    /// @param error null: it ended well
    public record Outcome(String name, @Nullable Object value, @Nullable Exception error) {}

    /// Plays one interleaving to its end and answers the outcomes in the order of the acts. The
    /// same
    /// seed gives the same order of statements.
    public List<Outcome> play(long seed, Act... acts) throws Exception {
        if (source == null) {
            throw new IllegalStateException("no data source was seen");
        }
        try (var control = source.getConnection()) {
            last = new Schedule(seed, control, ACTOR);
            return last.play(List.of(acts));
        }
    }

    /// Who sent what in the last interleaving, a line each.
    public String last() {
        return String.valueOf(last);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (!(bean instanceof DataSource found)) {
            return bean;
        }
        source = found;
        return new Gated(found);
    }

    private static final class Gated extends DelegatingDataSource {
        Gated(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws SQLException {
            var connection = super.getConnection();
            var actor = ACTOR.get();
            return actor == null ? connection : gated(connection, actor);
        }

        private static Connection gated(Connection target, Schedule.Actor actor)
                throws SQLException {
            int backend = target.unwrap(PGConnection.class).getBackendPID();
            return proxy(
                    Connection.class,
                    (self, method, arguments) -> {
                        if (ENDS.contains(method.getName())) {
                            actor.gate(backend, method.getName());
                        }
                        Object answer = call(target, method, arguments);
                        return answer instanceof Statement statement
                                ? gated(
                                        method.getReturnType().asSubclass(Statement.class),
                                        statement,
                                        arguments == null ? "" : String.valueOf(arguments[0]),
                                        backend,
                                        actor)
                                : answer;
                    });
        }

        private static <S extends Statement> S gated(
                Class<S> type, Statement target, String sql, int backend, Schedule.Actor actor) {
            return proxy(
                    type,
                    (self, method, arguments) -> {
                        if (method.getName().startsWith("execute")) {
                            actor.gate(backend, sql);
                        }
                        return call(target, method, arguments);
                    });
        }

        private static @Nullable Object call(
                Object target, Method method, @Nullable Object @Nullable [] arguments)
                throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }

        private static <T> T proxy(Class<T> type, InvocationHandler handler) {
            return type.cast(
                    Proxy.newProxyInstance(
                            Interleaving.class.getClassLoader(), new Class<?>[] {type}, handler));
        }
    }
}
