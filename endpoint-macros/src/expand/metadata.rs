//! The `const` metadata of an endpoint.

use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::Path;

use super::names;
use crate::model::{Argument, Binding, Endpoint, Presence, QueryPair, QueryValue, ResponseFormat, Trait};

pub(super) fn expand(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let Endpoint { id, name, template, docs, .. } = endpoint;
    let Trait { resource, .. } = declaration;
    let request = format!("::{}", endpoint.request);
    let method = names::variant(endpoint.method);
    let path = template.path();
    let literals = template.literals();
    let parameters = parameters(runtime, endpoint);
    let unusual = unusual_members(declaration, endpoint);
    quote! {
        #runtime::Metadata {
            id: #id,
            resource: #resource,
            name: #name,
            request: ::core::concat!(::core::module_path!(), #request),
            method: #runtime::metadata::Method::#method,
            template: #path,
            literals: &[#(#literals),*],
            parameters: #parameters,
            docs: #docs,
            #unusual
            ..#runtime::__private::METADATA
        }
    }
}

/// Emits the members that differ from those of `__private::METADATA`. An endpoint has few of them, and each member costs the
/// compiler time.
fn unusual_members(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let Endpoint { authenticated, idempotent, destructive, response, .. } = endpoint;
    let tag = some("tag", declaration.tag.as_ref());
    let host = some("host", declaration.host.as_ref());
    let deprecated = some("deprecated", endpoint.deprecated.as_ref());
    let timeout = some("timeout", endpoint.timeout_ms.map(|ms| quote!(::core::time::Duration::from_millis(#ms))));
    let header_groups: Vec<TokenStream> = endpoint.header_groups().map(|group| header_group(runtime, group)).collect();
    let header_groups = (!header_groups.is_empty()).then(|| quote!(header_groups: &[#(#header_groups),*],));
    let fixed_query: Vec<TokenStream> = endpoint.template.query.iter().filter_map(fixed_pair).collect();
    let fixed_query = (!fixed_query.is_empty()).then(|| quote!(fixed_query: &[#(#fixed_query),*],));
    let body = endpoint.body.map(|format| {
        let format = names::variant(format);
        quote!(body: #runtime::metadata::BodyFormat::#format,)
    });
    let response = (*response != ResponseFormat::Json).then(|| {
        let format = names::variant(response);
        quote!(response: #runtime::metadata::ResponseFormat::#format,)
    });
    let authenticated = (!authenticated).then(|| quote!(authenticated: false,));
    let idempotent = idempotent.then(|| quote!(idempotent: true,));
    let destructive = destructive.then(|| quote!(destructive: true,));
    quote!(#tag #host #header_groups #fixed_query #body #response #authenticated #idempotent #destructive #deprecated #timeout)
}

/// Emits `name: Some(value),`, or nothing.
fn some(name: &str, value: Option<impl ToTokens>) -> Option<TokenStream> {
    let name = format_ident!("{name}");
    value.map(|value| quote!(#name: ::core::option::Option::Some(#value),))
}

fn header_group(runtime: &Path, group: &Argument) -> TokenStream {
    let Argument { name, inner, presence, .. } = group;
    let required = *presence == Presence::Required;
    quote!(#runtime::__private::header_group::<#inner>(#name, #required))
}

fn fixed_pair(pair: &QueryPair) -> Option<TokenStream> {
    let QueryPair { key, value } = pair;
    match value {
        QueryValue::Literal(value) => Some(quote!((#key, #value))),
        QueryValue::Argument(_) => None,
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
