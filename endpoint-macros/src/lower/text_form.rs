//! The attributes `#[join(",")]` and `#[encode(…)]` of an argument: the way in which its value becomes text.

use syn::{Attribute, Ident, LitChar, LitStr, Meta, Type};

use super::{nesting, type_kind::type_kind};
use crate::{
    diagnostics::{Diagnostics, to_source},
    model::{Binding, BodyFormat, TextForm, TypeKind},
    syntax::types,
};

/// The characters that may separate the items of a list. Letters, digits and the characters that have a meaning in a URL are
/// not among them.
const SEPARATORS: [char; 8] = [',', ';', '|', ' ', ':', '+', '-', '.'];

/// An attribute that gives the form.
pub(super) struct WrittenForm {
    /// The attribute, at which mistakes are reported.
    tokens: Attribute,
    /// `None` after a mistake in the attribute, which was reported.
    form: Option<TextForm>,
}

/// Reads an attribute; `None` for any other one.
pub(super) fn read(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Option<WrittenForm> {
    let form = if attribute.path().is_ident("join") {
        separator(attribute, diagnostics).map(TextForm::Joined)
    } else if attribute.path().is_ident("encode") {
        match nesting::read(attribute, diagnostics) {
            Some(nesting) => Some(TextForm::Nested(nesting)),
            None => check_format(attribute, diagnostics).then_some(TextForm::Json),
        }
    } else {
        return None;
    };
    Some(WrittenForm { tokens: attribute.clone(), form })
}

/// Reads the separator in `#[join(",")]`.
fn separator(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Option<char> {
    const SET: &str = "`,`, `;`, `|`, a blank, `:`, `+`, `-` or `.`";
    let Ok(literal) = attribute.parse_args::<LitStr>() else {
        let written = attribute.parse_args::<LitChar>().map_or(',', |literal| literal.value());
        let help = format!("write `#[join(\"{}\")]`", written.escape_default());
        diagnostics.report(attribute, "`#[join]` takes the separator in quotes", help);
        return None;
    };
    let text = literal.value();
    let mut characters = text.chars();
    let (problem, help) = match (characters.next(), characters.next()) {
        (Some(separator), None) if SEPARATORS.contains(&separator) => return Some(separator),
        (Some(separator), None) => (
            format!("`{}` cannot separate the items of a list", separator.escape_default()),
            format!("write {SET}: an item that holds the separator is refused when it is sent"),
        ),
        (None, _) => ("the separator is empty".to_owned(), format!("write {SET}")),
        (Some(first), Some(_)) => {
            let help = if SEPARATORS.contains(&first) && text.trim().len() == 1 {
                format!("write `#[join(\"{}\")]`; a blank beside it is skipped by the server of a header", text.trim())
            } else {
                format!("write {SET}")
            };
            (format!("the separator `{}` has more than one character", text.escape_debug()), help)
        }
    };
    diagnostics.report(literal, problem, help);
    None
}

/// Returns whether `#[encode(json)]` is written so.
fn check_format(attribute: &Attribute, diagnostics: &mut Diagnostics) -> bool {
    const JSON: &str = "write `#[encode(json)]`";
    let word = attribute.parse_args::<Ident>().map(|word| word.to_string());
    let quoted = attribute.parse_args::<LitStr>().map(|literal| literal.value());
    let (problem, help) = match (word, quoted) {
        (Ok(word), _) if word == "json" => return true,
        (Ok(word), _) | (_, Ok(word)) if word != "json" => (
            format!("`{word}` is not an encoding of a value"),
            format!(
                "{JSON} for one text, `#[encode(brackets)]` or `#[encode(dots)]` for keys of its members, or a type of your own \
                 whose `Param` writes and reads its text"
            ),
        ),
        (_, Ok(_)) => ("the encoding is in quotes".to_owned(), JSON.to_owned()),
        _ if matches!(attribute.meta, Meta::Path(_)) => ("`#[encode]` names no encoding".to_owned(), JSON.to_owned()),
        _ => ("`#[encode]` takes one word".to_owned(), JSON.to_owned()),
    };
    diagnostics.report(attribute, problem, help);
    false
}

/// Returns the form that the attributes of an argument give, and reports those that contradict each other.
pub(super) fn of(written: &[WrittenForm], argument: &str, diagnostics: &mut Diagnostics) -> TextForm {
    let Some((first, others)) = written.split_first() else { return TextForm::Plain };
    for second in others {
        let is_same = first.tokens.path().get_ident() == second.tokens.path().get_ident();
        let (problem, help) = if is_same {
            (format!("`{argument}` has two attributes of the same name"), "keep one of them")
        } else {
            (
                format!("`{argument}` is both joined and encoded"),
                "keep `#[join]` for a text of items, or `#[encode(json)]` for the JSON of the whole list",
            )
        };
        diagnostics.report(&second.tokens, problem, help);
    }
    first.form.unwrap_or(TextForm::Plain)
}

/// Refuses a form where it has no effect, and a join of no list. Returns `false` for a mistake.
pub(super) fn check(
    written: &[WrittenForm],
    argument: &str,
    ty: &Type,
    binding: &Binding,
    fields: BodyFormat,
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(WrittenForm { tokens, form: Some(form) }) = written.first() else { return true };
    if let TextForm::Nested(nesting) = form {
        let mistake = nesting::check(*nesting, argument, ty, binding, fields);
        return mistake.is_none_or(|(problem, help)| {
            diagnostics.report(tokens, problem, help);
            false
        });
    }
    let place = match binding {
        Binding::Field(_) if fields == BodyFormat::Json => "a member of a JSON body",
        Binding::Body(_) => "the whole body",
        Binding::Headers(_) => "a group of headers",
        Binding::Cookie(_) => "a cookie",
        Binding::QueryGroup(_) => "a group of query parameters",
        Binding::QueryMap(_) if *form == TextForm::Json => {
            let help = format!(
                "write `#[query]` without it for keys of the query, or `?{argument}=<{argument}>` in the template for one value of JSON"
            );
            diagnostics.report(tokens, format!("`{argument}` is both JSON and a map of query keys"), help);
            return false;
        }
        Binding::HeaderMap(_) | Binding::FieldMap(_) if *form == TextForm::Json => {
            let help = "remove `#[encode(json)]`; each value of the map is a text";
            diagnostics.report(tokens, format!("`{argument}` is both JSON and a map of names with a prefix"), help);
            return false;
        }
        Binding::Unbound => return true,
        _ => return check_list(*form, argument, ty, diagnostics),
    };
    let (attribute, help) = match form {
        TextForm::Joined(_) => ("join", "remove it: it joins a list in a path, a query, a header or a form"),
        _ => ("encode", "remove it: it writes a value as JSON text in a path, a query, a header or a form"),
    };
    diagnostics.report(tokens, format!("`#[{attribute}]` has no effect on {place}"), help);
    false
}

/// Refuses to join a value that is no list.
fn check_list(form: TextForm, argument: &str, ty: &Type, diagnostics: &mut Diagnostics) -> bool {
    let TextForm::Joined(_) = form else { return true };
    if types::is_map(ty) {
        return check_map(argument, ty, diagnostics);
    }
    if types::vec(ty).is_some() {
        return true;
    }
    let list = types::option(ty).filter(|inner| types::vec(inner).is_some());
    let (problem, help) = match list {
        Some(list) => (
            format!("`{argument}` is an optional list, but an empty list is already absent"),
            format!("write `{}`", to_source(list)),
        ),
        None => {
            let item = types::option(ty).unwrap_or(ty);
            let help = format!("write `Vec<{}>`, or remove `#[join]`", to_source(item));
            (format!("`{argument}` is not a list, so there is nothing to join"), help)
        }
    };
    diagnostics.report(ty, problem, help);
    false
}

/// Refuses to join the values of a map that are surely no lists. The compiler knows the others.
fn check_map(argument: &str, ty: &Type, diagnostics: &mut Diagnostics) -> bool {
    let Some(value) = types::map_value(ty).filter(|value| type_kind(value) != TypeKind::Other) else { return true };
    let help = format!("write `Vec<{0}>` in place of `{0}`, or remove `#[join]`", to_source(value));
    diagnostics.report(value, format!("the values of `{argument}` are no lists, so there is nothing to join"), help);
    false
}
