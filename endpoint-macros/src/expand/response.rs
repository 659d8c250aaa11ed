//! The impls of a response with headers.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Generics;

use super::{metadata, name, names, opt_in_items, schema};
use crate::model::{Argument, Response, ResponseBody, ResponseFormat};

pub(crate) fn expand(response: &Response) -> TokenStream {
    let Response { ident, runtime, headers, body, is_complete, .. } = response;
    let json = quote!(#runtime::response::Json);
    let (body_type, format) = body_type(response);
    let body_trait = quote!(#runtime::response::Decode<#runtime::response::#format>);
    let body_decode = quote!(<#body_type as #body_trait>);
    let media_type = body.as_ref().and_then(|body| body.media_type.as_ref());
    let with_media_type = media_type.map(|media_type| quote!(.with_content_type(#media_type)));
    let count = headers.len();
    let parameters = metadata::parameter_texts(runtime, headers);
    let decoded = if *is_complete {
        let headers = headers.iter().map(|header| {
            let Argument { ident, inner, .. } = header;
            let function = name(if header.is_required() { "read" } else { "read_optional" });
            let wire = header.wire_name().to_ascii_lowercase();
            quote!(#ident: <#inner as #runtime::response::ResponseHeader>::#function(response.headers(), #wire)?)
        });
        let body = body.iter().map(|ResponseBody { ident, .. }| quote!(#ident: #body_decode::decode(response)?));
        let fields = headers.chain(body);
        quote!(::core::result::Result::Ok(Self { #(#fields),* }))
    } else {
        // A mistake was reported, so this code never runs.
        quote!(::core::panic!())
    };
    let generics = generics(response, &body_trait, &quote!(#runtime::response::ResponseHeader));
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let server = expand_server(response);
    let schema = schema::expand_response(response, &body_type, &format);
    let without_body = body.is_none().then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics #runtime::response::WithoutBody for #ident #type_generics #clause {}
        }
    });
    quote! {
        #without_body

        #[automatically_derived]
        impl #impl_generics #runtime::response::Decode<#json> for #ident #type_generics #clause {
            const RESPONSE: #runtime::metadata::ResponseMetadata = #body_decode::RESPONSE
                #with_media_type
                .with_headers(&#runtime::__private::parameters::<#count>(#parameters));

            #[inline]
            fn decode(
                response: &#runtime::http::Response<#runtime::Bytes>,
            ) -> ::core::result::Result<Self, #runtime::DecodeError> {
                #decoded
            }
        }

        #server
        #schema
    }
}

/// Returns the type of the body and the marker of its format.
fn body_type(response: &Response) -> (TokenStream, Ident) {
    match &response.body {
        Some(ResponseBody { ty, format, .. }) => (quote!(#ty), names::response_marker(*format)),
        None => (quote!(()), names::response_marker(ResponseFormat::Json)),
    }
}

/// Returns the generics of the struct, whose fields have to implement these traits. They are not bounds of a struct without type
/// parameters, so that a type that has none of them is one error at the field.
pub(super) fn generics(response: &Response, body_trait: &TokenStream, header_trait: &TokenStream) -> Generics {
    let mut generics = response.generics.clone();
    if generics.params.is_empty() {
        return generics;
    }
    let predicates = &mut generics.make_where_clause().predicates;
    predicates.push(syn::parse_quote!(Self: ::core::marker::Send + 'static));
    predicates.extend(
        response
            .body
            .iter()
            .map(|ResponseBody { ty, .. }| -> syn::WherePredicate { syn::parse_quote!(#ty: #body_trait) }),
    );
    predicates.extend(
        response
            .headers
            .iter()
            .map(|Argument { inner, .. }| -> syn::WherePredicate { syn::parse_quote!(#inner: #header_trait) }),
    );
    generics
}

fn expand_server(response: &Response) -> Option<TokenStream> {
    let Response { ident, runtime, server, headers, body, is_complete, .. } = response;
    opt_in_items(&[], server.as_ref(), &quote!(#runtime::__server_items), || {
        let (body_type, format) = body_type(response);
        let body_trait = quote!(#runtime::server::EncodeResponse<#runtime::response::#format>);
        let value = body.as_ref().map_or_else(|| quote!(()), |ResponseBody { ident, .. }| quote!(self.#ident));
        let headers = headers.iter().map(|header| {
            let Argument { ident, inner, .. } = header;
            let function = name(if header.is_required() { "write" } else { "write_optional" });
            let wire = header.wire_name().to_ascii_lowercase();
            quote! {
                <#inner as #runtime::response::ResponseHeader>::#function(
                    &self.#ident,
                    const { #runtime::http::HeaderName::from_static(#wire) },
                    &mut response,
                )?;
            }
        });
        let encoded = if *is_complete {
            quote! {
                let mut response = <#body_type as #body_trait>::into_response(#value)?;
                #(#headers)*
                ::core::result::Result::Ok(response)
            }
        } else {
            quote!(::core::panic!())
        };
        let generics = generics(response, &body_trait, &quote!(#runtime::response::ResponseHeader));
        let (impl_generics, type_generics, clause) = generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #impl_generics #runtime::server::EncodeResponse<#runtime::response::Json>
                for #ident #type_generics #clause
            {
                #[inline]
                fn into_response(
                    self,
                ) -> ::core::result::Result<#runtime::http::Response<#runtime::Body>, #runtime::server::Rejection> {
                    #encoded
                }
            }
        }
    })
}
