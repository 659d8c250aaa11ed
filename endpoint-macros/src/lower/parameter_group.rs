//! The checks of `#[derive(Headers)]` and `#[derive(Query)]`.

use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use quote::{ToTokens as _, format_ident};
use syn::{Attribute, Data, DataStruct, DeriveInput, Fields, Ident, Visibility, ext::IdentExt as _};

use super::{
    argument::{self, WrittenArgument},
    binding_attribute::{BindingAttribute, BindingTarget},
    default_runtime,
    defaults::AttributeSet,
    distinct_arguments, header, idempotency_key,
    options::Options,
    prefixed_map, query_binding, query_keys,
};
use crate::{
    diagnostics::Diagnostics,
    model::{Binding, BodyFormat, GroupKind, ParameterGroup, Template},
};

/// Checks a struct that derives a group. `location` is the place of the derive in the crate.
pub(crate) fn lower(
    kind: GroupKind,
    set: AttributeSet,
    item: DeriveInput,
    location: &str,
    diagnostics: &mut Diagnostics,
) -> ParameterGroup {
    let hidden_macro = macro_name(kind, &item, location);
    let DeriveInput { vis: visibility, ident, generics, attrs, data } = item;
    let is_generic = !generics.params.is_empty();
    if is_generic {
        diagnostics.report(
            &generics.params,
            format!("a group of {} cannot be generic", kind.parameters()),
            "write concrete types",
        );
    }
    let mut options = Options::of_attribute(&attrs, kind.attribute(), diagnostics);
    set.add_defaults(&mut options);
    let runtime = options.runtime().unwrap_or_else(default_runtime);
    let (server, schema) = (options.opt_in("server"), options.opt_in("schema"));
    options.report_unknown(None);

    let mut group = ParameterGroup {
        kind,
        visibility,
        ident,
        hidden_macro: None,
        generics,
        runtime,
        server: None,
        schema: None,
        parameters: Vec::new(),
    };
    let Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) = data else {
        let help = match kind {
            GroupKind::Headers => "write `struct Group { #[header(\"X-Name\")] name: Option<T>, … }`",
            GroupKind::Query => "write `struct Group { #[query(\"page[size]\")] size: Option<T>, … }`",
        };
        let problem = format!("`{}` can only be derived for a struct with named fields", kind.derive());
        diagnostics.report(&group.ident, problem, help);
        return group;
    };
    if is_generic {
        return group;
    }
    (group.server, group.schema, group.hidden_macro) = (server, schema, Some(hidden_macro));
    for field in fields.named {
        let Some(ident) = field.ident else { continue };
        let attributes: Vec<Attribute> =
            field.attrs.into_iter().filter(|attribute| is_read_here(kind, attribute)).collect();
        let is_visible = is_as_visible(&field.vis, &group.visibility);
        let mut written = argument::read_attributes(ident, field.ty, &attributes, diagnostics);
        idempotency_key::refuse_in_group(&mut written, diagnostics);
        written.has_setter = is_visible;
        group.parameters.push(written.bind(BodyFormat::Json, diagnostics, |field, diagnostics| match kind {
            GroupKind::Headers => header_binding(field, diagnostics),
            GroupKind::Query => query_binding(field, diagnostics),
        }));
    }
    distinct_arguments::check_bindings(&mut group.parameters, diagnostics);
    query_keys::check(&mut group.parameters, &Template::default(), diagnostics);
    group
}

/// Returns whether the derive reads an attribute. Others belong to other derives, and rustc reports an unknown one.
fn is_read_here(kind: GroupKind, attribute: &Attribute) -> bool {
    let own: &[&str] = match kind {
        GroupKind::Headers => &["header", "headers", "cookie"],
        // Those of headers explain themselves.
        GroupKind::Query => &["query"],
    };
    let is_own = own.iter().any(|name| attribute.path().is_ident(name));
    is_own
        || ["doc", "join", "encode", "idempotency_key", "sensitive", "allow", "expect"]
            .iter()
            .any(|name| attribute.path().is_ident(name))
}

fn query_binding(written: &WrittenArgument, diagnostics: &mut Diagnostics) -> Binding {
    match written.only_binding_attribute(diagnostics) {
        None => query_binding::of_field(written, None, diagnostics),
        Some(BindingAttribute { tokens, target: BindingTarget::Query(query) }) => {
            query_binding::of_field(written, Some((tokens, query)), diagnostics)
        }
        Some(_) => Binding::Unbound,
    }
}

fn header_binding(written: &WrittenArgument, diagnostics: &mut Diagnostics) -> Binding {
    match written.only_binding_attribute(diagnostics).map(|attribute| &attribute.target) {
        // An endpoint with `auth = none` may use a group with the credential, so that is checked where it is used.
        Some(BindingTarget::Header(name)) => {
            header::check_name(name, false, diagnostics).map_or(Binding::Unbound, Binding::Header)
        }
        Some(BindingTarget::HeaderMap(prefix)) => prefixed_map::of_headers(written, prefix, diagnostics),
        Some(BindingTarget::Cookie(name)) => {
            let help = "write `#[cookie(\"name\")]` on an argument of the endpoint";
            diagnostics.report(name, "a group of headers has no cookies", help);
            Binding::Unbound
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
fn macro_name(kind: GroupKind, item: &DeriveInput, location: &str) -> Ident {
    let mut hasher = DefaultHasher::new();
    (location, item.to_token_stream().to_string()).hash(&mut hasher);
    format_ident!("__{}_{}_{:x}", item.ident.unraw(), kind.attribute(), hasher.finish())
}

/// Returns whether a field can be assigned wherever its struct can be named.
fn is_as_visible(field: &Visibility, group: &Visibility) -> bool {
    matches!(field, Visibility::Public(_)) || field.to_token_stream().to_string() == group.to_token_stream().to_string()
}
