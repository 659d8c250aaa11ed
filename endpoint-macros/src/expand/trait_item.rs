//! The trait.
//!
//! The trait and its methods are emitted with an empty `<>`: without it, rustc reports an unknown type twice and suggests
//! a type parameter.

use proc_macro2::TokenStream;
use quote::quote;

use crate::model::{Endpoint, Trait};

pub(super) fn expand(declaration: &Trait) -> TokenStream {
    let Trait { attributes, cfgs, visibility, ident, supertraits, runtime, other_items, .. } = declaration;
    let methods = declaration.endpoints.iter().map(|endpoint| method(declaration, endpoint));
    quote! {
        #(#attributes)*
        #(#cfgs)*
        #visibility trait #ident<> #supertraits {
            #(#methods)*
            #other_items

            #[doc(hidden)]
            fn __client(&self) -> ::core::option::Option<&#runtime::Client> {
                ::core::option::Option::None
            }
        }
    }
}

fn method(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let Trait { ident: trait_ident, runtime, .. } = declaration;
    let Endpoint { attributes, cfgs, ident, request, result, .. } = endpoint;
    quote! {
        #(#attributes)*
        #(#cfgs)*
        fn #ident<>(&self, request: #request) -> impl ::core::future::Future<Output = #result> + ::core::marker::Send {
            #runtime::__private::answer(<Self as #trait_ident>::__client(self), request)
        }
    }
}
