//! The argument that chooses a page: `cursor`, or a field of it, `variables.after` and `pagination?.starting_after`.

use syn::{Ident, LitStr};

use super::{type_kind::type_kind, unraw_name};
use crate::{
    diagnostics::{Diagnostics, find_similar, to_source},
    model::{Argument, Binding, BodyFormat, PageArgument, Presence, TypeKind},
    syntax::{options::WrittenOption, page_field::WrittenPageField, types},
};

/// Reads an option that names an argument, or a field of one.
pub(super) fn read(
    option: &WrittenOption,
    arguments: &[Argument],
    diagnostics: &mut Diagnostics,
) -> Option<PageArgument> {
    let written = option.value.assigned::<WrittenPageField>().filter(|written| written.ty.is_none());
    let Some(((ident, is_optional), path)) = written
        .as_ref()
        .and_then(|written| written.path.split_first())
        .map(|((ident, optional), path)| ((ident.clone(), *optional), path.to_vec()))
    else {
        let problem = format!("invalid value for the option `{}`", option.name);
        diagnostics.report(option, problem, format!("write `{} = argument`, without quotes", option.name));
        return None;
    };
    let name = unraw_name(&ident);
    let Some(argument) = arguments.iter().find(|argument| argument.name == name) else {
        let names = arguments.iter().map(|argument| argument.name.as_str());
        let help = match find_similar(&name, names) {
            Some(similar) => format!("did you mean `{similar}`?"),
            None => format!("add an argument: `{name}: Option<…>`"),
        };
        diagnostics.report(&ident, format!("there is no argument `{name}`"), help);
        return None;
    };
    let is_checked = match path.last() {
        None => check_whole(&ident, is_optional, argument, diagnostics),
        Some((field, is_optional_field)) => {
            let is_value = !is_optional_field;
            if !is_value {
                let help = format!("write `{field}`: it is the `Option` that chooses the page");
                diagnostics.report(field, format!("`{field}?` is looked into, but has no field here"), help);
            }
            is_value && check_part(&ident, is_optional, argument, diagnostics)
        }
    };
    let pointer = written.map(|written| pointer(&written)).unwrap_or_default();
    is_checked.then(|| PageArgument {
        is_json: path.is_empty() && is_json(argument),
        ident: argument.ident.clone(),
        is_optional,
        path,
        name,
        pointer,
    })
}

/// Returns the JSON pointer of the field below the argument.
fn pointer(written: &WrittenPageField) -> String {
    match &written.pointer {
        Some(pointer) => LitStr::value(pointer),
        None => written.path.iter().skip(1).flat_map(|(name, _)| ["/".to_owned(), unraw_name(name)]).collect(),
    }
}

/// Checks an argument that is itself the value.
fn check_whole(ident: &Ident, is_optional: bool, argument: &Argument, diagnostics: &mut Diagnostics) -> bool {
    let name = &argument.name;
    if is_optional {
        diagnostics.report(
            ident,
            format!("`{name}?` is looked into, but has no field here"),
            format!("write `{name}`"),
        );
        return false;
    }
    let (problem, help) = match (&argument.binding, argument.presence) {
        // Reported already.
        (Binding::Unbound, _) => return false,
        (Binding::Query(_) | Binding::Header(_) | Binding::Field(_), Presence::Optional) => return true,
        (Binding::Query(_) | Binding::Header(_) | Binding::Field(_), Presence::Required) => (
            format!("`{name}` is required, but the first page is requested without it"),
            format!("write `{name}: Option<{}>`", to_source(&argument.inner)),
        ),
        (Binding::Query(_) | Binding::Header(_) | Binding::Field(_), _) => (
            format!("`{name}` is not one optional value"),
            format!("write `{name}: Option<{}>`", to_source(&argument.inner)),
        ),
        _ => (
            format!("`{name}` is no value of the query, a header or the body, so it does not choose a page"),
            format!("name an argument that does, such as `{name}: Option<String>` in the query, or a field of it"),
        ),
    };
    diagnostics.report(ident, problem, help);
    false
}

/// Checks an argument that holds the value.
fn check_part(ident: &Ident, is_optional: bool, argument: &Argument, diagnostics: &mut Diagnostics) -> bool {
    let name = &argument.name;
    let (problem, help) = match (&argument.binding, argument.presence) {
        (Binding::Unbound, _) => return false,
        (Binding::Field(_) | Binding::Body(BodyFormat::Json), Presence::Optional) if is_optional => return true,
        (Binding::Field(_) | Binding::Body(BodyFormat::Json), Presence::Required) if !is_optional => return true,
        (Binding::Field(_) | Binding::Body(BodyFormat::Json), Presence::Optional) => {
            (format!("`{name}` is an `Option`"), format!("write `{name}?` to look into it"))
        }
        (Binding::Field(_) | Binding::Body(BodyFormat::Json), Presence::Required) => {
            (format!("`{name}` is no `Option`"), format!("write `{name}`, without `?`"))
        }
        _ => (
            format!("`{name}` is no object of a JSON body, so that it has no field"),
            format!("write `{name}`, or name a field of a member of the body"),
        ),
    };
    diagnostics.report(ident, problem, help);
    false
}

/// Returns whether the value is sent as JSON of any kind, and not as a text or a number: the position in a table may be the key of a record.
fn is_json(argument: &Argument) -> bool {
    let ty = &argument.inner;
    let is_object = types::path_names(ty).last().is_some_and(|name| ["JsonMap", "Map"].contains(&name.as_str()));
    matches!(argument.binding, Binding::Field(_))
        && (type_kind(ty) == TypeKind::Json || types::vec(ty).is_some() || types::is_map(ty) || is_object)
}
