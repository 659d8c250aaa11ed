//! The JSON Schemas of a trait's endpoints, and of a group.

use proc_macro2::TokenStream;
use quote::{ToTokens as _, quote};
use syn::Path;

use super::{names, opt_in_items, response, text};
use crate::model::{
    Argument, Binding, BodyFormat, Endpoint, GroupKind, ParameterGroup, Presence, Response, ResponseKind, TextForm,
    Trait,
};

pub(super) fn expand(declaration: &Trait) -> TokenStream {
    let Trait { ident, endpoints, .. } = declaration;
    let runtime = &declaration.runtime;
    let client = declaration.client_ident();
    let about = format!("The JSON Schemas of the endpoints of [`{ident}`].");
    let schemas = endpoints.iter().map(|endpoint| schemas(declaration, endpoint));
    let probe = probe(runtime);
    quote! {
        impl #client {
            #[doc = #about]
            pub const SCHEMAS: &'static [#runtime::schema::EndpointSchemas] = {
                #probe
                &[#(#schemas),*]
            };
        }
    }
}

/// Emits the import of the constant that tells that a type is not made from text.
fn probe(runtime: &Path) -> TokenStream {
    quote! {
        #[allow(unused_imports)]
        use #runtime::schema::NotFromText as _;
    }
}

/// Emits the schemas of a group.
pub(super) fn expand_group(group: &ParameterGroup) -> Option<TokenStream> {
    let ParameterGroup { kind, ident, runtime, parameters: fields, .. } = group;
    let schema_trait = names::group_schema_trait(*kind);
    opt_in_items(&[], group.schema.as_ref(), &quote!(#runtime::__schema_items), || {
        let parameters = fields.iter().filter_map(|field| parameter(runtime, None, field));
        let probe = probe(runtime);
        quote! {
            #[automatically_derived]
            impl #runtime::schema::#schema_trait for #ident {
                const SCHEMAS: &'static [#runtime::schema::SchemaFn] = {
                    #probe
                    &[#(#parameters),*]
                };
            }
        }
    })
}

