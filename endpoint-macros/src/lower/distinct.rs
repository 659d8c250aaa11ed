//! What must differ between the arguments of a method: their names, their setters, their places.

use super::argument::Written;
use crate::{
    diagnostics::Diagnostics,
    model::{Argument, Binding},
    syntax::types,
};

/// Reports two arguments of one name, and those whose setters would share one.
pub(super) fn names(written: Vec<Written>, diagnostics: &mut Diagnostics) -> Vec<Written> {
    let mut kept: Vec<Written> = Vec::new();
    for mut argument in written {
        if kept.iter().any(|other| other.name == argument.name) {
            diagnostics.at(
                &argument.ident,
                format!("there are two arguments `{}`", argument.name),
                "rename one of them",
            );
            continue;
        }
        let is_setter = types::option(&argument.ty).is_some();
        if argument.name == "new" || (is_setter && matches!(argument.name.as_str(), "clone" | "default")) {
            diagnostics.at(
                &argument.ident,
                format!("an argument cannot be named `{0}`: the request has a function `{0}`", argument.name),
                format!(
                    "rename it; `#[field(\"{0}\")]`, `#[header(\"{0}\")]` and `?{0}=<other_name>` keep the name on the wire",
                    argument.name
                ),
            );
            argument.has_setter = false;
        }
        if let Some(other) = kept.iter().find(|other| nulls(other, &argument) || nulls(&argument, other)) {
            diagnostics.at(
                &argument.ident,
                format!(
                    "`{}` and `{}` would share the setter `{}`",
                    other.name,
                    argument.name,
                    longer(&other.name, &argument.name)
                ),
                "rename one of them; `#[field(\"…\")]` keeps the name on the wire",
            );
            argument.has_setter = false;
        }
        kept.push(argument);
    }
    kept
}

/// Whether the setter that makes `nullable` null has the name of the setter of `other`.
fn nulls(nullable: &Written, other: &Written) -> bool {
    types::option(&nullable.ty).and_then(types::option).is_some()
        && other.name == format!("{}_null", nullable.name)
        && types::option(&other.ty).is_some()
}

fn longer<'a>(a: &'a str, b: &'a str) -> &'a str {
    if a.len() > b.len() { a } else { b }
}

/// Reports two bodies, two headers of one name, two fields of one name.
pub(super) fn places(mut arguments: Vec<Argument>, diagnostics: &mut Diagnostics) -> Vec<Argument> {
    let mut taken: Vec<(Binding, String)> = Vec::new();
    for argument in &mut arguments {
        let clash = taken.iter().find(|(binding, _)| match (binding, &argument.binding) {
            (Binding::Body(_), Binding::Body(_)) => true,
            (Binding::Header(a), Binding::Header(b)) => a.eq_ignore_ascii_case(b),
            (Binding::Field(a), Binding::Field(b)) => a == b,
            _ => false,
        });
        if let Some((binding, other)) = clash {
            let (what, help) = match binding {
                Binding::Body(_) => {
                    ("the whole body".to_owned(), "make them fields of one type, or drop `#[body]` from both")
                }
                Binding::Header(name) => {
                    (format!("the header `{name}`"), "names of headers do not differ by case; bind one argument to it")
                }
                _ => (
                    format!("the field `{}`", wire(&argument.binding)),
                    "give one of them another name: `#[field(\"…\")]`",
                ),
            };
            diagnostics.at(&argument.ident, format!("`{other}` and `{}` are both {what}", argument.name), help);
            argument.binding = Binding::Nowhere;
            continue;
        }
        taken.push((argument.binding.clone(), argument.name.clone()));
    }
    arguments
}

fn wire(binding: &Binding) -> &str {
    match binding {
        Binding::Field(name) | Binding::Header(name) | Binding::Query(name) => name,
        _ => "",
    }
}
