//! `impl Endpoint` for the request.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::{encode, metadata};
use crate::model::{Binding, Endpoint, ResponseFormat, Trait};

pub(super) fn expand(declared: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declared.runtime;
    let Endpoint {
        cfgs, request, result, ..
    } = endpoint;
    let metadata = metadata::expand(declared, endpoint);
    let format = format(endpoint.response);
    let encode = encode::expand(declared, endpoint);
    let check = header_check(declared, endpoint);
    quote! {
        #(#cfgs)*
        impl #runtime::Endpoint for #request {
            const METADATA: &'static #runtime::Metadata = &#metadata;
            type Format = #runtime::response::#format;
            type Result = #result;

            fn encode(&self, request: &mut #runtime::request::Encoder<'_>) {
                #encode
            }
        }

        #check
    }
}

/// The marker of a response's format.
pub(super) fn format(response: ResponseFormat) -> proc_macro2::Ident {
    match response {
        ResponseFormat::Json => format_ident!("Json"),
        ResponseFormat::Text => format_ident!("Text"),
        ResponseFormat::Bytes => format_ident!("Raw"),
    }
}

/// What a header group holds is known to the compiler only, so it has to compare the names.
fn header_check(declared: &Trait, endpoint: &Endpoint) -> Option<TokenStream> {
    let runtime = &declared.runtime;
    let Endpoint {
        cfgs,
        request,
        arguments,
        ..
    } = endpoint;
    arguments
        .iter()
        .any(|argument| argument.binding == Binding::Headers)
        .then(|| {
            quote! {
                #(#cfgs)*
                const _: () = #runtime::__private::check_headers(<#request as #runtime::Endpoint>::METADATA);
            }
        })
}
