//! `impl Debug`, which redacts sensitive values.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Path};

use crate::model::{Argument, Presence};

/// Emits `impl Debug` for a struct whose fields are `arguments`. `head` is the part of the impl before its braces, without
/// `impl`.
pub(super) fn expand(runtime: &Path, ident: &Ident, head: &TokenStream, arguments: &[Argument]) -> TokenStream {
    let name = ident.to_string();
    let fields = arguments.iter().map(|argument| field(runtime, argument));
    quote! {
        impl #head {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #runtime::debug::debug_struct(f, #name, &[#(#fields),*])
            }
        }
    }
}

fn field(runtime: &Path, argument: &Argument) -> TokenStream {
    let Argument { ident, name, ty, inner, .. } = argument;
    // The trait is named at the type, so that a type without `Debug` is one error, at that type.
    match (argument.sensitive, argument.presence) {
        (true, Presence::Optional | Presence::Nullable) => {
            quote!((#name, &::core::option::Option::as_ref(&self.#ident).map(|_| #runtime::debug::Redacted)))
        }
        (true, _) => quote!((#name, &#runtime::debug::Redacted)),
        (false, Presence::Optional) => {
            quote!((#name, <#inner as #runtime::debug::DebugField>::optional_as_debug(&self.#ident)))
        }
        (false, _) => quote!((#name, <#ty as #runtime::debug::DebugField>::as_debug(&self.#ident))),
    }
}
