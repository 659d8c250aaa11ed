//! The checks of an object's fields beside each other: distinct names, distinct setters, one field for unknown members.

use proc_macro2::TokenStream;

use super::object_field::WrittenField;
use crate::{
    diagnostics::Diagnostics,
    model::{FieldDefault, ObjectField, PlainField, Presence},
};

/// Checks the names of all fields, takes out the one for unknown members, and returns both.
pub(super) fn check(
    written: Vec<WrittenField>,
    has_setters: bool,
    diagnostics: &mut Diagnostics,
) -> (Vec<ObjectField>, Option<PlainField>) {
    let mut rest: Option<PlainField> = None;
    let mut fields: Vec<ObjectField> = Vec::new();
    for WrittenField { mut field, rest: rest_attribute, name_tokens } in written {
        let mut idents = fields.iter().map(|field| &field.plain.ident).chain(rest.iter().map(|rest| &rest.ident));
        if idents.any(|ident| *ident == field.plain.ident) {
            let problem = format!("a second field is named `{}`", field.name);
            diagnostics.report(&field.plain.ident, problem, "rename one of them, or remove it");
            continue;
        }
        if let Some(attribute) = rest_attribute {
            if field.sensitive {
                let problem = format!("`{}` cannot be sensitive as a whole", field.name);
                let help = "declare the secret members as fields with `#[sensitive]`";
                diagnostics.report(&field.plain.ident, problem, help);
            }
            match &rest {
                None => {
                    rest = Some(field.plain);
                    continue;
                }
                Some(first) => {
                    let problem = format!("`{}` holds the unknown members already", first.ident);
                    diagnostics.report(attribute, problem, "remove one of the two `#[rest]`");
                    // So that `new` has no parameter for it.
                    field.default.get_or_insert(FieldDefault::OfType);
                }
            }
        } else {
            check_wire_names(&fields, &field, &name_tokens, diagnostics);
        }
        if has_setters {
            field.has_setter = check_setter(&fields, &field, diagnostics);
        }
        fields.push(field);
    }
    (fields, rest)
}

/// Reports a name that an earlier field has, or that the field has twice.
fn check_wire_names(
    fields: &[ObjectField],
    field: &ObjectField,
    tokens: &[TokenStream],
    diagnostics: &mut Diagnostics,
) {
    let own: Vec<&String> = std::iter::once(&field.wire_name).chain(&field.aliases).collect();
    for (index, (name, tokens)) in own.iter().zip(tokens).enumerate() {
        let other = fields.iter().find(|other| other.wire_name == **name || other.aliases.contains(name));
        if let Some(other) = other {
            let problem = format!("`{}` and `{}` are both the member `{name}`", other.name, field.name);
            diagnostics.report(tokens, problem, "rename one of them: `#[field(\"…\")]`");
        } else if own.iter().take(index).any(|earlier| earlier == name) {
            diagnostics.report(tokens, format!("`{}` has the name `{name}` already", field.name), "remove this alias");
        }
    }
}

/// Returns whether the name of the field's setter is free, and reports it if not.
fn check_setter(fields: &[ObjectField], field: &ObjectField, diagnostics: &mut Diagnostics) -> bool {
    let name = &field.name;
    if !field.is_required() && matches!(name.as_str(), "new" | "clone" | "default") {
        let problem = format!("a field cannot be named `{name}`: the object has a function `{name}`");
        diagnostics.report(
            &field.plain.ident,
            problem,
            format!("rename it; `#[field(\"{name}\")]` keeps the member's name"),
        );
        return false;
    }
    let null_setter = |one: &ObjectField, other: &ObjectField| {
        one.presence == Presence::Nullable && !other.is_required() && other.name == format!("{}_null", one.name)
    };
    let Some(other) = fields.iter().find(|other| null_setter(other, field) || null_setter(field, other)) else {
        return true;
    };
    let shared = if null_setter(other, field) { name } else { &other.name };
    let problem = format!("`{}` and `{name}` would share the setter `{shared}`", other.name);
    diagnostics.report(&field.plain.ident, problem, "rename one of them; `#[field(\"…\")]` keeps the member's name");
    false
}
