//! The runtime's names for the values of the model's enums.

use std::fmt::Debug;

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens as _, format_ident, quote};
use syn::Path;

use crate::model::{BodyFormat, GroupKind, Method, ResponseFormat};

/// Returns the variant with the same name, in `metadata`.
pub(super) fn variant(value: impl Debug) -> Ident {
    format_ident!("{value:?}")
}

/// Returns the method as a `metadata::Method`.
pub(super) fn method(runtime: &Path, method: &Method) -> TokenStream {
    let variant = match method {
        Method::Other(name) => quote!(Other(#name)),
        known => variant(known).into_token_stream(),
    };
    quote!(#runtime::metadata::Method::#variant)
}

/// Returns the name that a body format has in `body`, as a trait, and in `server`, as a marker.
pub(super) fn body_type(format: BodyFormat) -> Ident {
    format_ident!("{format:?}Body")
}

/// Returns the trait of a group.
pub(super) fn group_trait(kind: GroupKind) -> Ident {
    format_ident!("{}", kind.derive())
}

/// Returns the trait of a group that a server can decode, in `server`.
pub(super) fn decoded_group_trait(kind: GroupKind) -> Ident {
    format_ident!("Decode{}", kind.derive())
}

/// Returns the trait of a group with schemas, in `schema`.
pub(super) fn group_schema_trait(kind: GroupKind) -> Ident {
    format_ident!("{}Schema", kind.derive())
}

/// Returns the marker of a body format in `server`.
pub(super) fn body_marker(format: BodyFormat, custom: Option<&Path>) -> TokenStream {
    let name = body_type(format);
    match custom {
        Some(custom) => quote!(#name<#custom>),
        None => quote!(#name),
    }
}

/// Returns the marker in `response`.
pub(super) fn response_marker(format: ResponseFormat, custom: Option<&Path>) -> TokenStream {
    match format {
        ResponseFormat::Bytes => quote!(Raw),
        ResponseFormat::Stream => quote!(Streamed),
        ResponseFormat::Custom => quote!(Custom<#custom>),
        _ => format_ident!("{format:?}").into_token_stream(),
    }
}
