//! The checks of `#[derive(Headers)]`.

use syn::{Attribute, Data, DataStruct, DeriveInput, Fields};

use super::{
    argument::{self, WrittenArgument},
    binding_attribute::BindingTarget,
    default_runtime,
    defaults::AttributeSet,
    distinct_arguments, header,
    options::Options,
};
use crate::{
    diagnostics::Diagnostics,
    model::{Binding, HeaderGroup},
};

/// Checks a struct that derives `Headers`.
pub(crate) fn lower(set: AttributeSet, item: DeriveInput, diagnostics: &mut Diagnostics) -> HeaderGroup {
    let DeriveInput { ident, generics, attrs, data, .. } = item;
    let is_generic = !generics.params.is_empty();
    if is_generic {
        diagnostics.report(&generics.params, "a group of headers cannot be generic", "write concrete types");
    }
    let mut options = Options::of_attribute(&attrs, "headers", diagnostics);
    set.add_defaults(&mut options);
    let runtime = options.runtime().unwrap_or_else(default_runtime);
    let (server, schema) = (options.opt_in("server"), options.opt_in("schema"));
    options.report_unknown(None);

    let mut group = HeaderGroup { ident, generics, runtime, server: None, schema: None, headers: Vec::new() };
    let Data::Struct(DataStruct { fields: Fields::Named(fields), .. }) = data else {
        let help = "write `struct Group { #[header(\"X-Name\")] name: Option<T>, … }`";
        diagnostics.report(&group.ident, "`Headers` can only be derived for a struct with named fields", help);
        return group;
    };
    if is_generic {
        return group;
    }
    (group.server, group.schema) = (server, schema);
    for field in fields.named {
        let Some(ident) = field.ident else { continue };
        let attributes: Vec<Attribute> = field.attrs.into_iter().filter(is_read_here).collect();
        let written = argument::read_attributes(ident, field.ty, &attributes, diagnostics);
        group.headers.push(written.bind(false, diagnostics, header_binding));
    }
    distinct_arguments::check_bindings(&mut group.headers, diagnostics);
    group
}

/// Returns whether the derive reads an attribute. Others belong to other derives, and rustc reports an unknown one.
fn is_read_here(attribute: &Attribute) -> bool {
    ["doc", "header", "headers", "sensitive", "allow", "expect"].iter().any(|name| attribute.path().is_ident(name))
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
