//! The checks of an object's fields.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{
    Attribute, Expr, Field, Ident, LitStr, Meta, Token,
    parse::{ParseStream, Parser as _},
};

use super::{
    attributes, binding_attribute::check_bare, foreign_attributes, options::Options, presence, type_kind::type_kind,
    unraw_name,
};
use crate::{
    case::Case,
    diagnostics::{Diagnostics, to_source},
    model::{Binding, FieldDefault, ObjectField, PlainField, Presence},
    syntax::{
        options::{self, OptionValue, WrittenOption},
        types,
    },
};

/// A field whose own attributes were checked.
pub(super) struct WrittenField {
    field: ObjectField,
    /// The attribute `#[rest]`.
    rest: Option<Attribute>,
    /// The tokens of the names, at which duplicates are reported.
    name_tokens: Vec<TokenStream>,
}

/// The arguments of `#[field("wireName", alias = "…", default = …)]`.
#[derive(Default)]
struct FieldOptions {
    wire_name: Option<LitStr>,
    aliases: Vec<LitStr>,
    default: Option<FieldDefault>,
    /// The tokens of `default`.
    default_ident: Option<Ident>,
}

/// Reads a field. Returns `None` for one without a name, which does not occur in a struct with named fields.
pub(super) fn read(field: Field, rename_all: Case, diagnostics: &mut Diagnostics) -> Option<WrittenField> {
    let ident = field.ident?;
    let name = unraw_name(&ident);
    let mut kept = Vec::new();
    let mut field_attribute: Option<Attribute> = None;
    let mut options = FieldOptions::default();
    let (mut rest, mut sensitive) = (None, false);
    for attribute in field.attrs {
        if attribute.path().is_ident("field") {
            if field_attribute.is_some() {
                diagnostics.report(
                    &attribute,
                    format!("`{name}` has a second `#[field]`"),
                    "put everything into the first one",
                );
            } else {
                options = FieldOptions::read(&attribute, diagnostics);
                field_attribute = Some(attribute);
            }
        } else if attribute.path().is_ident("sensitive") {
            check_bare(&attribute, "write `#[sensitive]`", diagnostics);
            sensitive = true;
        } else if attribute.path().is_ident("rest") {
            check_bare(&attribute, "write `#[rest]`", diagnostics);
            rest = Some(attribute);
        } else if attribute.path().is_ident("cfg") {
            let help = "put `#[cfg]` on the struct, and declare a struct for each configuration";
            diagnostics.report(&attribute, "a field of an object cannot have `#[cfg]`", help);
        } else if foreign_attributes::check_serde(&attribute, "object", diagnostics) {
            check_known(&attribute, diagnostics);
            kept.push(attribute);
        }
    }
    if rest.is_some()
        && let Some(attribute) = &field_attribute
    {
        diagnostics.report(
            attribute,
            format!("`{name}` holds all unknown members, so it has no name"),
            "remove `#[field]`",
        );
    }
    check_type(&field.ty, diagnostics);
    let (presence, inner) = presence::of(&field.ty, &Binding::Unbound, false);
    if presence != Presence::Required
        && let Some(default) = &options.default_ident
    {
        let help = format!("write `{}` for a member with a default, or remove `default`", to_source(&inner));
        diagnostics.report(default, format!("`{name}` is an `Option`, which is `None` without a value"), help);
        options.default = None;
    }
    let tokens =
        |literal: Option<&LitStr>| literal.map_or_else(|| ident.to_token_stream(), |literal| literal.to_token_stream());
    let name_tokens = std::iter::once(tokens(options.wire_name.as_ref()))
        .chain(options.aliases.iter().map(|alias| alias.to_token_stream()))
        .collect();
    let field = ObjectField {
        wire_name: options.wire_name.map_or_else(|| rename_all.rename_field(&name), |name| name.value()),
        aliases: options.aliases.iter().map(LitStr::value).collect(),
        docs: attributes::docs(&kept),
        plain: PlainField { attributes: kept, visibility: field.vis, ident, ty: field.ty },
        kind: type_kind(&inner),
        name,
        presence,
        inner,
        default: options.default,
        sensitive,
        has_setter: true,
    };
    Some(WrittenField { field, rest, name_tokens })
}

/// Attributes that are probably meant for this macro.
fn check_known(attribute: &Attribute, diagnostics: &mut Diagnostics) {
    for (wrong, right) in [
        ("header", "a header is an argument of the method, or a field of a group that derives `Headers`"),
        ("body", "a body is an argument of the method"),
        ("text", "write `#[field(\"…\")]` to rename a field"),
        ("rename", "write `#[field(\"…\")]` to rename a field"),
        ("alias", "write `#[field(alias = \"…\")]`"),
        ("default", "write `#[field(default = …)]`"),
        ("secret", "write `#[sensitive]`"),
        ("flatten", "write `#[rest]` for all unknown members, in a field of the type `JsonMap`"),
    ] {
        if attribute.path().is_ident(wrong) {
            diagnostics.report(attribute, format!("unknown attribute `#[{wrong}]` on a field of an object"), right);
        }
    }
}

