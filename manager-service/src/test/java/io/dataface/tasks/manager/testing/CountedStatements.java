package io.dataface.tasks.manager.testing;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Counts the SQL statements that this thread sends; import it into a test's context.
@TestComponent
public final class CountedStatements implements BeanPostProcessor {
    private static final ThreadLocal<AtomicInteger> COUNT =
            ThreadLocal.withInitial(AtomicInteger::new);

    /// How many statements the action sends from this thread.
    public static int during(Runnable action) {
        int before = COUNT.get().get();
        action.run();
        return COUNT.get().get() - before;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof DataSource source ? new Counting(source) : bean;
    }

    private static final class Counting extends DelegatingDataSource {
        Counting(DataSource target) {
            super(target);
        }

        @Override
        public Connection getConnection() throws java.sql.SQLException {
            return counted(Connection.class, super.getConnection());
        }
    }

    private static <T> T counted(Class<T> type, T target) {
        Object proxy =
                Proxy.newProxyInstance(
                        CountedStatements.class.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            if (target instanceof Statement
                                    && method.getName().startsWith("execute")) {
                                COUNT.get().incrementAndGet();
                            }
                            Object answer;
                            try {
                                answer = method.invoke(target, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                            return answer instanceof Statement
                                    ? statement(
                                            method.getReturnType().asSubclass(Statement.class),
                                            answer)
                                    : answer;
                        });
        return type.cast(proxy);
    }

    private static <S extends Statement> S statement(Class<S> type, Object statement) {
        return counted(type, type.cast(statement));
    }
}
