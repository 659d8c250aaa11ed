//! The JSON Schemas of a trait's endpoints, and of a header group.

use proc_macro2::TokenStream;
use quote::quote;
use syn::Path;

use super::{names, opt_in_items};
use crate::model::{Argument, Binding, BodyFormat, Endpoint, HeaderGroup, Presence, Trait};

pub(super) fn expand(declaration: &Trait) -> TokenStream {
    let Trait { ident, endpoints, .. } = declaration;
    let runtime = &declaration.runtime;
    let client = declaration.client_ident();
    let about = format!("The JSON Schemas of the endpoints of [`{ident}`].");
    let schemas = endpoints.iter().map(|endpoint| schemas(declaration, endpoint));
    quote! {
        impl #client {
            #[doc = #about]
            pub const SCHEMAS: &'static [#runtime::schema::EndpointSchemas] = &[#(#schemas),*];
        }
    }
}

/// Emits the schemas of a header group.
pub(super) fn expand_header_group(group: &HeaderGroup) -> Option<TokenStream> {
    let HeaderGroup { ident, runtime, headers, .. } = group;
    opt_in_items(&[], group.schema.as_ref(), &quote!(#runtime::__schema_items), || {
        let parameters = headers.iter().filter_map(|header| parameter(runtime, None, header));
        quote! {
            #[automatically_derived]
            impl #runtime::schema::HeadersSchema for #ident {
                const SCHEMAS: &'static [#runtime::schema::SchemaFn] = &[#(#parameters),*];
            }
        }
    })
}

fn schemas(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let Trait { runtime, docs, .. } = declaration;
    let Endpoint { cfgs, request, result, arguments, .. } = endpoint;
    let own = arguments.iter().filter_map(|argument| parameter(runtime, endpoint.body, argument));
    let groups = endpoint.header_groups().map(|argument| {
        let group = &argument.inner;
        quote!(<#group as #runtime::schema::HeadersSchema>::SCHEMAS)
    });
    let format = names::response_marker(endpoint.response);
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

/// Emits the schema of an argument, which is sent in a body of this format, or as text.
fn parameter(runtime: &Path, body: Option<BodyFormat>, argument: &Argument) -> Option<TokenStream> {
    let Argument { inner, presence, .. } = argument;
    Some(match argument.binding {
        Binding::Headers(_) | Binding::Unbound => return None,
        // The type may have a schema, but this body is not JSON.
        Binding::Body(BodyFormat::Text) => quote!(#runtime::schema::text),
        Binding::Body(BodyFormat::Bytes) => quote!(#runtime::schema::bytes),
        // A value that is present may still be null.
        _ if *presence == Presence::Nullable => {
            quote!(<::core::option::Option<#inner> as #runtime::schema::HasSchema>::schema)
        }
        Binding::Path | Binding::Query(_) | Binding::Header(_) => quote!(#runtime::schema::param::<#inner>),
        Binding::Field(_) if body == Some(BodyFormat::Form) => quote!(#runtime::schema::param::<#inner>),
        Binding::Field(_) | Binding::Body(_) => quote!(<#inner as #runtime::schema::HasSchema>::schema),
    })
}
