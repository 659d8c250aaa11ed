//! The typed client: a newtype with the trait's methods.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

use crate::model::{Endpoint, Trait};

pub(super) fn expand(declaration: &Trait) -> TokenStream {
    let Trait { cfgs, visibility, ident, runtime, endpoints, .. } = declaration;
    let client = declaration.client_ident();
    let about = format!("A client for the endpoints of [`{ident}`].");
    let about_endpoints = format!("The metadata of the endpoints of [`{ident}`].");
    let metadata = endpoints
        .iter()
        .map(|Endpoint { cfgs, request, .. }| quote!(#(#cfgs)* <#request as #runtime::Endpoint>::METADATA));
    let methods = endpoints.iter().map(|Endpoint { attributes, cfgs, ident, request, .. }| {
        // The user's token may come from another macro, where these names would be others than in the body.
        let parameters = quote!(&self, request: #request);
        let body = quote!(self.0.send(request));
        // At the user's own token, for rustc's error about another method of the same name. There, a lint sees the `pub`.
        let method = quote_spanned! {ident.span()=>
            pub fn #ident(#parameters) -> #runtime::Call<#request> {
                #body
            }
        };
        quote!(#(#attributes)* #(#cfgs)* #[inline] #[allow(unreachable_pub)] #method)
    });
    quote! {
        #[doc = #about]
        #(#cfgs)*
        #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
        #visibility struct #client(#runtime::Client);

        #(#cfgs)*
        impl #client {
            #[doc = #about_endpoints]
            pub const ENDPOINTS: &'static [&'static #runtime::Metadata] = &[#(#metadata),*];

            #(#methods)*
        }

        #(#cfgs)*
        impl ::core::convert::From<#runtime::Client> for #client {
            #[inline]
            fn from(client: #runtime::Client) -> Self {
                Self(client)
            }
        }

        #(#cfgs)*
        impl ::core::convert::AsRef<#runtime::Client> for #client {
            #[inline]
            fn as_ref(&self) -> &#runtime::Client {
                &self.0
            }
        }

        #(#cfgs)*
        impl #ident for #client {
            #[inline]
            fn __client(&self) -> ::core::option::Option<&#runtime::Client> {
                ::core::option::Option::Some(&self.0)
            }
        }
    }
}
