//! Attributes of other macros on objects and open enums: those that would collide with the emitted impls are refused.

use proc_macro2::TokenStream;
use syn::{Attribute, Ident, Meta, Path, Token, parse::Parser as _, punctuated::Punctuated};

use crate::diagnostics::{Diagnostics, find_similar, joined};

/// The traits that both attributes implement.
const IMPLEMENTED: [&str; 6] = ["Clone", "Debug", "PartialEq", "Default", "Deserialize", "Serialize"];

/// Checks the attributes of an item, and returns those that stay.
pub(super) fn check_item(
    attributes: Vec<Attribute>,
    item: &Ident,
    macro_name: &str,
    diagnostics: &mut Diagnostics,
) -> Vec<Attribute> {
    let mut kept = Vec::new();
    for attribute in attributes {
        let is_macro = |name: &str| attribute.path().segments.last().is_some_and(|segment| segment.ident == name);
        if attribute.path().is_ident("derive") {
            kept.extend(check_derive(attribute, macro_name, diagnostics));
        } else if is_macro(macro_name) {
            let problem = format!("`{item}` has a second `#[{macro_name}]`");
            diagnostics.report(&attribute, problem, "put all options into the first one");
        } else if is_macro("object") || is_macro("open_enum") {
            let problem = format!("`{item}` has `#[{macro_name}]` already");
            diagnostics.report(&attribute, problem, "remove one of the two");
        } else if let Some(name) =
            ["field", "sensitive", "rest", "text"].iter().find(|name| attribute.path().is_ident(name))
        {
            let (problem, help) = match *name {
                "text" => (format!("`#[{name}]` goes on a variant of an open enum"), "move it to the variant"),
                _ => (format!("`#[{name}]` goes on a field of an object"), "move it to the field"),
            };
            diagnostics.report(&attribute, problem, help);
        } else if !attribute.path().is_ident("non_exhaustive") && check_serde(&attribute, macro_name, diagnostics) {
            kept.push(attribute);
        }
    }
    kept
}

/// Checks an attribute of a field that `#[object]` does not read. Returns whether it stays.
pub(super) fn check_field(attribute: &Attribute, diagnostics: &mut Diagnostics) -> bool {
    const RENAME: &str = "write `#[field(\"…\")]` to rename a field";
    const MEANT: [(&str, &str); 8] = [
        ("header", "a header is an argument of the method, or a field of a group that derives `Headers`"),
        ("body", "a body is an argument of the method"),
        ("text", RENAME),
        ("rename", RENAME),
        ("alias", "write `#[field(alias = \"…\")]`"),
        ("default", "write `#[field(default = …)]`"),
        ("secret", "write `#[sensitive]`"),
        ("flatten", "write `#[rest]` for all unknown members, in a field of the type `JsonMap`"),
    ];
    check_serde(attribute, "object", diagnostics)
        && check_known(attribute, "a field of an object", &MEANT, &["field", "sensitive", "rest"], diagnostics)
}

/// Checks an attribute of a variant that `#[open_enum]` does not read. Returns whether it stays.
pub(super) fn check_variant(attribute: &Attribute, diagnostics: &mut Diagnostics) -> bool {
    const RENAME: &str = "write `#[text(\"…\")]` to rename a variant";
    const MEANT: [(&str, &str); 6] = [
        ("field", RENAME),
        ("param", RENAME),
        ("rename", RENAME),
        ("alias", "write a variant for each text"),
        ("sensitive", "put `#[sensitive]` on the fields of this type"),
        ("rest", "remove it: `Other(String)` holds every other text"),
    ];
    check_serde(attribute, "open_enum", diagnostics)
        && check_known(attribute, "a variant of an open enum", &MEANT, &["text"], diagnostics)
}

