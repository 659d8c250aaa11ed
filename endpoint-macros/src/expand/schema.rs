//! The JSON Schemas of a trait's endpoints, in a `const` of their own.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use super::{endpoint::format, half};
use crate::model::{Argument, Binding, BodyFormat, Endpoint, Group, Presence, Trait};

pub(super) fn expand(declared: &Trait) -> TokenStream {
    let Trait { ident, endpoints, .. } = declared;
    let runtime = &declared.runtime;
    let client = format_ident!("{ident}Client", span = ident.span());
    let about = format!("The JSON Schemas of the endpoints of [`{ident}`].");
    let schemas = endpoints.iter().map(|endpoint| schemas(declared, endpoint));
    quote! {
        impl #client {
            #[doc = #about]
            pub const SCHEMAS: &'static [#runtime::schema::EndpointSchemas] = &[#(#schemas),*];
        }
    }
}

/// What `derive(Headers)` emits for schemas.
pub(super) fn group(group: &Group) -> Option<TokenStream> {
    let Group { ident, runtime, headers, .. } = group;
    let bound = headers.iter().filter(|header| header.binding != Binding::Nowhere);
    let parameters = bound.map(|header| parameter(runtime, header));
    let items = quote! {
        #[automatically_derived]
        impl #runtime::schema::HeadersSchema for #ident {
            const SCHEMAS: &'static [#runtime::schema::ParameterSchema] = &[#(#parameters),*];
        }
    };
    Some(half(&[], group.schema.as_ref()?, &quote!(#runtime::__schema_items), &items))
}

fn schemas(declared: &Trait, endpoint: &Endpoint) -> TokenStream {
    let Trait { runtime, docs, .. } = declared;
    let Endpoint { cfgs, request, result, arguments, .. } = endpoint;
    let bound = |argument: &&Argument| !matches!(argument.binding, Binding::Headers | Binding::Nowhere);
    let own = arguments.iter().filter(bound).map(|argument| parameter(runtime, argument));
    let groups = arguments.iter().filter(|argument| argument.binding == Binding::Headers).map(|argument| {
        let group = &argument.inner;
        quote!(<#group as #runtime::schema::HeadersSchema>::SCHEMAS)
    });
    let format = format(endpoint.response);
    quote! {
        #(#cfgs)*
        #runtime::schema::EndpointSchemas {
            metadata: <#request as #runtime::Endpoint>::METADATA,
            resource_docs: #docs,
            parameters: &[&[#(#own),*] #(, #groups)*],
            response: <#result as #runtime::schema::ResultSchema<#runtime::response::#format>>::RESPONSE,
            error: <#result as #runtime::schema::ResultSchema<#runtime::response::#format>>::ERROR,
        }
    }
}

fn parameter(runtime: &Path, argument: &Argument) -> TokenStream {
    let Argument { name, inner, presence, .. } = argument;
    let schema = match argument.binding {
        // Whatever its type is, it is no JSON.
        Binding::Body(BodyFormat::Text) => quote!(#runtime::schema::text),
        Binding::Body(BodyFormat::Bytes) => quote!(#runtime::schema::bytes),
        // What is there may still be null.
        _ if *presence == Presence::Nullable => {
            quote!(<::core::option::Option<#inner> as #runtime::schema::HasSchema>::schema)
        }
        _ => quote!(<#inner as #runtime::schema::HasSchema>::schema),
    };
    quote!(#runtime::schema::ParameterSchema { name: #name, schema: #schema })
}
