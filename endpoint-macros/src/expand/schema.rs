//! The JSON Schemas of a trait's endpoints, in a `const` of their own.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use super::{endpoint::format, half};
use crate::model::{Argument, Binding, Endpoint, Group, Presence, Trait};

pub(super) fn expand(declared: &Trait) -> TokenStream {
    let Trait { ident, runtime, endpoints, .. } = declared;
    let client = format_ident!("{ident}Client", span = ident.span());
    let about = format!("The JSON Schemas of the endpoints of [`{ident}`].");
    let schemas = endpoints.iter().map(|endpoint| schemas(runtime, endpoint));
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
    Some(half(&[], group.schema.as_ref()?, &quote!(#runtime::__schema_half), &items))
}

fn schemas(runtime: &Path, endpoint: &Endpoint) -> TokenStream {
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
            parameters: &[&[#(#own),*] #(, #groups)*],
            response: <#result as #runtime::schema::ResultSchema<#runtime::response::#format>>::RESPONSE,
            error: <#result as #runtime::schema::ResultSchema<#runtime::response::#format>>::ERROR,
        }
    }
}

fn parameter(runtime: &Path, argument: &Argument) -> TokenStream {
    let Argument { name, inner, presence, .. } = argument;
    // What is there may still be null.
    let ty = if *presence == Presence::Nullable { quote!(::core::option::Option<#inner>) } else { quote!(#inner) };
    quote! {
        #runtime::schema::ParameterSchema { name: #name, schema: <#ty as #runtime::schema::HasSchema>::schema }
    }
}