/// Refuses an attribute that is probably `meant` for the macro, with its fix, or that is one of the macro's own, misspelled.
fn check_known(
    attribute: &Attribute,
    place: &str,
    meant: &[(&str, &str)],
    own: &[&'static str],
    diagnostics: &mut Diagnostics,
) -> bool {
    let Some(name) = attribute.path().get_ident().map(Ident::to_string) else { return true };
    let help = match meant.iter().find(|(meant, _)| *meant == name) {
        Some((_, help)) => (*help).to_owned(),
        None => match find_similar(&name, own.iter().copied()) {
            Some(similar) => format!("did you mean `#[{similar}]`?"),
            None => return true,
        },
    };
    diagnostics.report(attribute, format!("unknown attribute `#[{name}]` on {place}"), help);
    false
}

/// Reports the derives that the macro implements, and returns the attribute with the others.
fn check_derive(attribute: Attribute, macro_name: &str, diagnostics: &mut Diagnostics) -> Option<Attribute> {
    let Meta::List(list) = &attribute.meta else { return Some(attribute) };
    let Ok(paths) = Punctuated::<Path, Token![,]>::parse_terminated.parse2(list.tokens.clone()) else {
        // rustc reports it.
        return Some(attribute);
    };
    let is_implemented = |path: &Path| {
        let name = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        IMPLEMENTED.contains(&name.as_str()) || name == "JsonSchema" || macro_name == "open_enum" && is_of_enum(&name)
    };
    let (implemented, others): (Vec<Path>, Vec<Path>) = paths.into_iter().partition(is_implemented);
    report_implemented(&implemented, macro_name, diagnostics);
    if implemented.is_empty() {
        return Some(attribute);
    }
    (!others.is_empty()).then(|| syn::parse_quote!(#[derive(#(#others),*)]))
}

/// Reports the derives of one attribute that the macro implements, once.
fn report_implemented(implemented: &[Path], macro_name: &str, diagnostics: &mut Diagnostics) {
    let Some(first) = implemented.first() else { return };
    let name = |path: &Path| path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    let names: Vec<String> = implemented.iter().map(name).collect();
    let remove = format!("remove {}", joined(&names));
    let has = |name: &str| names.iter().any(|other| other == name);
    if let Some(path) = implemented.iter().find(|path| name(path) == "Copy") {
        diagnostics.report(path, "an open enum cannot be `Copy`: `Other` holds a `String`", remove);
        return;
    }
    let mut help = remove;
    if has("JsonSchema") {
        help = format!("{help}; `#[{macro_name}(schema)]` emits the schema");
    }
    if has("Serialize") && macro_name == "object" {
        help.push_str("; write `#[object(sent)]` for what a client sends, `#[object(server)]` for what a server does");
    }
    diagnostics.report(first, format!("`#[{macro_name}]` implements {} itself", joined(&names)), help);
}

/// Returns whether `#[open_enum]` implements a trait of this name, or cannot.
fn is_of_enum(name: &str) -> bool {
    ["Param", "Eq", "Hash", "Display", "FromStr", "Copy"].contains(&name)
}

/// Refuses `#[serde(…)]` and `#[schemars(…)]`. Returns whether the attribute is another one.
fn check_serde(attribute: &Attribute, macro_name: &str, diagnostics: &mut Diagnostics) -> bool {
    let (problem, help) = if attribute.path().is_ident("serde") {
        let written = attribute.meta.require_list().map(|list| list.tokens.clone()).unwrap_or_default();
        (format!("`#[{macro_name}]` does not read `#[serde(…)]`"), serde_help(&written, macro_name))
    } else if attribute.path().is_ident("schemars") {
        let help = "remove it: the schema follows from the declaration";
        (format!("`#[{macro_name}]` does not read `#[schemars(…)]`"), help.to_owned())
    } else {
        return true;
    };
    diagnostics.report(attribute, problem, help);
    false
}

/// Names the form that stands in place of serde's option.
fn serde_help(written: &TokenStream, macro_name: &str) -> String {
    let option = written.clone().into_iter().next().map(|token| token.to_string()).unwrap_or_default();
    match (option.as_str(), macro_name) {
        ("rename_all", _) => format!("write `#[{macro_name}(rename_all = \"…\")]`"),
        ("rename", "object") => "write `#[field(\"…\")]`".to_owned(),
        ("rename", _) => "write `#[text(\"…\")]`".to_owned(),
        ("alias", "object") => "write `#[field(alias = \"…\")]`".to_owned(),
        ("default", "object") => "remove it, or write `#[field(default = …)]` for a value of its own".to_owned(),
        ("flatten", "object") => "write `#[rest]` for all unknown members, in a field of the type `JsonMap`".to_owned(),
        ("skip_serializing_if", "object") => "remove it: an `Option` that is `None` is left out".to_owned(),
        ("deserialize_with", "object") => {
            "remove it if it turns null into a default, which an object does; else write a type with its own `Deserialize`"
                .to_owned()
        }
        ("untagged" | "other", "open_enum") => "remove it: `Other(String)` holds every other text".to_owned(),
        _ => format!(
            "remove it, or derive serde's traits in place of `#[{macro_name}]`: such a type works everywhere, too"
        ),
    }
}
