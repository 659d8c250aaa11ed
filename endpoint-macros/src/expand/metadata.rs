//! The `const` metadata of an endpoint.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::Path;

use super::names;
use crate::model::{Argument, Binding, Endpoint, Presence, QueryPair, QueryValue, Trait};

pub(super) fn expand(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let Endpoint { id, name, template, authenticated, idempotent, destructive, docs, .. } = endpoint;
    let Trait { resource, .. } = declaration;
    let request = &endpoint.request;
    let tag = option(declaration.tag.as_ref());
    let host = option(declaration.host.as_ref());
    let deprecated = option(endpoint.deprecated.as_ref());
    let timeout = option(endpoint.timeout_ms.map(|ms| quote!(::core::time::Duration::from_millis(#ms))));
    let method = names::variant(endpoint.method);
    let body = endpoint.body.map_or_else(|| format_ident!("None"), names::variant);
    let response = names::variant(endpoint.response);
    let path = template.path();
    let literals = template.literals();
    let fixed_query = template.query.iter().filter_map(|QueryPair { key, value }| match value {
        QueryValue::Literal(value) => Some(quote!((#key, #value))),
        QueryValue::Argument(_) => None,
    });
    let parameters = parameters(runtime, endpoint);
    let header_groups = endpoint.header_groups().map(|Argument { name, inner, presence, .. }| {
        let required = *presence == Presence::Required;
        quote!(#runtime::__private::header_group::<#inner>(#name, #required))
    });
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
            header_groups: &[#(#header_groups),*],
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

fn option(value: Option<impl ToTokens>) -> TokenStream {
    match value {
        Some(value) => quote!(::core::option::Option::Some(#value)),
        None => quote!(::core::option::Option::None),
    }
}

/// Emits a slice of the method's own arguments, then a slice for each header group.
fn parameters(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
    let own = endpoint.arguments.iter().filter_map(|argument| parameter(runtime, argument));
    let groups = endpoint.header_groups().map(|argument| {
        let group = &argument.inner;
        let mut parameters = quote!(<#group as #runtime::Headers>::PARAMETERS);
        if let Binding::Headers(prefix) = &argument.binding
            && !prefix.is_empty()
        {
            let names = quote!({
                const NAMES: &[u8] =
                    &#runtime::header::prefixed_names::<{ #runtime::header::prefixed_length(#prefix, #parameters) }>(
                        #prefix,
                        #parameters,
                    );
                NAMES
            });
            parameters = quote!(&#runtime::header::with_names::<{ #parameters.len() }>(#parameters, #prefix, #names));
        }
        if argument.is_required() {
            parameters
        } else {
            let count = quote!(<#group as #runtime::Headers>::PARAMETERS.len());
            quote!(&#runtime::__private::optional_group::<{ #count }>(#parameters))
        }
    });
    quote!(&[&[#(#own),*] #(, #groups)*])
}

pub(super) fn parameter(runtime: &Path, argument: &Argument) -> Option<TokenStream> {
    let place = names::place(argument)?;
    let wire = argument.wire_name();
    let Argument { name, sensitive, docs, .. } = argument;
    let required = argument.is_required();
    let repeated = argument.presence == Presence::Repeated;
    Some(quote! {
        #runtime::metadata::Parameter {
            name: #name,
            wire_name: #wire,
            location: #runtime::metadata::ParameterLocation::#place,
            required: #required,
            repeated: #repeated,
            sensitive: #sensitive,
            docs: #docs,
        }
    })
}
