//! Every check of a declaration, and the only maker of the model.

mod api_trait;
mod argument;
mod argument_pattern;
mod argument_type;
mod attributes;
mod binding;
mod binding_attribute;
mod binding_context;
mod cfg_attr;
mod compress;
mod constant_value;
mod constants;
mod content_type;
mod cookie;
pub(crate) mod defaults;
mod distinct_arguments;
mod distinct_fields;
mod distinct_methods;
mod doc_lines;
mod endpoint_options;
mod envelope;
mod fields_body;
mod foreign_attributes;
mod foreign_options;
pub(crate) mod group_setters;
mod header;
mod idempotency_key;
mod invalid_item;
mod media_type;
mod method;
mod method_attributes;
mod nesting;
pub(crate) mod object;
mod object_field;
mod object_field_options;
pub(crate) mod open_enum;
mod operation_id;
mod options;
mod page_argument;
mod pagination;
pub(crate) mod param;
pub(crate) mod parameter_group;
mod path_prefix;
mod prefixed_map;
mod presence;
mod query_binding;
mod query_constants;
mod query_keys;
pub(crate) mod response;
mod response_fields;
mod response_format;
mod return_type;
mod route;
mod route_hint;
mod serde_options;
mod several_segments;
mod signature;
pub(crate) mod template;
mod text_form;
mod trait_formats;
mod trait_options;
pub(crate) mod tree;
mod type_kind;
mod unplaced_arguments;

pub(crate) use api_trait::lower;
pub(crate) use binding_attribute::is_binding;

use syn::{Ident, Path, ext::IdentExt as _};

/// The path of the runtime without the option `crate`.
fn default_runtime() -> Path {
    syn::parse_quote!(::endpoint_runtime)
}

/// Returns an identifier without `r#`, as it is sent.
fn unraw_name(ident: &Ident) -> String {
    ident.unraw().to_string()
}
