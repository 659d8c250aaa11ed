//! `impl Endpoint` for the request.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{format_ident, quote};
use syn::spanned::Spanned as _;

use super::{encode, metadata};
use crate::model::{Binding, Endpoint, ResponseFormat, Trait};

pub(super) fn expand(declared: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declared.runtime;
    let Endpoint { cfgs, request, result, .. } = endpoint;
    let metadata = metadata::expand(declared, endpoint);
    let format = format(endpoint.response);
    let encode = encode::expand(declared, endpoint);
    let check = header_check(declared, endpoint);
    // What the compiler has to say of the type as a whole, as that it is private, stands where it was written.
    let result_type = at(result.span(), quote!(type Result =));
    let result_type = quote!(#result_type #result;);
    quote! {
        #(#cfgs)*
        impl #runtime::Endpoint for #request {
            const METADATA: &'static #runtime::Metadata = &#metadata;
            type Format = #runtime::response::#format;
            #result_type

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

/// What a header group holds is known to the compiler only, so it has to compare the names. A wrong one fails a bound,
/// whose error stands at the group and says what is wrong.
fn header_check(declared: &Trait, endpoint: &Endpoint) -> Option<TokenStream> {
    let runtime = &declared.runtime;
    let Endpoint { cfgs, request, arguments, .. } = endpoint;
    let group = arguments.iter().find(|argument| argument.binding == Binding::Headers)?;
    let metadata = quote!(<#request as #runtime::Endpoint>::METADATA);
    // The error stands where the checked type is written: at the group.
    let span = group.inner.span();
    let distinct =
        at(span, quote!(#runtime::header::DistinctHeadersCheck<{ #runtime::header::has_distinct_headers(#metadata) }>));
    let credential =
        at(span, quote!(#runtime::header::OneCredentialCheck<{ #runtime::header::has_one_credential(#metadata) }>));
    Some(quote! {
        #(#cfgs)*
        const _: () = {
            <#distinct as #runtime::header::DistinctHeaders>::CHECKED;
            <#credential as #runtime::header::OneCredential>::CHECKED
        };
    })
}

/// The tokens as if they had been written at `span`.
fn at(span: Span, tokens: TokenStream) -> TokenStream {
    tokens
        .into_iter()
        .map(|token| {
            let mut token = match token {
                TokenTree::Group(group) => Group::new(group.delimiter(), at(span, group.stream())).into(),
                token => token,
            };
            token.set_span(span);
            token
        })
        .collect()
}
