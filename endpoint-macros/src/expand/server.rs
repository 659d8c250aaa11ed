//! The server: decoding of requests, and a service around an implementation of the trait.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::Path;

use super::{name, names, opt_in_items, text};
use crate::model::{Argument, Binding, BodyFormat, Endpoint, GroupKind, ParameterGroup, Presence, TextForm, Trait};

pub(super) fn expand(declaration: &Trait) -> TokenStream {
    let requests = routed(declaration).map(|endpoint| request(declaration, endpoint));
    let server = server(declaration);
    quote!(#(#requests)* #server)
}

/// Emits the decoding of a group.
pub(super) fn expand_group(group: &ParameterGroup) -> Option<TokenStream> {
    let ParameterGroup { kind, ident, runtime, parameters, .. } = group;
    let group_trait = names::decoded_group_trait(*kind);
    opt_in_items(&[], group.server.as_ref(), &quote!(#runtime::__server_items), || {
        let decode = decode(runtime, parameters, (None, None));
        quote! {
            #[automatically_derived]
            impl #runtime::server::#group_trait for #ident {
                #decode
            }
        }
    })
}

/// Returns the endpoints with a route: a URL that a response gave is that of another one.
fn routed(declaration: &Trait) -> impl Iterator<Item = &Endpoint> {
    declaration.endpoints.iter().filter(|endpoint| endpoint.template.url.is_none())
}

fn request(declaration: &Trait, endpoint: &Endpoint) -> TokenStream {
    let runtime = &declaration.runtime;
    let Endpoint { cfgs, request, result, arguments, .. } = endpoint;
    let decode = decode(runtime, arguments, (endpoint.body, endpoint.body_marker.as_ref()));
    let format = names::response_marker(endpoint.response, endpoint.response_marker.as_ref());
    quote! {
        #(#cfgs)*
        impl #runtime::server::ServerEndpoint for #request {
            #decode

            #[inline]
            fn respond(result: #result) -> #runtime::http::Response<#runtime::Body> {
                <#result as #runtime::server::ServerResult<#runtime::response::#format>>::into_response(
                    result,
                    <Self as #runtime::Endpoint>::METADATA,
                )
            }
        }
    }
}

