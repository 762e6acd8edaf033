package io.dataface.tasks.docs.pages;

import io.dataface.tasks.model.plan.Owner;
import io.dataface.tasks.model.plan.PersonPage;
import org.jspecify.annotations.Nullable;

/// Whom something belongs to, as people read it.
///
/// @param title the role's title or the person's name; empty where none is given
/// @param person who does the work where the title is a role's
/// @param problem why the work goes to nobody, null where it goes to somebody
public record OwnerView(
        String title,
        @Nullable String href,
        @Nullable String person,
        @Nullable String personHref,
        @Nullable String problem) {

    static OwnerView of(Owner owner) {
        return switch (owner) {
            case Owner.Person p -> new OwnerView(p.title(), Urls.of(p.person()), null, null, null);
            case Owner.Role r -> ofRole(r, r.person());
            case Owner.Unroutable u ->
                    new OwnerView(u.title(), Urls.of(u.role()), null, null, u.reason());
            case Owner.Unknown u -> new OwnerView(u.raw(), null, null, null, unknown(u));
            case Owner.Missing m -> new OwnerView(m.title(), null, null, null, null);
        };
    }

    private static OwnerView ofRole(Owner.Role role, PersonPage person) {
        return new OwnerView(
                role.title(), Urls.of(role.role()), person.name(), Urls.of(person), null);
    }

    private static String unknown(Owner.Unknown owner) {
        String nearest = String.join(", ", owner.nearest());
        return "nobody under team/ is called that"
                + (nearest.isEmpty() ? "" : "; nearest: " + nearest);
    }
}
