//! The impls of an error body with a variant for each status.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::Path;

use super::{name, response};
use crate::model::{Response, ResponseBody, ResponseFields, ResponseFormat, ResponseKind, ResponseVariant};

/// Emits `ErrorBody`, and the conversion to an error.
pub(super) fn expand(response: &Response) -> Option<TokenStream> {
    let Response { ident, runtime, is_error, kind, is_complete, .. } = response;
    let ResponseKind::Enum(variants) = kind else { return None };
    if !is_error {
        return None;
    }
    let error_body = quote!(#runtime::ErrorBody);
    let bounds = |_: &TokenStream| error_body.clone();
    let generics = response::generics(response, bounds, |header| response::header_trait(runtime, header));
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let texts = ["request_id", "code", "message"].map(|function| {
        let function = name(function);
        let arms = variants.iter().map(|variant| text(variant, runtime, &function));
        let body = if *is_complete { quote!(match self { #(#arms)* }) } else { quote!(::core::panic!()) };
        quote! {
            fn #function(&self) -> ::core::option::Option<&str> { #body }
        }
    });
    let statuses = variants.iter().map(status);
    // After a mistake, which was reported, this code never runs.
    let status = if *is_complete {
        quote!(#runtime::http::StatusCode::from_u16(match self { #(#statuses)* }).ok())
    } else {
        quote!(::core::panic!())
    };
    let first = variants.iter().find_map(|variant| json_body(&variant.fields));
    let fields = first.map(|ty| quote!(const FIELDS: #runtime::ErrorFields = <#ty as #error_body>::FIELDS;));
    Some(quote! {
        #[automatically_derived]
        impl #impl_generics #error_body for #ident #type_generics #clause {
            #fields

            #(#texts)*

            fn status(&self) -> ::core::option::Option<#runtime::http::StatusCode> {
                #status
            }
        }

        #[automatically_derived]
        impl #impl_generics ::core::convert::From<#ident #type_generics> for #runtime::Error<#ident #type_generics> #clause {
            fn from(body: #ident #type_generics) -> Self {
                #runtime::Error::of_body(body)
            }
        }
    })
}

/// Returns the type of a body that is JSON.
fn json_body(fields: &ResponseFields) -> Option<&syn::Type> {
    fields.body.as_ref().filter(|body| body.format == ResponseFormat::Json).map(|body| &body.ty)
}

fn text(variant: &ResponseVariant, runtime: &Path, function: &Ident) -> TokenStream {
    let ResponseVariant { ident, fields, .. } = variant;
    match &fields.body {
        Some(ResponseBody { ident: field, ty, format: ResponseFormat::Json, .. }) => {
            let pattern = only(fields, field);
            quote!(Self::#ident #pattern => <#ty as #runtime::ErrorBody>::#function(__value),)
        }
        // In a format of the user, the type may be an error body, but does not have to.
        Some(ResponseBody { ident: field, format: ResponseFormat::Custom, .. }) => {
            let pattern = only(fields, field);
            quote! {
                Self::#ident #pattern => {
                    #[allow(unused_imports)]
                    use #runtime::__private::NoErrorTexts as _;
                    #runtime::__private::ErrorTexts(__value).#function()
                }
            }
        }
        _ => quote!(Self::#ident { .. } => ::core::option::Option::None,),
    }
}

fn status(variant: &ResponseVariant) -> TokenStream {
    let ResponseVariant { ident, status, fields, .. } = variant;
    match (status, &fields.status) {
        (Some(status), _) => quote!(Self::#ident { .. } => #status,),
        (None, Some(field)) => {
            let pattern = only(fields, field);
            quote!(Self::#ident #pattern => __value.as_u16(),)
        }
        (None, None) => quote!(Self::#ident { .. } => 0,),
    }
}

/// Emits a pattern that binds one field to `__value`.
fn only(fields: &ResponseFields, field: &Ident) -> TokenStream {
    if fields.tuple.is_empty() {
        return quote!({ #field: __value, .. });
    }
    let values =
        fields.tuple.iter().map(|ident| if ident == field { format_ident!("__value") } else { format_ident!("_") });
    let values = values.map(|ident| if ident == "_" { quote!(_) } else { quote!(#ident) });
    quote!((#(#values),*))
}

/// Emits the media type of the body of an error, which is that of its type unless the declaration gives one.
pub(super) fn content_type(response: &Response, fields: &ResponseFields) -> Option<TokenStream> {
    let ty = of_error_body(response, fields)?;
    let runtime = &response.runtime;
    Some(quote!(.with_content_type(<#ty as #runtime::ErrorBody>::CONTENT_TYPE)))
}

/// Emits the media type of the body of an error like `content_type`, as an `Option`.
pub(super) fn content_type_option(response: &Response, fields: &ResponseFields) -> TokenStream {
    let runtime = &response.runtime;
    match of_error_body(response, fields) {
        Some(ty) => quote!(::core::option::Option::Some(<#ty as #runtime::ErrorBody>::CONTENT_TYPE)),
        None => quote!(::core::option::Option::None),
    }
}

fn of_error_body<'r>(response: &Response, fields: &'r ResponseFields) -> Option<&'r syn::Type> {
    let has_type = fields.body.as_ref().is_some_and(|body| body.media_type.is_some());
    if !response.is_error || has_type { None } else { json_body(fields) }
}
