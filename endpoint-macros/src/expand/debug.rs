//! `impl Debug`, which redacts sensitive values.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Ident, Path};

use crate::model::{Argument, Presence};

/// Emits `impl Debug` for a struct whose fields are `arguments`. `head` is the part of the impl before its braces, without
/// `impl`.
pub(super) fn expand(runtime: &Path, ident: &Ident, head: &TokenStream, arguments: &[Argument]) -> TokenStream {
    let name = ident.to_string();
    let names = arguments.iter().map(|argument| &argument.name);
    let values = arguments.iter().map(|argument| value(runtime, argument));
    quote! {
        impl #head {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                #runtime::debug::debug_struct(f, #name, &[#(#names),*], &[#(#values),*])
            }
        }
    }
}

fn value(runtime: &Path, argument: &Argument) -> TokenStream {
    let Argument { ident, ty, inner, .. } = argument;
    // The trait is named at the type, so that a type without `Debug` is one error, at that type.
    match (argument.sensitive, argument.presence) {
        (true, Presence::Optional | Presence::Nullable) => {
            quote!(#runtime::debug::redacted(&self.#ident))
        }
        (true, _) => quote!(&#runtime::debug::Redacted),
        (false, Presence::Optional) => {
            quote!(<#inner as #runtime::debug::DebugField>::optional_as_debug(&self.#ident))
        }
        (false, _) => quote!(<#ty as #runtime::debug::DebugField>::as_debug(&self.#ident)),
    }
}
