//! The checks of each field of an object.

use proc_macro2::TokenStream;
use quote::ToTokens as _;
use syn::{Attribute, Field, Generics, LitStr, Type};

use super::{
    attributes, binding_attribute::check_bare, foreign_attributes, object_field_options::ObjectFieldOptions, presence,
    type_kind::type_kind, unraw_name,
};
use crate::{
    case::Case,
    diagnostics::{Diagnostics, to_source},
    model::{Binding, BodyFormat, ObjectField, PlainField, Presence, TextForm, TypeKind},
    syntax::{owned_types, types},
};

/// A field whose own attributes were checked.
pub(super) struct WrittenField {
    pub(super) field: ObjectField,
    /// The attribute `#[rest]`.
    pub(super) rest: Option<Attribute>,
    /// The tokens of the names, at which duplicates are reported.
    pub(super) name_tokens: Vec<TokenStream>,
}

/// The attributes of a field that `#[object]` reads.
#[derive(Default)]
struct FieldAttributes {
    field: Option<Attribute>,
    sensitive: Option<Attribute>,
    rest: Option<Attribute>,
    /// All other attributes.
    kept: Vec<Attribute>,
}

/// Reads a field. Returns `None` for one without a name, which does not occur in a struct with named fields.
/// `generics` are those of the struct. A lifetime among them was reported.
pub(super) fn read(
    field: Field,
    rename_all: Case,
    generics: &Generics,
    diagnostics: &mut Diagnostics,
) -> Option<WrittenField> {
    let ident = field.ident?;
    let name = unraw_name(&ident);
    let attributes = FieldAttributes::read(field.attrs, &name, diagnostics);
    let mut options = match &attributes.field {
        Some(attribute) => ObjectFieldOptions::read(attribute, diagnostics),
        None => ObjectFieldOptions::default(),
    };
    if let (Some(_), Some(attribute)) = (&attributes.rest, &attributes.field) {
        let problem = format!("`{name}` holds all unknown members, so it has no name");
        diagnostics.report(attribute, problem, "remove `#[field]`");
    }
    let ty = if generics.lifetimes().next().is_some() { field.ty } else { owned(field.ty, diagnostics) };
    let (presence, inner) = presence::of(&ty, &Binding::Unbound, BodyFormat::Json, TextForm::Plain);
    if presence != Presence::Required
        && let Some(default) = &options.default_ident
    {
        let help = format!("write `{}` for a member with a default, or remove `default`", to_source(&inner));
        diagnostics.report(default, format!("`{name}` is an `Option`, which is `None` without a value"), help);
        options.default = None;
    }
    let name_token = options.wire_name.as_ref().map_or_else(|| ident.to_token_stream(), LitStr::to_token_stream);
    let name_tokens = std::iter::once(name_token).chain(options.aliases.iter().map(LitStr::to_token_stream)).collect();
    let field = ObjectField {
        wire_name: options.wire_name.map_or_else(|| rename_all.rename_field(&name), |name| name.value()),
        aliases: options.aliases.iter().map(LitStr::value).collect(),
        docs: attributes::docs(&attributes.kept),
        lints: attributes::lints(&attributes.kept),
        plain: PlainField { attributes: attributes.kept, visibility: field.vis, ident, ty },
        kind: if is_parameter(&inner, generics) { TypeKind::Scalar } else { type_kind(&inner) },
        name,
        presence,
        inner,
        default: options.default,
        sensitive: attributes.sensitive.is_some(),
        has_setter: true,
    };
    Some(WrittenField { field, rest: attributes.rest, name_tokens })
}

impl FieldAttributes {
    fn read(written: Vec<Attribute>, name: &str, diagnostics: &mut Diagnostics) -> Self {
        let mut read = Self::default();
        for attribute in written {
            let is = |name: &str| attribute.path().is_ident(name);
            if is("field") {
                set_once(&mut read.field, attribute, name, "put everything into the first one", diagnostics);
            } else if is("sensitive") {
                check_bare(&attribute, "write `#[sensitive]`", diagnostics);
                set_once(&mut read.sensitive, attribute, name, "remove it", diagnostics);
            } else if is("rest") {
                check_bare(&attribute, "write `#[rest]`", diagnostics);
                set_once(&mut read.rest, attribute, name, "remove it", diagnostics);
            } else if is("cfg") {
                let help = "put `#[cfg]` on the struct, and declare a struct for each configuration";
                diagnostics.report(&attribute, "a field of an object cannot have `#[cfg]`", help);
            } else if foreign_attributes::check_field(&attribute, diagnostics) {
                read.kept.push(attribute);
            }
        }
        read
    }
}

/// Keeps the first attribute of a name, and reports all others.
fn set_once(
    first: &mut Option<Attribute>,
    attribute: Attribute,
    field: &str,
    help: &str,
    diagnostics: &mut Diagnostics,
) {
    if first.is_some() {
        let name = attribute.path().to_token_stream();
        diagnostics.report(&attribute, format!("`{field}` has a second `#[{name}]`"), help);
    } else {
        *first = Some(attribute);
    }
}

/// Returns whether the type is a parameter of the struct, whose type can not be inferred through `Into`.
fn is_parameter(ty: &Type, generics: &Generics) -> bool {
    let names = types::path_names(ty);
    generics.type_params().any(|parameter| names == [parameter.ident.to_string()])
}

/// Returns the type with the references replaced, which are refused.
fn owned(ty: Type, diagnostics: &mut Diagnostics) -> Type {
    if !types::borrows(&ty.to_token_stream()) {
        return ty;
    }
    let owned = owned_types::owned(&ty, &[]);
    let problem = "a field of an object cannot be borrowed: the object outlives the body that it is read from";
    diagnostics.report(ty, problem, format!("write `{}`", to_source(&owned)));
    owned
}
