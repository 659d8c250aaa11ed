//! Whether an argument has to be there, may be absent, may be null or may be repeated, and where it may.

use syn::Type;

use super::argument::Written;
use crate::{
    diagnostics::shown,
    model::{Binding, Presence},
    syntax::types,
};

/// Reads `Option` and `Vec` as what they mean at this place, and returns the type that is bound.
pub(super) fn of(ty: &Type, binding: &Binding, form: bool) -> (Presence, Type) {
    let repeats = matches!(binding, Binding::Query(_)) || form && matches!(binding, Binding::Field(_));
    if let Some(inner) = types::option(ty) {
        return match types::option(inner) {
            Some(value) => (Presence::Nullable, value.clone()),
            None => (Presence::Optional, inner.clone()),
        };
    }
    match types::vec(ty) {
        Some(inner) if repeats => (Presence::Repeated, inner.clone()),
        _ => (Presence::Required, ty.clone()),
    }
}

/// What is wrong with an `Option` or a `Vec` at this place, and how to mend it.
pub(super) fn misplaced(
    argument: &Written,
    binding: &Binding,
    presence: Presence,
    inner: &Type,
    form: bool,
) -> Option<(&'static str, String)> {
    let list = types::vec(inner);
    match (binding, presence) {
        (Binding::Path, Presence::Optional | Presence::Nullable) => Some((
            "stands in the path, so it cannot be optional",
            format!("write `{}: {}`, or declare a second endpoint without it", argument.name, shown(inner)),
        )),
        (Binding::Path | Binding::Header(_), _) if list.is_some() => Some((
            "cannot be a list here",
            "only a query or a body takes a list; join the values into one text".to_owned(),
        )),
        (Binding::Field(_), Presence::Nullable) if !form => None,
        (Binding::Nowhere, _) => None,
        (_, Presence::Nullable) => Some((
            "cannot be absent, null or a value: only a JSON field can be null",
            format!("write `Option<{}>`", shown(inner)),
        )),
        (Binding::Query(_), Presence::Optional) if list.is_some() => {
            Some(("is a list that may be absent", format!("write `{}`; an empty list is absent", shown(inner))))
        }
        (Binding::Field(_), Presence::Optional) if form && list.is_some() => {
            Some(("is a list that may be absent", format!("write `{}`; an empty list is absent", shown(inner))))
        }
        (Binding::Headers, _) if list.is_some() => {
            Some(("cannot be a list here", "`#[headers]` takes one group type, or `Option` of it".to_owned()))
        }
        _ => None,
    }
}