/// Emits the function that decodes the arguments. It matches all of them at once: an early return for each costs the compiler
/// more than twice as much.
fn decode(runtime: &Path, arguments: &[Argument], (body, marker): (Option<BodyFormat>, Option<&Path>)) -> TokenStream {
    let idents: Vec<_> = arguments.iter().map(|argument| &argument.ident).collect();
    let values = arguments.iter().map(|argument| value(runtime, argument, (body, marker)));
    let decoded = if arguments.is_empty() {
        quote!(let _ = request; ::core::option::Option::Some(Self {}))
    } else {
        quote! {
            if let (#(::core::option::Option::Some(#idents),)*) = (#(#values,)*) {
                ::core::option::Option::Some(Self { #(#idents,)* })
            } else {
                ::core::option::Option::None
            }
        }
    };
    quote! {
        #[inline]
        fn decode(request: &mut #runtime::server::Decoder<'_>) -> ::core::option::Option<Self> {
            #decoded
        }
    }
}

/// Returns the function that decodes an argument of texts.
fn text_function(presence: Presence) -> Ident {
    name(match presence {
        Presence::Required | Presence::Map => "decode",
        Presence::Optional | Presence::Nullable => "decode_optional",
        Presence::Repeated => "decode_repeated",
    })
}

/// Emits the value of an argument, in an `Option` that is `None` if it is rejected.
fn value(runtime: &Path, argument: &Argument, (body, marker): (Option<BodyFormat>, Option<&Path>)) -> TokenStream {
    let Argument { name: argument_name, inner, presence, binding, .. } = argument;
    let text = |source: &str, key: &str| {
        let source = name(source);
        text::decode(runtime, argument, &quote!(request.#source(#key)))
    };
    match binding {
        Binding::Path => text("in_path", argument_name),
        Binding::Query(key) => text("in_query", key),
        Binding::Header(header) => text("in_header", &header.to_ascii_lowercase()),
        Binding::Cookie(cookie) => text("in_cookie", cookie),
        Binding::QueryMap(key) => text::decode_map(runtime, argument, &quote!(request.in_query_map(#key))),
        Binding::Headers(_) | Binding::QueryGroup(_) => {
            let kind = if let Binding::Headers(_) = binding { GroupKind::Headers } else { GroupKind::Query };
            let group_trait = names::decoded_group_trait(kind);
            let function = name(if argument.is_required() { "decode" } else { "decode_optional" });
            quote!(<#inner as #runtime::server::#group_trait>::#function(request))
        }
        Binding::HeaderMap(prefix) => text::decode_map(runtime, argument, &quote!(request.in_header_map(#prefix))),
        Binding::Field(wire) | Binding::FieldMap(wire) if *presence == Presence::Map => {
            text::decode_map(runtime, argument, &quote!(request.in_form_map(#wire)))
        }
        Binding::Field(wire) if body == Some(BodyFormat::Form) => text("in_form", wire),
        Binding::Field(wire) if body == Some(BodyFormat::Multipart) && argument.form != TextForm::Plain => {
            text("in_text_part", wire)
        }
        Binding::Field(wire) if body == Some(BodyFormat::Multipart) => {
            let function = text_function(*presence);
            quote!(<#inner as #runtime::request::PartArgument>::#function(request.in_multipart(#wire)))
        }
        Binding::Field(wire) => {
            let function = name(match presence {
                Presence::Required | Presence::Repeated | Presence::Map => "required",
                Presence::Optional => "optional",
                Presence::Nullable => "nullable",
            });
            quote!(<#inner as #runtime::server::DecodeField>::#function(request, #wire))
        }
        Binding::Body(format) => {
            let function = name(if argument.is_required() { "required" } else { "optional" });
            let marker = names::body_marker(*format, marker);
            quote!(<#inner as #runtime::server::DecodeBody<#runtime::server::#marker>>::#function(request))
        }
        // This code never runs: an endpoint at a URL has no route, and an unbound argument was reported.
        Binding::Url | Binding::FieldMap(_) | Binding::Unbound => quote!(#runtime::__private::unbound_argument()),
    }
}

fn server(declaration: &Trait) -> TokenStream {
    let Trait { visibility, ident, runtime, .. } = declaration;
    let server = declaration.server_ident();
    let about = format!("A `tower::Service` around an implementation of [`{ident}`].");
    let about_new = format!("Makes a service of an implementation of [`{ident}`], which serves all requests.");
    let about_per_request = format!(
        "Makes a service that makes an implementation of [`{ident}`] for each request, from its head: with the user that a layer \
         around it has found, say. A rejection is the response."
    );
    let implements = quote!(#ident + ::core::marker::Send + ::core::marker::Sync + 'static);
    let routes = routed(declaration).map(|Endpoint { cfgs, ident: method, request, .. }| {
        quote! {
            #(#cfgs)*
            routes.add::<#request, _>(&implementation, #ident::#method);
        }
    });
    quote! {
        #[doc = #about]
        #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
        #visibility struct #server(#runtime::server::Router);

        impl #server {
            #[doc = #about_new]
            #[must_use]
            pub fn new(implementation: impl #implements) -> Self {
                Self::__of(#runtime::server::Implementation::shared(implementation))
            }

            #[doc = #about_per_request]
            #[must_use]
            pub fn per_request<__Implementation: #implements>(
                make: impl ::core::ops::Fn(
                    #runtime::server::RequestHead<'_>,
                ) -> ::core::result::Result<__Implementation, #runtime::server::Rejection>
                    + ::core::marker::Send
                    + ::core::marker::Sync
                    + 'static,
            ) -> Self {
                Self::__of(#runtime::server::Implementation::per_request(make))
            }

            fn __of<__Implementation: #implements>(
                implementation: #runtime::server::Implementation<__Implementation>,
            ) -> Self {
                let mut routes = #runtime::server::Routes::new();
                #[allow(deprecated)]
                {
                    #(#routes)*
                }
                Self(#runtime::server::Router::of_trait(routes))
            }

            /// Returns the routes, which can be merged with those of other traits.
            #[inline]
            #[must_use]
            pub fn routes(&self) -> #runtime::server::Routes {
                self.0.routes()
            }
        }

        impl ::core::convert::From<#server> for #runtime::server::Routes {
            #[inline]
            fn from(server: #server) -> Self {
                server.routes()
            }
        }

        impl<B: #runtime::server::RequestBody> #runtime::server::Service<#runtime::http::Request<B>> for #server {
            type Response = #runtime::http::Response<#runtime::Body>;
            type Error = ::core::convert::Infallible;
            type Future = #runtime::server::ResponseFuture;

            #[inline]
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
