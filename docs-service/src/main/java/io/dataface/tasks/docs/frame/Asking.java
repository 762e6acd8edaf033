package io.dataface.tasks.docs.frame;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/// A request for something that may be a page, with what was known when it came: what is read for
/// it is read later, so that its page has at least all that happened until then.
public final class Asking {

    private static final String KEY = Asking.class.getName();

    private final Freshness.Moment moment;
    private final String mark;
    private final boolean keepable;
    private @Nullable Basis basis;
    private @Nullable KeptPage made;

    Asking(Freshness.Moment moment, String mark, boolean keepable) {
        this.moment = moment;
        this.mark = mark;
        this.keepable = keepable;
    }

    /// Lets the request's page be kept as long as this holds.
    public static void keepWhile(HttpServletRequest request, Basis basis) {
        Asking asking = of(request);
        if (asking != null) {
            asking.basis = basis;
        }
    }

    static @Nullable Asking of(HttpServletRequest request) {
        return request.getAttribute(KEY) instanceof Asking asking ? asking : null;
    }

    Asking begin(HttpServletRequest request) {
        request.setAttribute(KEY, this);
        return this;
    }

    /// The mark of the change feed at which the request came.
    String mark() {
        return mark;
    }

    /// Takes the page in place of sending it, where it may be kept.
    boolean takes(byte[] page) {
        if (!keepable || basis == null) {
            return false;
        }
        made = new KeptPage(page, basis, moment);
        return true;
    }

    @Nullable KeptPage made() {
        return made;
    }
}
