//! The impls of a response with headers, or of an enum of responses by their status.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};
use syn::{Generics, Path};

use super::{metadata, name, names, opt_in_items, response_error, schema, text};
use crate::model::{
    Argument, Binding, Presence, Response, ResponseBody, ResponseFields, ResponseFormat, ResponseKind, ResponseVariant,
    TextForm,
};

pub(crate) fn expand(response: &Response) -> TokenStream {
    let Response { ident, runtime, kind, is_complete, .. } = response;
    let json = quote!(#runtime::response::Json);
    let (metadata, decoded) = match kind {
        ResponseKind::Struct(fields) => {
            let decoded = decode(runtime, fields);
            (metadata_of(runtime, fields), quote!(::core::result::Result::Ok(Self #decoded)))
        }
        ResponseKind::Enum(variants) => (metadata_of_variants(response, variants), decode_variants(runtime, variants)),
    };
    // After a mistake, which was reported, this code never runs.
    let decoded = if *is_complete { decoded } else { quote!(::core::panic!()) };
    let generics = decode_generics(response);
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    let server = expand_server(response);
    let schema = schema::expand_response(response);
    let error = response_error::expand(response);
    let is_without_body = matches!(kind, ResponseKind::Struct(fields) if fields.body.is_none());
    let without_body = is_without_body.then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics #runtime::response::WithoutBody for #ident #type_generics #clause {}
        }
    });
    quote! {
        #without_body

        #[automatically_derived]
        impl #impl_generics #runtime::response::Decode<#json> for #ident #type_generics #clause {
            const RESPONSE: #runtime::metadata::ResponseMetadata = #metadata;

            #[inline]
            fn decode(
                response: &#runtime::http::Response<#runtime::Bytes>,
            ) -> ::core::result::Result<Self, #runtime::DecodeError> {
                #decoded
            }
        }

        #error
        #server
        #schema
    }
}

