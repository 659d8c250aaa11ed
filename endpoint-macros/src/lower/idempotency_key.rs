//! The checks of `#[idempotency_key]`.

use syn::Attribute;

use super::argument::WrittenArgument;
use crate::{
    diagnostics::Diagnostics,
    model::{Binding, Presence, TypeKind},
};

/// Checks that the argument is an optional header with a text, and returns whether it is.
pub(super) fn check(
    attribute: &Attribute,
    argument: &WrittenArgument,
    binding: &Binding,
    presence: Presence,
    kind: TypeKind,
    diagnostics: &mut Diagnostics,
) -> bool {
    let name = &argument.name;
    let (problem, help) = match (binding, presence) {
        // Reported already.
        (Binding::Unbound, _) => return false,
        (Binding::Header(_), Presence::Optional) if kind != TypeKind::Scalar => return true,
        (Binding::Header(_), Presence::Optional) => (
            format!("`{name}` is a number, but an idempotency key is a text"),
            format!("write `{name}: Option<String>`, or a newtype of `String`"),
        ),
        (Binding::Header(_), _) => (
            format!("`{name}` is required, so that there is no call for which the client makes a key"),
            format!("write `{name}: Option<String>`, or remove `#[idempotency_key]`"),
        ),
        _ => (
            format!("`{name}` is not a header, so it cannot be the idempotency key"),
            format!("write `#[header(\"Idempotency-Key\")] #[idempotency_key] {name}: Option<String>`"),
        ),
    };
    diagnostics.report(attribute, problem, help);
    false
}

/// Refuses the attribute in a group of headers: the calls of one endpoint have a key, not everything that has the group.
pub(super) fn refuse_in_group(field: &mut WrittenArgument, diagnostics: &mut Diagnostics) {
    if let Some(attribute) = field.idempotency_key.take() {
        diagnostics.report(
            attribute,
            "a group of headers cannot have the idempotency key",
            "remove it here, and declare the header as an argument of the methods that take it",
        );
    }
}
