//! The checks of `#[derive(Headers)]`.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use quote::{ToTokens as _, format_ident};
use syn::{Attribute, Data, DataStruct, DeriveInput, Fields, Ident, Visibility, ext::IdentExt as _};

use super::{
    argument::{self, WrittenArgument},
    binding_attribute::BindingTarget,
    default_runtime,
    defaults::AttributeSet,
    distinct_arguments, header, idempotency_key,
    options::Options,
};
use crate::{
    diagnostics::Diagnostics,
    model::{Binding, BodyFormat, HeaderGroup},
};

/// Checks a struct that derives `Headers`. `location` is the place of the derive in the crate.
pub(crate) fn lower(
    set: AttributeSet,
    item: DeriveInput,
    location: &str,
    diagnostics: &mut Diagnostics,
) -> HeaderGroup {
    let hidden_macro = macro_name(&item, location);
    let DeriveInput { vis: visibility, ident, generics, attrs, data } = item;
    let is_generic = !generics.params.is_empty();
    if is_generic {
        diagnostics.report(&generics.params, "a group of headers cannot be generic", "write concrete types");
    }
    let mut options = Options::of_attribute(&attrs, "headers", diagnostics);
    set.add_defaults(&mut options);
    let runtime = options.runtime().unwrap_or_else(default_runtime);
    let (server, schema) = (options.opt_in("server"), options.opt_in("schema"));
    options.report_unknown(None);

    let mut group = HeaderGroup {
        visibility,
        ident,
        hidden_macro: None,
        generics,
        runtime,
        server: None,
        schema: None,
        headers: Vec::new(),
    };
    let Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) = data else {
        let help = "write `struct Group { #[header(\"X-Name\")] name: Option<T>, … }`";
        diagnostics.report(&group.ident, "`Headers` can only be derived for a struct with named fields", help);
        return group;
    };
    if is_generic {
        return group;
    }
    (group.server, group.schema, group.hidden_macro) = (server, schema, Some(hidden_macro));
    for field in fields.named {
        let Some(ident) = field.ident else { continue };
        let attributes: Vec<Attribute> = field.attrs.into_iter().filter(is_read_here).collect();
        let is_visible = is_as_visible(&field.vis, &group.visibility);
        let mut written = argument::read_attributes(ident, field.ty, &attributes, diagnostics);
        idempotency_key::refuse_in_group(&mut written, diagnostics);
        written.has_setter = is_visible;
        group.headers.push(written.bind(BodyFormat::Json, diagnostics, header_binding));
    }
    distinct_arguments::check_bindings(&mut group.headers, diagnostics);
    group
}

/// Returns whether the derive reads an attribute. Others belong to other derives, and rustc reports an unknown one.
fn is_read_here(attribute: &Attribute) -> bool {
    ["doc", "header", "headers", "join", "encode", "idempotency_key", "sensitive", "allow", "expect"]
        .iter()
        .any(|name| attribute.path().is_ident(name))
}

fn header_binding(written: &WrittenArgument, diagnostics: &mut Diagnostics) -> Binding {
    match written.only_binding_attribute(diagnostics).map(|attribute| &attribute.target) {
        // An endpoint with `auth = none` may use a group with the credential, so that is checked where it is used.
        Some(BindingTarget::Header(name)) => {
            header::check_name(name, false, diagnostics).map_or(Binding::Unbound, Binding::Header)
        }
        Some(BindingTarget::Invalid) => Binding::Unbound,
        _ => {
            diagnostics.report(
                &written.ident,
                format!("`{}` has no `#[header(\"Name\")]`", written.name),
                "add it: each field of the group is one header",
            );
            Binding::Unbound
        }
    }
}

/// Returns a name that no other macro of the crate has, since an exported macro has no module.
fn macro_name(item: &DeriveInput, location: &str) -> Ident {
    let mut hasher = DefaultHasher::new();
    (location, item.to_token_stream().to_string()).hash(&mut hasher);
    format_ident!("__{}_headers_{:x}", item.ident.unraw(), hasher.finish())
}

/// Returns whether a field can be assigned wherever its struct can be named.
fn is_as_visible(field: &Visibility, group: &Visibility) -> bool {
    matches!(field, Visibility::Public(_)) || field.to_token_stream().to_string() == group.to_token_stream().to_string()
}
