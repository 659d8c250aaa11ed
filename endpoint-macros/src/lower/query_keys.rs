//! The keys of a query: each belongs to one argument.

use crate::{
    diagnostics::Diagnostics,
    model::{Argument, Binding, Template},
};

/// Reports maps whose keys may be those of the template or of another map, and fields of a group with one key. The later one is left
/// unbound.
pub(super) fn check(arguments: &mut [Argument], template: &Template, diagnostics: &mut Diagnostics) {
    for index in 0..arguments.len() {
        let (before, rest) = arguments.split_at_mut(index);
        let Some(argument) = rest.first_mut() else { break };
        let Some(keys) = Keys::of(argument) else { continue };
        let other = before.iter().find(|other| Keys::of(other).is_some_and(|other| other.overlap(keys)));
        let pair = template.query.iter().find(|pair| Keys::One(&pair.key).overlap(keys));
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
            _ => continue,
        };
        diagnostics.report(&argument.ident, problem, help);
        argument.binding = Binding::Unbound;
    }
}

/// The query keys that an argument takes.
#[derive(Clone, Copy)]
enum Keys<'a> {
    One(&'a str),
    /// Those in brackets behind this text.
    In(&'a str),
    /// All that are not declared.
    All,
}

impl<'a> Keys<'a> {
    /// Returns the keys of an argument that the template does not name.
    fn of(argument: &'a Argument) -> Option<Self> {
        match &argument.binding {
            Binding::Query(key) => Some(Self::One(key)),
            Binding::QueryMap(key) => Some(key.strip_suffix("[]").map_or(Self::All, Self::In)),
            _ => None,
        }
    }

    fn overlap(self, other: Keys<'_>) -> bool {
        match (self, other) {
            (Self::One(a), Keys::One(b)) => a == b,
            (Self::In(a), Keys::In(b)) => a == b || is_within(a, b) || is_within(b, a),
            (Self::All, Keys::All) => true,
            (Self::One(key), Keys::In(prefix)) => is_within(key, prefix),
            (Self::In(_), Keys::One(_)) => other.overlap(self),
            (Self::All, _) | (_, Keys::All) => false,
        }
    }
}

/// Returns whether a key is in brackets behind a prefix.
fn is_within(key: &str, prefix: &str) -> bool {
    key.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('[') && rest.ends_with(']') && rest != "[]")
}
