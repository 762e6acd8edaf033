package io.dataface.tasks.docs;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Counts the statements that the service prepares.
@Configuration(proxyBeanMethods = false)
public class StatementCount {

    private static final AtomicInteger COUNT = new AtomicInteger();

    /// Statements while something is done.
    public static int of(Runnable work) {
        int before = COUNT.get();
        work.run();
        return COUNT.get() - before;
    }

    @Bean
    static BeanPostProcessor counting() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return bean instanceof DataSource source ? counted(source) : bean;
            }
        };
    }

    private static DataSource counted(DataSource source) {
        return proxy(
                DataSource.class,
                source,
                result -> result instanceof Connection c ? counted(c) : result);
    }

    private static Connection counted(Connection connection) {
        return proxy(Connection.class, connection, result -> result);
    }

    private static <T> T proxy(Class<T> type, T target, UnaryOperator<Object> wrap) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (self, method, arguments) -> {
                            if (method.getName().equals("prepareStatement")
                                    || method.getName().equals("createStatement")) {
                                COUNT.incrementAndGet();
                            }
                            try {
                                Object result = method.invoke(target, arguments);
                                return result == null ? null : wrap.apply(result);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        }));
    }
}
