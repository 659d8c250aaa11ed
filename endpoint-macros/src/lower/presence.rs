//! `Option` and `Vec` around the type of an argument: their meaning, and the places that take them.

use syn::Type;

use super::query_binding;
use crate::{
    diagnostics::to_source,
    model::{Binding, BodyFormat, Presence, TextForm},
    syntax::types,
};

/// Reads `Option` and `Vec` by their meaning for this binding, and returns the type of one value.
pub(super) fn of(ty: &Type, binding: &Binding, fields: BodyFormat, form: TextForm) -> (Presence, Type) {
    let repeats = match form {
        TextForm::Plain | TextForm::Nested(_) => {
            matches!(binding, Binding::Query(_)) || fields != BodyFormat::Json && matches!(binding, Binding::Field(_))
        }
        TextForm::Joined(_) => true,
        TextForm::Json => false,
    };
    let is_sent_as_map = match binding {
        Binding::QueryMap(_) | Binding::HeaderMap(_) | Binding::FieldMap(_) => true,
        Binding::Field(_) => {
            matches!(fields, BodyFormat::Form | BodyFormat::Multipart) && !is_one_value(form) && types::is_map(ty)
        }
        _ => false,
    };
    if is_sent_as_map {
        return (Presence::Map, ty.clone());
    }
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

/// Returns whether a list or a map is written as one value.
fn is_one_value(form: TextForm) -> bool {
    matches!(form, TextForm::Json | TextForm::Nested(_))
}

const JOIN: &str =
    "write `#[join(\",\")]` before it for one text of its items, or put the list into the query or the body";

/// Refuses an `Option` or a `Vec` that the binding does not take: returns the problem and its fix.
pub(super) fn check(
    argument: &str,
    binding: &Binding,
    presence: Presence,
    inner: &Type,
    fields: BodyFormat,
    form: TextForm,
) -> Option<(&'static str, String)> {
    // The items of a list that is joined are checked as types; JSON may be a list.
    let is_list = form == TextForm::Plain && types::vec(inner).is_some();
    let item = types::vec(inner).unwrap_or(inner);
    let is_file = types::path_names(item).last().is_some_and(|name| name == "FilePart");
    let is_map = form == TextForm::Plain && types::is_map(inner);
    match (binding, presence) {
        (Binding::Url, Presence::Optional | Presence::Nullable) => {
            Some(("is the URL, so it cannot be optional", format!("write `{argument}: {}`", to_source(inner))))
        }
        (Binding::Url, _) if is_list => Some(("is a list, but a request has one URL", "write one `String`".to_owned())),
        (Binding::Field(_), _) if is_file && fields != BodyFormat::Multipart => Some((
            "is a file, which only a multipart body has",
            "write `#[endpoint(…, multipart)]`, which makes parts of the arguments".to_owned(),
        )),
        (Binding::Query(_), _) if is_map => Some((
            "is a map, which has keys of its own",
            format!(
                "remove `<{argument}>` from the template, and write `#[query(\"{argument}[]\")]`; one value of JSON is `#[encode(json)]`"
            ),
        )),
        (Binding::Field(wire), Presence::Map) if !query_binding::has_brackets(wire) => Some((
            "is a map, whose keys have no place in the key of the form",
            format!(
                "write `#[field(\"{wire}[]\")]`, into whose brackets the keys are written, or `#[fields(\"{wire}:\")]` for keys behind a \
                 prefix"
            ),
        )),
        (Binding::Header(name), _) if is_map => Some((
            "is a map, but a header has one value",
            format!("write `#[headers(\"{name}\")]` for all headers whose names begin so"),
        )),
        (Binding::Field(_), Presence::Optional) if fields != BodyFormat::Json && is_map => {
            Some(("is an optional map, but an empty map is already absent", format!("write `{}`", to_source(inner))))
        }
        (Binding::Path, Presence::Optional | Presence::Nullable) => Some((
            "is in the path, so it cannot be optional",
            format!("write `{argument}: {}`, or declare a second endpoint without it", to_source(inner)),
        )),
        (Binding::Path, _) if is_list => Some(("is a list, but a path segment has one value", JOIN.to_owned())),
        (Binding::Header(_), _) if is_list => {
            let help = "write `#[join(\",\")]` before it for one text of its items";
            Some(("is a list, but a header has one value", help.to_owned()))
        }
        (Binding::Cookie(_), _) if is_list => Some(("is a list, but a cookie has one value", JOIN.to_owned())),
        (Binding::Field(_), Presence::Nullable) if fields == BodyFormat::Json => None,
        (Binding::Unbound, _) => None,
        (_, Presence::Nullable) => Some((
            "is an `Option<Option<T>>`, but only a JSON field can be null",
            format!("write `Option<{}>`", to_source(inner)),
        )),
        (Binding::Query(_), Presence::Optional) if is_list => Some(optional_list(inner)),
        (Binding::Field(_), Presence::Optional) if fields != BodyFormat::Json && is_list => Some(optional_list(inner)),
        (Binding::Headers(_), _) if is_list => Some((
            "is a list, but `#[headers]` binds one group",
            "write the type of one group, or an `Option` of it".to_owned(),
        )),
        _ => None,
    }
}

fn optional_list(list: &Type) -> (&'static str, String) {
    ("is an optional list, but an empty list is already absent", format!("write `{}`", to_source(list)))
}
