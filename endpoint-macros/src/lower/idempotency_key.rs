//! The checks of `#[idempotency_key]`.

use syn::Attribute;

use super::argument::WrittenArgument;
use crate::{
    diagnostics::Diagnostics,
    model::{Argument, Binding, BodyFormat, Presence, TypeKind},
};

/// Checks that the argument is an optional header, value of the query or field of the body, with a text, and returns whether it is.
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
        (Binding::Header(_) | Binding::Query(_) | Binding::Field(_), Presence::Optional)
            if kind != TypeKind::Scalar =>
        {
            return true;
        }
        (Binding::Header(_) | Binding::Query(_) | Binding::Field(_), Presence::Optional) => (
            format!("`{name}` is a number, but an idempotency key is a text"),
            format!("write `{name}: Option<String>`, or a newtype of `String`"),
        ),
        (Binding::Header(_) | Binding::Query(_) | Binding::Field(_), _) => (
            format!("`{name}` is required, so that there is no call for which the client makes a key"),
            format!("write `{name}: Option<String>`, or remove `#[idempotency_key]`"),
        ),
        _ => (
            format!(
                "`{name}` is no header, value of the query or field of the body, so it cannot be the idempotency key"
            ),
            format!("write `#[header(\"Idempotency-Key\")] #[idempotency_key] {name}: Option<String>`"),
        ),
    };
    diagnostics.report(attribute, problem, help);
    false
}

/// Reports the key in a multipart body, into which a client adds none.
pub(super) fn check_body(arguments: &mut [Argument], body: Option<BodyFormat>, diagnostics: &mut Diagnostics) {
    let is_part = |argument: &&mut Argument| {
        argument.is_idempotency_key
            && body == Some(BodyFormat::Multipart)
            && matches!(argument.binding, Binding::Field(_))
    };
    for argument in arguments.iter_mut().filter(is_part) {
        argument.is_idempotency_key = false;
        let problem = format!("`{}` is a part of a multipart body, so it cannot be the idempotency key", argument.name);
        diagnostics.report(&argument.ident, problem, "remove `#[idempotency_key]`, or bind the argument to a header");
    }
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
