//! `#[query]` on an argument or a field: a group of query parameters, or a map whose keys are query keys.

use quote::ToTokens as _;
use syn::{Attribute, LitStr, Meta, Type};

use super::{argument::WrittenArgument, binding_attribute::prefix, type_kind::type_kind};
use crate::{
    diagnostics::{Diagnostics, to_source},
    model::{Binding, GroupKind, TypeKind},
    syntax::types,
};

/// The content of `#[query]`.
pub(super) enum WrittenQuery {
    /// `#[query("key")]`.
    Key(LitStr),
    /// `#[query]` or `#[query(prefix = "…")]`, with the prefix of the names of a group as arguments, possibly empty.
    Group(String),
}

/// Reads `#[query]`, `#[query("filter[]")]` or `#[query(prefix = "…")]`.
pub(super) fn read(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Option<WrittenQuery> {
    if let Meta::Path(_) = attribute.meta {
        return Some(WrittenQuery::Group(String::new()));
    }
    if let Ok(key) = attribute.parse_args::<LitStr>() {
        if key.value().is_empty() {
            diagnostics.report(key, "the query key is empty", "write the key that is sent: `#[query(\"filter[]\")]`");
            return None;
        }
        return Some(WrittenQuery::Key(key));
    }
    let mistakes_before = diagnostics.count();
    let prefix = prefix(attribute, GroupKind::Query, diagnostics).unwrap_or_default();
    (diagnostics.count() == mistakes_before).then_some(WrittenQuery::Group(prefix))
}

/// Returns the binding of an argument with `#[query]`.
pub(super) fn of_argument(
    argument: &WrittenArgument,
    attribute: &Attribute,
    written: &WrittenQuery,
    diagnostics: &mut Diagnostics,
) -> Binding {
    let name = &argument.name;
    if is_optional_map(argument, diagnostics) {
        return Binding::Unbound;
    }
    if types::is_map(&argument.ty) {
        return map(argument, attribute, written, diagnostics);
    }
    let pair = match written {
        WrittenQuery::Key(key) => format!("?{}=<{name}>", key.value()),
        WrittenQuery::Group(_) => format!("?<{name}>"),
    };
    let problem = match written {
        WrittenQuery::Key(_) => format!("`{name}` is not a map, and only a map has its key in `#[query(\"…\")]`"),
        WrittenQuery::Group(_) if is_value(&argument.ty) => {
            format!("`{name}` is one value, and `#[query]` is for a group or a map")
        }
        WrittenQuery::Group(prefix) => return Binding::QueryGroup(prefix.clone()),
    };
    diagnostics.report(
        attribute,
        problem,
        format!("remove the attribute, and name the argument in the template: `{pair}`"),
    );
    Binding::Unbound
}

/// Returns the binding of a field of a group: its key is that of the attribute, or its name.
pub(super) fn of_field(
    field: &WrittenArgument,
    attribute: Option<(&Attribute, &WrittenQuery)>,
    diagnostics: &mut Diagnostics,
) -> Binding {
    if is_optional_map(field, diagnostics) {
        return Binding::Unbound;
    }
    let is_map = types::is_map(&field.ty);
    match attribute {
        Some((attribute, written)) if is_map => map(field, attribute, written, diagnostics),
        Some((_, WrittenQuery::Key(key))) => Binding::Query(key.value()),
        Some((attribute, WrittenQuery::Group(_))) if !is_value(&field.ty) => {
            let problem = format!("`{}` is not a map, and a group has no groups in it", field.name);
            let help = "name the key of one value, `#[query(\"key\")]`, or declare its parameters in this group";
            diagnostics.report(attribute, problem, help);
            Binding::Unbound
        }
        None if is_map => {
            let problem = format!("`{}` is a map without `#[query]`", field.name);
            let help = format!(
                "write `#[query(\"{}[]\")]` for keys in brackets, or `#[query]` for keys as they are",
                field.name
            );
            diagnostics.report(&field.ident, problem, help);
            Binding::Unbound
        }
        _ => Binding::Query(field.name.clone()),
    }
}

/// Returns the binding of a map.
fn map(
    argument: &WrittenArgument,
    attribute: &Attribute,
    written: &WrittenQuery,
    diagnostics: &mut Diagnostics,
) -> Binding {
    let name = &argument.name;
    match written {
        WrittenQuery::Group(prefix) if prefix.is_empty() => Binding::QueryMap(name.clone()),
        WrittenQuery::Group(_) => {
            let problem = format!("`{name}` is a map, which has no setters that a prefix could rename");
            diagnostics.report(attribute, problem, format!("write `#[query]`, or `#[query(\"{name}[]\")]`"));
            Binding::Unbound
        }
        WrittenQuery::Key(key) if has_brackets(&key.value()) => Binding::QueryMap(key.value()),
        WrittenQuery::Key(key) => {
            diagnostics.report(
                key,
                format!("the key of the map `{name}` has no place for the map's keys"),
                in_brackets(key),
            );
            Binding::Unbound
        }
    }
}

/// Returns whether the key of a map ends in brackets, into which the map's keys are written.
pub(super) fn has_brackets(key: &str) -> bool {
    key.strip_suffix("[]").is_some_and(|prefix| !prefix.is_empty())
}

/// Returns the cure for the key of a map without brackets.
pub(super) fn in_brackets(key: &LitStr) -> String {
    let key = key.value();
    let name = key.split('[').next().unwrap_or_default();
    format!("write `\"{name}[]\"`, into whose brackets the keys are written: `{name}[a]=b`")
}

/// Reports a map in an `Option`.
pub(super) fn is_optional_map(argument: &WrittenArgument, diagnostics: &mut Diagnostics) -> bool {
    if let Some(inner) = types::option(&argument.ty)
        && types::is_map(inner)
    {
        let problem = format!("`{}` is an optional map, but an empty map is already absent", argument.name);
        diagnostics.report(&argument.ty, problem, format!("write `{}`", to_source(inner)));
        return true;
    }
    false
}

/// Returns whether the type is surely that of one value or of a list.
fn is_value(ty: &Type) -> bool {
    let inner = types::option(ty).unwrap_or(ty);
    let tokens = inner.to_token_stream().to_string();
    types::vec(inner).is_some() || type_kind(inner) != TypeKind::Other || tokens.starts_with(['(', '['])
}
