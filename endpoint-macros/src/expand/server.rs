//! The server: decoding of requests, and a service around an implementation of the trait.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use super::{names, opt_in_items};
use crate::model::{Argument, Binding, BodyFormat, Endpoint, HeaderGroup, Presence, Trait};

pub(super) fn expand(declaration: &Trait) -> TokenStream {
    let requests = declaration.endpoints.iter().map(|endpoint| request(declaration, endpoint));
    let server = server(declaration);
    quote!(#(#requests)* #server)
}

/// Emits the decoding of a header group.
pub(super) fn expand_header_group(group: &HeaderGroup) -> Option<TokenStream> {
    let HeaderGroup { ident, runtime, headers, .. } = group;
    opt_in_items(&[], group.server.as_ref(), &quote!(#runtime::__server_items), || {
        let fields = headers.iter().map(|header| field(runtime, header, None));
        quote! {
            #[automatically_derived]
            impl #runtime::server::DecodeHeaders for #ident {
                fn decode(
                    request: &mut #runtime::server::Decoder<'_>,
                ) -> ::core::result::Result<Self, #runtime::server::Rejection> {
                    ::core::result::Result::Ok(Self { #(#fields,)* })
                }
            }
        }
    })
}

fn request(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let Endpoint { cfgs, request, result, arguments, .. } = endpoint;
    let fields = arguments.iter().map(|argument| field(runtime, argument, endpoint.body));
    let format = names::response_marker(endpoint.response);
    quote! {
        #(#cfgs)*
        impl #runtime::server::ServerEndpoint for #request {
            fn decode(
                request: &mut #runtime::server::Decoder<'_>,
            ) -> ::core::result::Result<Self, #runtime::server::Rejection> {
                ::core::result::Result::Ok(Self { #(#fields,)* })
            }

            fn respond(result: #result) -> #runtime::http::Response<#runtime::Body> {
                <#result as #runtime::server::ServerResult<#runtime::response::#format>>::into_response(
                    result,
                    <Self as #runtime::Endpoint>::METADATA,
                )
            }
        }
    }
}

fn field(runtime: &Path, argument: &Argument, body: Option<BodyFormat>) -> TokenStream {
    let Argument { ident, name, inner, presence, binding, .. } = argument;
    let from_text = quote!(<#inner as #runtime::Param>::from_text);
    let text = |function: &str, name: &str| {
        let function = match presence {
            Presence::Required => format_ident!("{function}"),
            Presence::Optional | Presence::Nullable => format_ident!("{function}_optional"),
            Presence::Repeated => format_ident!("{function}_repeated"),
        };
        quote!(request.#function(#name, #from_text)?)
    };
    let value = match binding {
        Binding::Path => quote!(request.path(#name, #from_text)?),
        Binding::Query(key) => text("query", key),
        Binding::Header(header) => text("header", &header.to_ascii_lowercase()),
        Binding::Headers(_) => {
            let function = if argument.is_required() { "decode" } else { "decode_optional" };
            let function = format_ident!("{function}");
            quote!(<#inner as #runtime::server::DecodeHeaders>::#function(request)?)
        }
        Binding::Field(wire) if body == Some(BodyFormat::Form) => text("form", wire),
        Binding::Field(wire) => {
            let function = match presence {
                Presence::Required | Presence::Repeated => "required",
                Presence::Optional => "optional",
                Presence::Nullable => "nullable",
            };
            let function = format_ident!("{function}");
            quote!(<#inner as #runtime::server::DecodeField>::#function(request, #wire)?)
        }
        Binding::Body(format) => {
            let function = if argument.is_required() { "required" } else { "optional" };
            let function = format_ident!("{function}");
            let marker = names::body_type(*format);
            quote!(<#inner as #runtime::server::DecodeBody<#runtime::server::#marker>>::#function(request)?)
        }
        // A mistake was reported, so this code never runs.
        Binding::Unbound => quote!(#runtime::__private::unbound_argument()?),
    };
    quote!(#ident: #value)
}

fn server(declaration: &Trait) -> TokenStream {
    let Trait { visibility, ident, runtime, endpoints, .. } = declaration;
    let server = declaration.server_ident();
    let about = format!("A `tower::Service` around an implementation of [`{ident}`].");
    let about_new = format!("Makes a service of an implementation of [`{ident}`].");
    let routes = endpoints.iter().map(|Endpoint { cfgs, ident: method, request, .. }| {
        quote! {
            #(#cfgs)*
            routes.add::<#request, T, _, _>(&implementation, |implementation, request| async move {
                <T as #ident>::#method(&*implementation, request).await
            });
        }
    });
    quote! {
        #[doc = #about]
        #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
        #visibility struct #server(#runtime::server::Router);

        impl #server {
            #[doc = #about_new]
            #[must_use]
            pub fn new<T>(implementation: T) -> Self
            where
                T: #ident + ::core::marker::Send + ::core::marker::Sync + 'static,
            {
                let implementation = ::std::sync::Arc::new(implementation);
                let mut routes = #runtime::server::Routes::new();
                #[allow(deprecated)]
                {
                    #(#routes)*
                }
                Self(#runtime::server::Router::of_trait(routes))
            }

            /// Returns the routes, which can be merged with those of other traits.
            #[must_use]
            pub fn routes(&self) -> #runtime::server::Routes {
                self.0.routes()
            }
        }

        impl ::core::convert::From<#server> for #runtime::server::Routes {
            fn from(server: #server) -> Self {
                server.routes()
            }
        }

        impl<B: #runtime::server::RequestBody> #runtime::server::Service<#runtime::http::Request<B>> for #server {
            type Response = #runtime::http::Response<#runtime::Body>;
            type Error = ::core::convert::Infallible;
            type Future = #runtime::server::ResponseFuture;

            fn poll_ready(
                &mut self,
                _context: &mut ::core::task::Context<'_>,
            ) -> ::core::task::Poll<::core::result::Result<(), Self::Error>> {
                ::core::task::Poll::Ready(::core::result::Result::Ok(()))
            }

            fn call(&mut self, request: #runtime::http::Request<B>) -> Self::Future {
                self.0.serve(request)
            }
        }
    }
}