fn check_type(ty: &syn::Type, diagnostics: &mut Diagnostics) {
    let tokens = ty.to_token_stream();
    if types::borrows(&tokens) {
        let owned = types::owned(ty, &[]);
        let problem = "a field of an object cannot be borrowed: the object outlives the body that it is read from";
        diagnostics.report(ty, problem, format!("write `{}`", to_source(&owned)));
    }
}

impl FieldOptions {
    fn read(attribute: &Attribute, diagnostics: &mut Diagnostics) -> Self {
        const FORM: &str = "write `#[field(\"wireName\")]`, `#[field(alias = \"oldName\")]` or `#[field(default = …)]`";
        let list = match &attribute.meta {
            Meta::List(list) if !list.tokens.is_empty() => list,
            _ => {
                diagnostics.report(attribute, "`#[field]` says nothing about the field", FORM);
                return Self::default();
            }
        };
        let parser = |input: ParseStream<'_>| {
            let wire_name: Option<LitStr> = if input.peek(LitStr) { Some(input.parse()?) } else { None };
            if wire_name.is_some() && !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
            Ok((wire_name, options::parse_list(input)?))
        };
        match parser.parse2(list.tokens.clone()) {
            Ok((wire_name, written)) => Self::check(wire_name, written, diagnostics),
            Err(error) => {
                diagnostics.report_syntax_error(error);
                Self::default()
            }
        }
    }

    fn check(wire_name: Option<LitStr>, mut written: Vec<WrittenOption>, diagnostics: &mut Diagnostics) -> Self {
        let mut aliases = Vec::new();
        for alias in written.extract_if(.., |option| option.name == "alias") {
            match alias.value.assigned::<LitStr>() {
                Some(text) => aliases.push(text),
                None => {
                    diagnostics.report(&alias, "invalid value for the option `alias`", "write `alias = \"oldName\"`")
                }
            }
        }
        let default = written.iter().position(|option| option.name == "default").map(|index| written.remove(index));
        let default_ident = default.as_ref().map(|option| option.name.clone());
        let default = default.and_then(|option| match &option.value {
            OptionValue::None => Some(FieldDefault::OfType),
            value => {
                let expression = value.assigned::<Expr>().map(|value| FieldDefault::Value(Box::new(value)));
                if expression.is_none() {
                    let help = "write `default = expression`, or `default` for that of the type";
                    diagnostics.report(&option, "invalid value for the option `default`", help);
                }
                expression
            }
        });
        let (renames, others): (Vec<_>, Vec<_>) =
            written.into_iter().partition(|option| option.name == "rename" || option.name == "name");
        for rename in renames {
            let text = rename.value.assigned::<LitStr>().map_or_else(|| "wireName".to_owned(), |text| text.value());
            diagnostics.report(
                &rename,
                format!("unknown option `{}`", rename.name),
                format!("write `#[field(\"{text}\")]`"),
            );
        }
        let mut options = Options::new(others, diagnostics);
        options.know(&["alias", "default"]);
        options.report_unknown(None);
        Self { wire_name, aliases, default, default_ident }
    }
}

/// Checks the names of all fields, takes out the one for unknown members, and returns both.
pub(super) fn check_together(
    written: Vec<WrittenField>,
    has_setters: bool,
    diagnostics: &mut Diagnostics,
) -> (Vec<ObjectField>, Option<PlainField>) {
    let mut rest: Option<PlainField> = None;
    let mut fields: Vec<ObjectField> = Vec::new();
    for WrittenField { mut field, rest: rest_attribute, name_tokens } in written {
        if let Some(attribute) = rest_attribute {
            match &rest {
                Some(first) => {
                    let problem = format!("`{}` holds the unknown members already", first.ident);
                    diagnostics.report(attribute, problem, "remove one of the two `#[rest]`");
                }
                None => {
                    check_rest(&field, diagnostics);
                    rest = Some(field.plain);
                }
            }
            continue;
        }
        check_wire_names(&fields, &field, &name_tokens, diagnostics);
        if has_setters {
            field.has_setter = check_setter(&fields, &field, diagnostics);
        }
        fields.push(field);
    }
    (fields, rest)
}

fn check_rest(field: &ObjectField, diagnostics: &mut Diagnostics) {
    if field.sensitive {
        let problem = format!("`{}` cannot be sensitive as a whole", field.name);
        diagnostics.report(&field.plain.ident, problem, "declare the secret members as fields with `#[sensitive]`");
    }
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
    if name == "new" || !field.is_required() && matches!(name.as_str(), "clone" | "default") {
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
