//! `impl Debug`, which redacts sensitive values.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Path};

/// Emits `impl Debug` for a struct that implements `trait_path`, whose `visit` visits the fields. `head` is the part of the impl
/// before its braces, without `impl`.
pub(super) fn expand(runtime: &Path, ident: &Ident, head: &TokenStream, trait_path: &TokenStream) -> TokenStream {
    let name = ident.to_string();
    quote! {
        impl #head {
            #[inline]
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #runtime::request::debug_arguments(f, #name, &|visitor| #trait_path::visit(self, visitor))
            }
        }
    }
}
