//! The keys of a query: each belongs to one argument.

use crate::{
    diagnostics::Diagnostics,
    model::{Argument, Binding, Nesting, Presence, QueryValue, Template, TextForm},
};

/// Reports maps and nested values whose keys may be those of the template or of another argument, and fields of a group with one key. The
/// later one is left unbound.
pub(super) fn check(arguments: &mut [Argument], template: &Template, diagnostics: &mut Diagnostics) {
    for index in 0..arguments.len() {
        let (before, rest) = arguments.split_at_mut(index);
        let Some(argument) = rest.first_mut() else { break };
        let Some(keys) = Keys::of(argument) else { continue };
        let other = before.iter().find(|other| Keys::of(other).is_some_and(|other| other.overlap(keys)));
        let is_own = |value: &QueryValue| matches!(value, QueryValue::Argument(name) if *name == argument.name);
        let pair = template.query.iter().find(|pair| !is_own(&pair.value) && Keys::One(&pair.key).overlap(keys));
        // Two pairs of the template with one key were reported.
        if matches!(keys, Keys::One(key) if template.query.iter().filter(|pair| pair.key == key).count() > 1) {
            continue;
        }
        let name = &argument.name;
        let (problem, help) = match (other, pair, keys) {
            (Some(other), _, Keys::All) => (
                format!("`{}` and `{name}` both take every key", other.name),
                "keep one of them, or give one its own keys: `#[query(\"filter[]\")]`".to_owned(),
            ),
            (Some(other), _, _) => (
                format!("`{}` and `{name}` take the same query keys", other.name),
                "give one of them another key".to_owned(),
            ),
            (None, Some(pair), Keys::In(prefix)) => (
                format!("the map `{name}` takes the key `{}` of the template, too", pair.key),
                format!("remove `{}` from the template, or give the map another key than `{prefix}[]`", pair.key),
            ),
            (None, Some(pair), Keys::Nested(..)) => (
                format!("the key `{}` of the template is one of the nested value `{name}`, too", pair.key),
                "give one of them another key".to_owned(),
            ),
            _ => continue,
        };
        diagnostics.report(&argument.ident, problem, help);
        argument.binding = Binding::Unbound;
    }
}

/// Reports fields of a form whose keys are those of another field's map or nested value. The later one is left unbound.
pub(super) fn check_fields(arguments: &mut [Argument], diagnostics: &mut Diagnostics) {
    for index in 0..arguments.len() {
        let (before, rest) = arguments.split_at_mut(index);
        let Some(argument) = rest.first_mut() else { break };
        let Some(keys) = Keys::of_field(argument) else { continue };
        let is_other = |other: Keys<'_>| !matches!((other, keys), (Keys::One(_), Keys::One(_))) && other.overlap(keys);
        if let Some(other) = before.iter().find(|other| Keys::of_field(other).is_some_and(is_other)) {
            let problem = format!("`{}` and `{}` take the same keys of the form", other.name, argument.name);
            diagnostics.report(&argument.ident, problem, "give one of them another key: `#[field(\"…\")]`");
            argument.binding = Binding::Unbound;
        }
    }
}

/// The keys of a query or a form that an argument takes.
#[derive(Clone, Copy)]
enum Keys<'a> {
    One(&'a str),
    /// Those in brackets behind this text.
    In(&'a str),
    /// Those behind this prefix that are not declared.
    Behind(&'a str),
    /// This one, and those of the values in it.
    Nested(&'a str, Nesting),
    /// All that are not declared.
    All,
}

impl<'a> Keys<'a> {
    /// Returns the keys of an argument that the template does not name.
    fn of(argument: &'a Argument) -> Option<Self> {
        match (&argument.binding, argument.form) {
            (Binding::Query(key), TextForm::Nested(nesting)) => Some(Self::Nested(key, nesting)),
            (Binding::Query(key), _) => Some(Self::One(key)),
            (Binding::QueryMap(key), _) => Some(key.strip_suffix("[]").map_or(Self::All, Self::In)),
            _ => None,
        }
    }

    /// Returns the keys of a field of a form.
    fn of_field(argument: &'a Argument) -> Option<Self> {
        let key = match &argument.binding {
            Binding::Field(key) => key,
            Binding::FieldMap(prefix) => return Some(Self::Behind(prefix)),
            _ => return None,
        };
        Some(match argument.form {
            TextForm::Nested(nesting) => Self::Nested(key, nesting),
            _ if argument.presence == Presence::Map => key.strip_suffix("[]").map_or(Self::One(key), Self::In),
            _ => Self::One(key),
        })
    }

    fn overlap(self, other: Keys<'_>) -> bool {
        match (self, other) {
            (Self::One(a), Keys::One(b)) => a == b,
            (Self::In(a), Keys::In(b)) => a == b || is_within(a, b) || is_within(b, a),
            (Self::All, Keys::All) => true,
            (Self::Behind(a), Keys::Behind(b)) => a.starts_with(b) || b.starts_with(a),
            (Self::One(key), Keys::In(prefix)) => is_within(key, prefix),
            (Self::Nested(name, nesting), Keys::One(key)) => nesting.takes(name, key),
            (Self::Nested(name, nesting), Keys::In(prefix)) => {
                nesting.takes(name, &format!("{prefix}[")) || is_within(name, prefix)
            }
            (Self::Nested(a, of_a), Keys::Nested(b, of_b)) => of_a.takes(a, b) || of_b.takes(b, a),
            (Self::In(_), Keys::One(_)) | (Self::One(_) | Self::In(_), Keys::Nested(..)) => other.overlap(self),
            (Self::All | Self::Behind(_), _) | (_, Keys::All | Keys::Behind(_)) => false,
        }
    }
}

/// Returns whether a key is in brackets behind a prefix.
fn is_within(key: &str, prefix: &str) -> bool {
    key.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('[') && rest.ends_with(']') && rest != "[]")
}
