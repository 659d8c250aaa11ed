//! `#[headers("x-amz-meta-")]` and `#[fields("v:")]`: maps whose keys are the ends of names with one prefix.

use syn::{Attribute, LitStr};

use super::{argument::WrittenArgument, header, query_binding};
use crate::{
    diagnostics::Diagnostics,
    model::{Binding, BodyFormat},
    syntax::types,
};

/// Reads the prefix in `#[fields("v:")]`.
pub(super) fn read_fields(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Option<LitStr> {
    let prefix = attribute.parse_args::<LitStr>().ok();
    if prefix.is_none() {
        let help = "write `#[fields(\"v:\")]`; the fields of one type are `#[body(form)]`, and one field is `#[field(\"name\")]`";
        diagnostics.report(attribute, "`#[fields]` takes the prefix of a map in quotes", help);
    }
    prefix
}

/// Returns the binding of a map of headers, or of an argument with that attribute which is none.
pub(super) fn of_headers(argument: &WrittenArgument, prefix: &LitStr, diagnostics: &mut Diagnostics) -> Binding {
    if query_binding::is_optional_map(argument, diagnostics) {
        return Binding::Unbound;
    }
    if !types::is_map(&argument.ty) {
        let problem = format!("`{}` is not a map, and only a map has headers by their prefix", argument.name);
        let help = format!("write `#[header(\"{}\")]` for one header; `#[headers]` is for a group", prefix.value());
        diagnostics.report(prefix, problem, help);
        return Binding::Unbound;
    }
    header::check_prefix(prefix, diagnostics).map_or(Binding::Unbound, Binding::HeaderMap)
}

/// Reports a map with `#[headers]` that has no prefix, and returns whether it is one.
pub(super) fn is_without_prefix(
    argument: &WrittenArgument,
    attribute: &Attribute,
    diagnostics: &mut Diagnostics,
) -> bool {
    let is_map = types::is_map(&argument.ty);
    if is_map {
        let problem = format!("`{}` is a map of headers without their prefix", argument.name);
        diagnostics.report(attribute, problem, "write the beginning of their names: `#[headers(\"x-amz-meta-\")]`");
    }
    is_map
}

/// Returns the binding of a map of fields, in a body of this format.
pub(super) fn of_fields(
    argument: &WrittenArgument,
    prefix: &LitStr,
    fields: BodyFormat,
    diagnostics: &mut Diagnostics,
) -> Binding {
    let name = &argument.name;
    if query_binding::is_optional_map(argument, diagnostics) {
        return Binding::Unbound;
    }
    let written = prefix.value();
    let (problem, help) = if !types::is_map(&argument.ty) {
        let problem = format!("`{name}` is not a map, and only a map has fields by their prefix");
        (problem, format!("write `#[field(\"{written}\")]` for one field"))
    } else if !matches!(fields, BodyFormat::Form | BodyFormat::Multipart) {
        let problem = format!("`{name}` is a map in a JSON body, where it is a member with members of its own");
        (
            problem,
            format!(
                "remove the attribute, or write `#[field(\"{written}\")]`; in a form, write `#[endpoint(…, form)]`"
            ),
        )
    } else if written.is_empty() {
        (
            "the prefix of the fields is empty".to_owned(),
            "write the beginning of their names: `#[fields(\"v:\")]`".to_owned(),
        )
    } else if written.ends_with("[]") {
        let problem = "the keys of this map are in brackets, not behind a prefix".to_owned();
        (problem, format!("write `#[field(\"{written}\")]`"))
    } else {
        return Binding::FieldMap(written);
    };
    diagnostics.report(prefix, problem, help);
    Binding::Unbound
}
