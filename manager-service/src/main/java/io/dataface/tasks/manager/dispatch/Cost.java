package io.dataface.tasks.manager.dispatch;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a run cost, in US dollars, as an agent says.
final class Cost {
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);
    private static final int GREATEST_SCALE = 100;

    private Cost() {}

    /// The cost, or null where it is none that a run can have: a number that cannot be stored
    /// must
    /// not keep a result out.
    static @Nullable BigDecimal storable(@Nullable BigDecimal cost) {
        return cost == null
                        || Math.abs(cost.scale()) > GREATEST_SCALE
                        || cost.signum() < 0
                        || cost.compareTo(MOST) >= 0
                ? null
                : cost;
    }
}