/// Returns the type of the body and the marker of its format.
pub(super) fn body_type(fields: &ResponseFields) -> (TokenStream, TokenStream) {
    match &fields.body {
        Some(ResponseBody { ty, format, marker, .. }) => {
            (quote!(#ty), names::response_marker(*format, marker.as_ref()))
        }
        None => (quote!(()), names::response_marker(ResponseFormat::Json, None)),
    }
}

/// Returns the lists of fields of a type.
pub(super) fn all_fields(response: &Response) -> Vec<&ResponseFields> {
    match &response.kind {
        ResponseKind::Struct(fields) => vec![fields],
        ResponseKind::Enum(variants) => variants.iter().map(|variant| &variant.fields).collect(),
    }
}

/// Emits the metadata of a response with these fields.
fn metadata_of(runtime: &Path, fields: &ResponseFields) -> TokenStream {
    let (body_type, format) = body_type(fields);
    let media_type = fields.body.as_ref().and_then(|body| body.media_type.as_ref());
    // A body whose media type is read has any.
    let has_any_type = fields.headers.iter().any(|header| header.wire_name().eq_ignore_ascii_case("content-type"));
    let media_type = media_type.map(String::as_str).or(has_any_type.then_some("*/*"));
    let with_media_type = media_type.map(|media_type| quote!(.with_content_type(#media_type)));
    let with_stream = fields.body.as_ref().and_then(|body| metadata::with_stream(runtime, &body.stream));
    let count = fields.headers.len();
    let parameters = metadata::parameter_texts(runtime, &fields.headers);
    quote! {
        <#body_type as #runtime::response::Decode<#runtime::response::#format>>::RESPONSE
            #with_media_type
            #with_stream
            .with_headers(&#runtime::__private::parameters::<#count>(#parameters))
    }
}

fn metadata_of_variants(response: &Response, variants: &[ResponseVariant]) -> TokenStream {
    let runtime = &response.runtime;
    let of_variants = variants.iter().map(|ResponseVariant { status, docs, fields, .. }| {
        let metadata = metadata_of(runtime, fields);
        let without_body = fields.body.is_none().then(|| quote!(.without_body()));
        let with_status = match status {
            Some(status) => quote!(.with_status(#status)),
            None => quote!(.with_other_status()),
        };
        let content_type = response_error::content_type(response, fields);
        let with_docs = docs.iter().map(|docs| quote!(.with_docs(#docs)));
        quote!(#metadata #content_type #without_body #with_status #(#with_docs)*)
    });
    quote!(#runtime::metadata::ResponseMetadata::of_variants(&[#(#of_variants),*]))
}

/// Emits the fields that are read from `response`, behind the name of the struct or the variant.
fn decode(runtime: &Path, fields: &ResponseFields) -> TokenStream {
    let (body_type, format) = body_type(fields);
    let headers = fields.headers.iter().map(|header| {
        let Argument { ident, inner, .. } = header;
        if let Binding::HeaderMap(prefix) = &header.binding {
            let (map, others) = (header_trait(runtime, header), other_headers(fields));
            return (ident, quote!(<#inner as #map>::read_headers(response.headers(), #prefix, &[#(#others),*])?));
        }
        let function = name(header_function(header, ["read", "read_optional", "read_joined"]));
        let wire = header.wire_name().to_ascii_lowercase();
        let header_trait = header_trait(runtime, header);
        let separator = text::separator(runtime, header);
        (ident, quote!(<#inner as #header_trait>::#function(response.headers(), #wire #separator)?))
    });
    let status = fields.status.iter().map(|ident| (ident, quote!(response.status())));
    let body = fields.body.iter().map(|ResponseBody { ident, .. }| {
        let body_trait = quote!(#runtime::response::Decode<#runtime::response::#format>);
        (ident, quote!(<#body_type as #body_trait>::decode(response)?))
    });
    let values: Vec<(&Ident, TokenStream)> = headers.chain(status).chain(body).collect();
    if fields.tuple.is_empty() {
        let fields = values.iter().map(|(ident, value)| quote!(#ident: #value));
        return quote!({ #(#fields),* });
    }
    let values = fields.tuple.iter().filter_map(|ident| values.iter().find(|(field, _)| *field == ident));
    let values = values.map(|(_, value)| value);
    quote!((#(#values),*))
}

fn decode_variants(runtime: &Path, variants: &[ResponseVariant]) -> TokenStream {
    let arms = variants.iter().filter_map(|ResponseVariant { ident, status, fields, .. }| {
        let decoded = decode(runtime, fields);
        status.map(|status| quote!(#status => ::core::result::Result::Ok(Self::#ident #decoded),))
    });
    let other = variants.iter().find(|variant| variant.status.is_none());
    let otherwise = match other {
        Some(ResponseVariant { ident, fields, .. }) => {
            let decoded = decode(runtime, fields);
            quote!(::core::result::Result::Ok(Self::#ident #decoded))
        }
        None => {
            let decode = quote!(<Self as #runtime::response::Decode<#runtime::response::Json>>);
            quote!(::core::result::Result::Err(#runtime::__private::undeclared_status(response, &#decode::RESPONSE)))
        }
    };
    quote! {
        match response.status().as_u16() {
            #(#arms)*
            _ => #otherwise,
        }
    }
}

fn decode_generics(response: &Response) -> Generics {
    let runtime = &response.runtime;
    let body_trait = |format: &TokenStream| quote!(#runtime::response::Decode<#runtime::response::#format>);
    generics(response, body_trait, |header| header_trait(runtime, header))
}

/// Returns the names in lower case of the headers that have fields of their own, which are not part of a map.
fn other_headers(fields: &ResponseFields) -> impl Iterator<Item = String> {
    let others = fields.headers.iter().filter(|header| matches!(header.binding, Binding::Header(_)));
    others.map(|header| header.wire_name().to_ascii_lowercase())
}

/// Returns the trait by which a header is read.
pub(super) fn header_trait(runtime: &Path, header: &Argument) -> TokenStream {
    match header.form {
        _ if header.presence == Presence::Map => quote!(#runtime::request::MapArgument),
        TextForm::Json => quote!(#runtime::response::JsonHeader),
        TextForm::Plain | TextForm::Joined(_) | TextForm::Nested(_) => quote!(#runtime::response::ResponseHeader),
    }
}

/// Returns the trait by which a server writes a header.
fn written_header_trait(runtime: &Path, header: &Argument) -> TokenStream {
    match header.form {
        _ if header.presence == Presence::Map => header_trait(runtime, header),
        TextForm::Json => quote!(#runtime::server::EncodeJsonHeader),
        TextForm::Plain | TextForm::Joined(_) | TextForm::Nested(_) => quote!(#runtime::response::ResponseHeader),
    }
}

/// Returns the function for a header that is required, optional or a list.
fn header_function(header: &Argument, [required, optional, joined]: [&'static str; 3]) -> &'static str {
    match header.form {
        TextForm::Joined(_) => joined,
        TextForm::Plain | TextForm::Json | TextForm::Nested(_) if header.is_required() => required,
        TextForm::Plain | TextForm::Json | TextForm::Nested(_) => optional,
    }
}

/// Returns the generics of the type, whose fields have to implement these traits. They are not bounds of a type without type
/// parameters, so that a field that has none of them is one error at the field.
pub(super) fn generics(
    response: &Response,
    body_trait: impl Fn(&TokenStream) -> TokenStream,
    header_trait: impl Fn(&Argument) -> TokenStream,
) -> Generics {
    let mut generics = response.generics.clone();
    if generics.params.is_empty() {
        return generics;
    }
    let predicates = &mut generics.make_where_clause().predicates;
    predicates.push(syn::parse_quote!(Self: ::core::marker::Send + 'static));
    for fields in all_fields(response) {
        predicates.extend(fields.body.iter().map(|ResponseBody { ty, format, marker, .. }| -> syn::WherePredicate {
            let body_trait = body_trait(&names::response_marker(*format, marker.as_ref()));
            syn::parse_quote!(#ty: #body_trait)
        }));
        predicates.extend(
            fields
                .headers
                .iter()
                .map(|header| (&header.inner, header_trait(header)))
                .map(|(inner, header_trait)| -> syn::WherePredicate { syn::parse_quote!(#inner: #header_trait) }),
        );
    }
    generics
}

fn expand_server(response: &Response) -> Option<TokenStream> {
    let Response { ident, runtime, server, kind, is_complete, .. } = response;
    opt_in_items(&[], server.as_ref(), &quote!(#runtime::__server_items), || {
        let encoded = match kind {
            // After a mistake, which was reported, this code never runs.
            _ if !is_complete => quote!(::core::panic!()),
            ResponseKind::Struct(fields) => {
                let statements = encode(runtime, fields, |field| quote!(self.#field));
                quote!(#statements ::core::result::Result::Ok(response))
            }
            ResponseKind::Enum(variants) => {
                let arms = variants.iter().map(|variant| encode_variant(response, variant));
                quote!(match self { #(#arms)* })
            }
        };
        let body_trait = |format: &TokenStream| quote!(#runtime::server::EncodeResponse<#runtime::response::#format>);
        let generics = generics(response, body_trait, |header| written_header_trait(runtime, header));
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

/// Emits the statements that make `response` of these fields, whose values `value` emits.
fn encode(runtime: &Path, fields: &ResponseFields, value: impl Fn(&Ident) -> TokenStream) -> TokenStream {
    let (body_type, format) = body_type(fields);
    let body_trait = quote!(#runtime::server::EncodeResponse<#runtime::response::#format>);
    let body = fields.body.as_ref().map_or_else(|| quote!(()), |ResponseBody { ident, .. }| value(ident));
    let headers = fields.headers.iter().map(|header| {
        let Argument { ident, inner, .. } = header;
        let value = value(ident);
        if let Binding::HeaderMap(prefix) = &header.binding {
            let (map, others) = (header_trait(runtime, header), other_headers(fields));
            return quote!(<#inner as #map>::write_headers(&#value, #prefix, &[#(#others),*], &mut response)?;);
        }
        let function = name(header_function(header, ["write", "write_optional", "write_joined"]));
        let wire = header.wire_name().to_ascii_lowercase();
        let header_trait = written_header_trait(runtime, header);
        let separator = text::separator(runtime, header);
        quote! {
            <#inner as #header_trait>::#function(
                &#value #separator,
                const { #runtime::http::HeaderName::from_static(#wire) },
                &mut response,
            )?;
        }
    });
    quote! {
        let mut response = <#body_type as #body_trait>::into_response(#body)?;
        #(#headers)*
    }
}

fn encode_variant(response: &Response, variant: &ResponseVariant) -> TokenStream {
    let Response { runtime, .. } = response;
    let ResponseVariant { ident, status, fields, .. } = variant;
    let variable = |field: &Ident| format_ident!("__{field}");
    let pattern = pattern(fields, variable);
    let encoded = encode(runtime, fields, |field| {
        let field = variable(field);
        quote!(#field)
    });
    let status = match (status, &fields.status) {
        (Some(status), _) => quote!(#status),
        (None, Some(field)) => {
            let field = variable(field);
            quote!(#field.as_u16())
        }
        // Keeps the status of the body, or that of the error.
        (None, None) => quote!(0),
    };
    let content_type = fields.body.as_ref().and_then(|body| body.media_type.as_ref());
    let content_type = match content_type {
        Some(content_type) => quote!(::core::option::Option::Some(#content_type)),
        None => response_error::content_type_option(response, fields),
    };
    quote! {
        Self::#ident #pattern => {
            #encoded
            ::core::result::Result::Ok(#runtime::server::with_status(response, #status, #content_type))
        }
    }
}

/// Emits the pattern of all fields of a variant, each in a variable.
pub(super) fn pattern(fields: &ResponseFields, variable: impl Fn(&Ident) -> Ident) -> TokenStream {
    let ResponseFields { headers, body, status, tuple } = fields;
    if !tuple.is_empty() {
        let variables = tuple.iter().map(variable);
        return quote!((#(#variables),*));
    }
    let named = headers.iter().map(|header| &header.ident).chain(body.iter().map(|body| &body.ident)).chain(status);
    let fields = named.map(|ident| {
        let variable = variable(ident);
        quote!(#ident: #variable)
    });
    quote!({ #(#fields),* })
}
