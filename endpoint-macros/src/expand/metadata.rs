//! The `const` metadata of an endpoint.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use crate::{
    model::{Argument, Binding, BodyFormat, Endpoint, Method, Presence, ResponseFormat, Trait},
    percent,
    syntax::template::Pair,
};

pub(super) fn expand(declared: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declared.runtime;
    let Endpoint { id, template, authenticated, idempotent, destructive, docs, .. } = endpoint;
    let Trait { resource, .. } = declared;
    let request = &endpoint.request;
    let name = crate::lower::plain(&endpoint.ident);
    let tag = option(declared.tag.as_ref());
    let host = option(declared.host.as_ref());
    let deprecated = option(endpoint.deprecated.as_ref());
    let timeout = option(endpoint.timeout_ms.map(|ms| quote!(::core::time::Duration::from_millis(#ms))));
    let method = method(endpoint.method);
    let body = body(endpoint.body);
    let response = response(endpoint.response);
    let path = template.path();
    let literals = template.literals();
    let fixed_query = template.query.iter().filter_map(|pair| match pair {
        Pair::Literal { key, value } => {
            let (key, value) = (percent::decode(key), percent::decode(value));
            Some(quote!((#key, #value)))
        }
        Pair::Argument { .. } => None,
    });
    let parameters = parameters(runtime, endpoint);
    quote! {
        #runtime::Metadata {
            id: #id,
            resource: #resource,
            name: #name,
            request: ::core::concat!(::core::module_path!(), "::", ::core::stringify!(#request)),
            tag: #tag,
            host: #host,
            method: #runtime::metadata::Method::#method,
            template: #path,
            literals: &[#(#literals),*],
            fixed_query: &[#(#fixed_query),*],
            parameters: #parameters,
            body: #runtime::metadata::BodyFormat::#body,
            response: #runtime::metadata::ResponseFormat::#response,
            authenticated: #authenticated,
            idempotent: #idempotent,
            destructive: #destructive,
            deprecated: #deprecated,
            timeout: #timeout,
            docs: #docs,
        }
    }
}

fn option(value: Option<impl quote::ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// The method's own arguments in one slice, then a slice for each header group.
fn parameters(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
    let own = endpoint.arguments.iter().filter_map(|argument| parameter(runtime, argument));
    let groups = endpoint.arguments.iter().filter(|argument| argument.binding == Binding::Headers).map(|argument| {
        let group = &argument.inner;
        let parameters = quote!(<#group as #runtime::Headers>::PARAMETERS);
        match argument.presence {
            Presence::Required => parameters,
            _ => quote!(&#runtime::__private::optional_group::<{ #parameters.len() }>(#parameters)),
        }
    });
    quote!(&[&[#(#own),*] #(, #groups)*])
}

pub(super) fn parameter(runtime: &Path, argument: &Argument) -> Option<TokenStream> {
    let (place, wire) = match &argument.binding {
        Binding::Path => ("Path", argument.name.clone()),
        Binding::Query(key) => ("Query", percent::decode(key)),
        Binding::Header(name) => ("Header", name.clone()),
        Binding::Field(name) => ("Field", name.clone()),
        Binding::Body(_) => ("Body", argument.name.clone()),
        Binding::Headers | Binding::Nowhere => return None,
    };
    let place = format_ident!("{place}");
    let Argument { name, sensitive, docs, .. } = argument;
    let required = argument.presence == Presence::Required;
    let repeated = argument.presence == Presence::Repeated;
    Some(quote! {
        #runtime::metadata::Parameter {
            name: #name,
            wire: #wire,
            place: #runtime::metadata::Place::#place,
            required: #required,
            repeated: #repeated,
            sensitive: #sensitive,
            docs: #docs,
        }
    })
}

fn method(method: Method) -> proc_macro2::Ident {
    match method {
        Method::Get => format_ident!("Get"),
        Method::Head => format_ident!("Head"),
        Method::Post => format_ident!("Post"),
        Method::Put => format_ident!("Put"),
        Method::Patch => format_ident!("Patch"),
        Method::Delete => format_ident!("Delete"),
        Method::Options => format_ident!("Options"),
    }
}

fn body(body: BodyFormat) -> proc_macro2::Ident {
    match body {
        BodyFormat::None => format_ident!("None"),
        BodyFormat::Json => format_ident!("Json"),
        BodyFormat::Form => format_ident!("Form"),
        BodyFormat::Text => format_ident!("Text"),
        BodyFormat::Bytes => format_ident!("Bytes"),
    }
}

fn response(response: ResponseFormat) -> proc_macro2::Ident {
    match response {
        ResponseFormat::Json => format_ident!("Json"),
        ResponseFormat::Text => format_ident!("Text"),
        ResponseFormat::Bytes => format_ident!("Bytes"),
    }
}
