//! Properties that must differ between the arguments of a method: names, setters, places in the request.

use super::argument::WrittenArgument;
use crate::{
    diagnostics::Diagnostics,
    model::{Argument, Binding},
    syntax::types,
};

/// Reports two arguments with one name, and arguments whose setter another function is named like.
pub(super) fn check_names(written: Vec<WrittenArgument>, diagnostics: &mut Diagnostics) -> Vec<WrittenArgument> {
    let mut kept: Vec<WrittenArgument> = Vec::new();
    for mut argument in written {
        if kept.iter().any(|other| other.name == argument.name) {
            let problem = format!("there are two arguments `{}`", argument.name);
            diagnostics.report(&argument.ident, problem, "rename one of them");
            continue;
        }
        let has_setter = types::option(&argument.ty).is_some();
        if argument.name == "new" || (has_setter && matches!(argument.name.as_str(), "clone" | "default")) {
            diagnostics.report(
                &argument.ident,
                format!("an argument cannot be named `{0}`: the request has a function `{0}`", argument.name),
                format!(
                    "rename it; `#[field(\"{0}\")]`, `#[header(\"{0}\")]` and `?{0}=<other_name>` keep the name on the wire",
                    argument.name
                ),
            );
            argument.has_setter = false;
        }
        let shared_setter = kept.iter().find_map(|other| {
            let setter = null_setter_named_like(other, &argument).or_else(|| null_setter_named_like(&argument, other));
            Some((other, setter?))
        });
        if let Some((other, setter)) = shared_setter {
            diagnostics.report(
                &argument.ident,
                format!("`{}` and `{}` would share the setter `{setter}`", other.name, argument.name),
                "rename one of them; `#[field(\"…\")]` keeps the name on the wire",
            );
            argument.has_setter = false;
        }
        kept.push(argument);
    }
    kept
}

/// Returns the name of the setter that makes `nullable` null, when it is also the name of the setter of `other`.
fn null_setter_named_like(nullable: &WrittenArgument, other: &WrittenArgument) -> Option<String> {
    if other.name.strip_suffix("_null") != Some(&nullable.name) {
        return None;
    }
    types::option(&nullable.ty).and_then(types::option)?;
    types::option(&other.ty).map(|_| other.name.clone())
}

/// Reports two bodies, two headers with one name, two fields with one name, and two idempotency keys. The second one is left unbound.
pub(super) fn check_bindings(arguments: &mut [Argument], diagnostics: &mut Diagnostics) {
    for index in 0..arguments.len() {
        let (before, rest) = arguments.split_at_mut(index);
        let Some(argument) = rest.first_mut() else { break };
        let same_binding = |other: &&Argument| match (&other.binding, &argument.binding) {
            (Binding::Body(_), Binding::Body(_)) => true,
            (Binding::Header(a), Binding::Header(b)) => a.eq_ignore_ascii_case(b),
            (Binding::HeaderMap(a), Binding::HeaderMap(b)) => is_prefix(a, b) || is_prefix(b, a),
            (Binding::Field(a), Binding::Field(b)) | (Binding::Cookie(a), Binding::Cookie(b)) => a == b,
            (Binding::Header(name), Binding::Cookie(_)) | (Binding::Cookie(_), Binding::Header(name)) => {
                name.eq_ignore_ascii_case("cookie")
            }
            _ => false,
        };
        let same_key = |other: &&Argument| argument.is_idempotency_key && other.is_idempotency_key;
        if let Some(other) = before.iter().find(same_key) {
            let problem = format!("`{}` and `{}` are both the idempotency key", other.name, argument.name);
            diagnostics.report(&argument.ident, problem, "remove `#[idempotency_key]` from one of them");
            argument.is_idempotency_key = false;
        }
        let Some(other) = before.iter().find(same_binding) else { continue };
        let (place, help) = match &other.binding {
            Binding::Cookie(name) if argument.binding == other.binding => {
                (format!("the cookie `{name}`"), "remove one of them")
            }
            Binding::Header(_) | Binding::Cookie(_)
                if matches!((&other.binding, &argument.binding), (Binding::Cookie(_), _) | (_, Binding::Cookie(_))) =>
            {
                (
                    "part of the header `Cookie`".to_owned(),
                    "remove the header, and bind each cookie with `#[cookie(\"name\")]`",
                )
            }
            Binding::Header(name) => {
                (format!("the header `{name}`"), "remove one of them; header names do not differ by case")
            }
            Binding::HeaderMap(name) => {
                (format!("the headers that begin with `{name}`"), "give one of them another prefix")
            }
            Binding::Field(name) => (format!("the field `{name}`"), "rename one of them: `#[field(\"…\")]`"),
            _ => ("the whole body".to_owned(), "make them fields of one type, or remove `#[body]` from both"),
        };
        let problem = format!("`{}` and `{}` are both {place}", other.name, argument.name);
        diagnostics.report(&argument.ident, problem, help);
        argument.binding = Binding::Unbound;
    }
}

/// Returns whether a name begins with a prefix, ignoring ASCII case.
fn is_prefix(prefix: &str, name: &str) -> bool {
    name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