/// Emits the schemas of a response with headers, or of an enum of responses.
pub(super) fn expand_response(response: &Response) -> Option<TokenStream> {
    let Response { ident, runtime, kind, is_error, .. } = response;
    let body_trait = |format: &TokenStream| quote!(#runtime::schema::ResponseSchema<#runtime::response::#format>);
    let header_trait = |header: &Argument| match header.form {
        _ if header.presence == Presence::Map => response::header_trait(runtime, header),
        TextForm::Json => quote!(#runtime::schema::HasSchema),
        TextForm::Plain | TextForm::Joined(_) | TextForm::Nested(_) => {
            quote!(#runtime::schema::HasSchema + #runtime::Param)
        }
    };
    let generics = response::generics(response, body_trait, header_trait);
    let (impl_generics, type_generics, clause) = generics.split_for_impl();
    opt_in_items(&[], response.schema.as_ref(), &quote!(#runtime::__schema_items), || {
        let parts = response::all_fields(response).into_iter().map(|fields| {
            let (body, format) = response::body_type(fields);
            let body_trait = body_trait(&format);
            let headers = fields.headers.iter().map(|header| {
                let inner = one_value(runtime, header);
                match header.form {
                    TextForm::Json => quote!(#runtime::schema::json::<#inner, false>),
                    TextForm::Plain | TextForm::Joined(_) | TextForm::Nested(_) => {
                        quote!(#runtime::schema::param::<#inner, false>)
                    }
                }
            });
            (quote!(<#body as #body_trait>::BODY), quote!(&[#(#headers),*]))
        });
        let parts: Vec<_> = parts.collect();
        let (body, headers) = parts.first().cloned().unwrap_or((quote!(::core::option::Option::None), quote!(&[])));
        let variants = matches!(kind, ResponseKind::Enum(_)).then(|| {
            let variants = parts.iter().map(|(body, headers)| {
                quote!(#runtime::schema::ResponseSchemas { body: #body, headers: #headers, variants: &[] })
            });
            quote!(const VARIANTS: &'static [#runtime::schema::ResponseSchemas] = &[#(#variants),*];)
        });
        if *is_error {
            return quote! {
                #[automatically_derived]
                impl #impl_generics #runtime::schema::HasSchema for #ident #type_generics #clause {
                    #variants

                    fn schema(
                        generator: &mut #runtime::schema::schemars::SchemaGenerator,
                    ) -> #runtime::schema::TypeSchema {
                        #runtime::schema::any_of(<Self as #runtime::schema::HasSchema>::VARIANTS, generator)
                    }
                }
            };
        }
        quote! {
            #[automatically_derived]
            impl #impl_generics #runtime::schema::ResponseSchema<#runtime::response::Json>
                for #ident #type_generics #clause
            {
                const BODY: ::core::option::Option<#runtime::schema::SchemaFn> = #body;
                const HEADERS: &'static [#runtime::schema::SchemaFn] = #headers;
                #variants
            }
        }
    })
}

fn schemas(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let Trait { runtime, docs, .. } = declaration;
    let Endpoint { cfgs, request, result, arguments, .. } = endpoint;
    let own = arguments.iter().filter_map(|argument| parameter(runtime, endpoint.body, argument));
    let groups = GroupKind::ALL.into_iter().flat_map(|kind| {
        let schema_trait = names::group_schema_trait(kind);
        endpoint.groups(kind).map(move |argument| {
            let group = &argument.inner;
            quote!(<#group as #runtime::schema::#schema_trait>::SCHEMAS)
        })
    });
    let format = names::response_marker(endpoint.response, endpoint.response_marker.as_ref());
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
    let presence = &argument.presence;
    let inner = one_value(runtime, argument);
    let is_from_text = quote!({ #runtime::schema::FromText::<#inner>::IS_IMPLEMENTED });
    Some(match argument.binding {
        Binding::Headers(_) | Binding::QueryGroup(_) | Binding::Unbound => return None,
        // The type may have a schema, but this body is not JSON.
        Binding::Body(BodyFormat::Text | BodyFormat::Ndjson) => quote!(#runtime::schema::text),
        Binding::Body(BodyFormat::Bytes | BodyFormat::Stream | BodyFormat::Custom) => quote!(#runtime::schema::bytes),
        // A value that is present may still be null.
        _ if *presence == Presence::Nullable => {
            quote!(<::core::option::Option<#inner> as #runtime::schema::HasSchema>::schema)
        }
        _ if matches!(argument.form, TextForm::Json | TextForm::Nested(_)) => {
            quote!(#runtime::schema::json::<#inner, #is_from_text>)
        }
        Binding::Field(_) if body == Some(BodyFormat::Multipart) && *presence != Presence::Map => {
            quote!(#runtime::schema::part::<#inner, #is_from_text>)
        }
        Binding::Field(_) if !matches!(body, Some(BodyFormat::Form | BodyFormat::Multipart)) => {
            quote!(#runtime::schema::json::<#inner, #is_from_text>)
        }
        Binding::Body(_) => quote!(#runtime::schema::json::<#inner, #is_from_text>),
        _ => quote!(#runtime::schema::param::<#inner, #is_from_text>),
    })
}

/// Returns the type of one value: an item of a list, or a value of a map.
fn one_value(runtime: &Path, argument: &Argument) -> TokenStream {
    let inner = &argument.inner;
    match (argument.presence, argument.form) {
        (Presence::Map, TextForm::Joined(_)) => quote! {
            <<#inner as #runtime::request::MapArgument>::Value as #runtime::request::ListValue>::Item
        },
        (Presence::Map, _) => quote!(<#inner as #runtime::request::MapArgument>::Value),
        _ => text::value_type(argument).to_token_stream(),
    }
}
