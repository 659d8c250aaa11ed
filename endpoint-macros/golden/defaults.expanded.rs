pub trait Sessions {
    /// Revokes every session.
    fn revoke_all(
        &self,
        request: SessionsRevokeAllRequest,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(
            <Self as Sessions>::__client(self),
            request,
        )
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Sessions::revoke_all`]: `POST /v1/sessions/revoke_all`.
#[allow(dead_code, unreachable_pub)]
pub type RevokeAllRequest = SessionsRevokeAllRequest;
///The request of [`Sessions::revoke_all`]: `POST /v1/sessions/revoke_all`.
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::default::Default)]
#[non_exhaustive]
pub struct SessionsRevokeAllRequest {}
impl SessionsRevokeAllRequest {
    ///Makes a request with the required values, and without optional ones.
    #[inline]
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::core::fmt::Debug for SessionsRevokeAllRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "RevokeAllRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for SessionsRevokeAllRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "sessions_revoke_all",
        resource: "sessions",
        name: "revoke_all",
        request: ::core::concat!(::core::module_path!(), "::RevokeAllRequest"),
        method: ::endpoint_runtime::metadata::Method::Post,
        template: "/v1/sessions/revoke_all",
        literals: &["/v1/sessions/revoke_all"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "",
            texts: &[],
        },
        docs: "Revokes every session.",
        tag: ::core::option::Option::Some("Sessions"),
        body: ::endpoint_runtime::metadata::BodyFormat::Json,
        response: ::endpoint_runtime::__private::response::<SessionsRevokeAllRequest>(),
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<()>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor.path(&[]);
        visitor.json_object();
    }
}
///A client for the endpoints of [`Sessions`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct SessionsClient(::endpoint_runtime::Client);
impl SessionsClient {
    ///The metadata of the endpoints of [`Sessions`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <SessionsRevokeAllRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    /// Revokes every session.
    #[inline]
    #[allow(unreachable_pub)]
    pub fn revoke_all(
        &self,
        request: SessionsRevokeAllRequest,
    ) -> ::endpoint_runtime::Call<SessionsRevokeAllRequest> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for SessionsClient {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for SessionsClient {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl Sessions for SessionsClient {
    #[inline]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
#[cfg(feature = "serve")]
::endpoint_runtime::__server_items! {
    impl ::endpoint_runtime::server::ServerEndpoint for SessionsRevokeAllRequest {
        #[inline]
        fn decode(
            request: &mut ::endpoint_runtime::server::Decoder<'_>,
        ) -> ::core::option::Option<Self> {
            let _ = request;
            ::core::option::Option::Some(Self {})
        }
        #[inline]
        fn respond(
            result: Result<()>,
        ) -> ::endpoint_runtime::http::Response<::endpoint_runtime::Body> {
            <Result<
                (),
            > as ::endpoint_runtime::server::ServerResult<
                ::endpoint_runtime::response::Json,
            >>::into_response(result, <Self as ::endpoint_runtime::Endpoint>::METADATA)
        }
    }
    ///A `tower::Service` around an implementation of [`Sessions`].
    #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
    pub struct SessionsServer(::endpoint_runtime::server::Router);
    impl SessionsServer {
        ///Makes a service of an implementation of [`Sessions`], which serves all requests.
        #[must_use]
        pub fn new(
            implementation: impl Sessions + ::core::marker::Send + ::core::marker::Sync + 'static,
        ) -> Self {
            Self::__of(::endpoint_runtime::server::Implementation::shared(implementation))
        }
        ///Makes a service that makes an implementation of [`Sessions`] for each request, from its head: with the user that a layer around it has found, say. A rejection is the response.
        #[must_use]
        pub fn per_request<
            __Implementation: Sessions + ::core::marker::Send + ::core::marker::Sync
                + 'static,
        >(
            make: impl ::core::ops::Fn(
                ::endpoint_runtime::server::RequestHead<'_>,
            ) -> ::core::result::Result<
                    __Implementation,
                    ::endpoint_runtime::server::Rejection,
                > + ::core::marker::Send + ::core::marker::Sync + 'static,
        ) -> Self {
            Self::__of(::endpoint_runtime::server::Implementation::per_request(make))
        }
        fn __of<
            __Implementation: Sessions + ::core::marker::Send + ::core::marker::Sync
                + 'static,
        >(
            implementation: ::endpoint_runtime::server::Implementation<__Implementation>,
        ) -> Self {
            let mut routes = ::endpoint_runtime::server::Routes::new();
            #[allow(deprecated)]
            {
                routes
                    .add::<
                        SessionsRevokeAllRequest,
                        _,
                    >(&implementation, Sessions::revoke_all);
            }
            Self(::endpoint_runtime::server::Router::of_trait(routes))
        }
        /// Returns the routes, which can be merged with those of other traits.
        #[inline]
        #[must_use]
        pub fn routes(&self) -> ::endpoint_runtime::server::Routes {
            self.0.routes()
        }
    }
    impl ::core::convert::From<SessionsServer> for ::endpoint_runtime::server::Routes {
        #[inline]
        fn from(server: SessionsServer) -> Self {
            server.routes()
        }
    }
    impl<
        B: ::endpoint_runtime::server::RequestBody,
    > ::endpoint_runtime::server::Service<::endpoint_runtime::http::Request<B>>
    for SessionsServer {
        type Response = ::endpoint_runtime::http::Response<::endpoint_runtime::Body>;
        type Error = ::core::convert::Infallible;
        type Future = ::endpoint_runtime::server::ResponseFuture;
        #[inline]
        fn poll_ready(
            &mut self,
            _context: &mut ::core::task::Context<'_>,
        ) -> ::core::task::Poll<::core::result::Result<(), Self::Error>> {
            ::core::task::Poll::Ready(::core::result::Result::Ok(()))
        }
        fn call(&mut self, request: ::endpoint_runtime::http::Request<B>) -> Self::Future {
            self.0.serve(request)
        }
    }
}
#[cfg(feature = "serve")]
#[cfg(any())]
pub struct SessionsServer;
#[cfg(feature = "schema")]
::endpoint_runtime::__schema_items! {
    impl SessionsClient {
        ///The JSON Schemas of the endpoints of [`Sessions`].
        pub const SCHEMAS: &'static [::endpoint_runtime::schema::EndpointSchemas] = {
            #[allow(unused_imports)]
            use ::endpoint_runtime::schema::NotFromText as _;
            &[
                ::endpoint_runtime::schema::EndpointSchemas {
                    metadata: <SessionsRevokeAllRequest as ::endpoint_runtime::Endpoint>::METADATA,
                    resource_docs: "",
                    parameters: &[&[]],
                    response: <Result<
                        (),
                    > as ::endpoint_runtime::schema::ResultSchema<
                        ::endpoint_runtime::response::Json,
                    >>::RESPONSE,
                    error: <Result<
                        (),
                    > as ::endpoint_runtime::schema::ResultSchema<
                        ::endpoint_runtime::response::Json,
                    >>::ERROR,
                },
            ]
        };
    }
}
