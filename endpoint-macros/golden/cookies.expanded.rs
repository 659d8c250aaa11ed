pub trait Shelves {
    fn read(
        &self,
        request: ShelvesReadRequest,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Shelves>::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Shelves::read`]: `GET /shelf`.
#[allow(dead_code, unreachable_pub)]
pub type ReadRequest = ShelvesReadRequest;
///The request of [`Shelves::read`]: `GET /shelf`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct ShelvesReadRequest {
    /// The session of the reader.
    pub session: String,
    ///The cookie `page-size`.
    pub page_size: Option<u32>,
}
impl ShelvesReadRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(session: impl ::core::convert::Into<String>) -> Self {
        Self {
            session: ::core::convert::Into::into(session),
            page_size: ::core::option::Option::None,
        }
    }
    ///The cookie `page-size`.
    #[must_use]
    pub fn page_size(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptionalScalar<u32>,
    ) -> Self {
        self.page_size = ::endpoint_runtime::setter::IntoOptionalScalar::into_optional(
            value,
        );
        self
    }
}
impl ::core::fmt::Debug for ShelvesReadRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "ReadRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for ShelvesReadRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "shelves_read",
        resource: "shelves",
        name: "read",
        request: ::core::concat!(::core::module_path!(), "::ReadRequest"),
        method: ::endpoint_runtime::metadata::Method::Get,
        template: "/shelf",
        literals: &["/shelf"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "C!c",
            texts: &[
                "session",
                "session_id",
                "The session of the reader.",
                "page_size",
                "page-size",
                "",
            ],
        },
        docs: "",
        response: ::endpoint_runtime::__private::response::<ShelvesReadRequest>(),
        idempotent: true,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<String>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor.path(&[]);
        <String as ::endpoint_runtime::request::TextArgument>::visit(
            &self.session,
            visitor.cookie("session", "session_id", true),
        );
        <u32 as ::endpoint_runtime::request::TextArgument>::visit_optional(
            &self.page_size,
            visitor.cookie("page_size", "page-size", false),
        );
    }
}
///A client for the endpoints of [`Shelves`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct ShelvesClient(::endpoint_runtime::Client);
impl ShelvesClient {
    ///The metadata of the endpoints of [`Shelves`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <ShelvesReadRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    #[inline]
    #[allow(unreachable_pub)]
    pub fn read(
        &self,
        request: ShelvesReadRequest,
    ) -> ::endpoint_runtime::Call<ShelvesReadRequest> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for ShelvesClient {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for ShelvesClient {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl Shelves for ShelvesClient {
    #[inline]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
::endpoint_runtime::__server_items! {
    impl ::endpoint_runtime::server::ServerEndpoint for ShelvesReadRequest {
        #[inline]
        fn decode(
            request: &mut ::endpoint_runtime::server::Decoder<'_>,
        ) -> ::core::option::Option<Self> {
            if let (
                ::core::option::Option::Some(session),
                ::core::option::Option::Some(page_size),
            ) = (
                <String as ::endpoint_runtime::request::TextArgument>::decode(
                    request.in_cookie("session_id"),
                ),
                <u32 as ::endpoint_runtime::request::TextArgument>::decode_optional(
                    request.in_cookie("page-size"),
                ),
            ) {
                ::core::option::Option::Some(Self { session, page_size })
            } else {
                ::core::option::Option::None
            }
        }
        #[inline]
        fn respond(
            result: Result<String>,
        ) -> ::endpoint_runtime::http::Response<::endpoint_runtime::Body> {
            <Result<
                String,
            > as ::endpoint_runtime::server::ServerResult<
                ::endpoint_runtime::response::Json,
            >>::into_response(result, <Self as ::endpoint_runtime::Endpoint>::METADATA)
        }
    }
    ///A `tower::Service` around an implementation of [`Shelves`].
    #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
    pub struct ShelvesServer(::endpoint_runtime::server::Router);
    impl ShelvesServer {
        ///Makes a service of an implementation of [`Shelves`], which serves all requests.
        #[must_use]
        pub fn new(
            implementation: impl Shelves + ::core::marker::Send + ::core::marker::Sync + 'static,
        ) -> Self {
            Self::__of(::endpoint_runtime::server::Implementation::shared(implementation))
        }
        ///Makes a service that makes an implementation of [`Shelves`] for each request, from its head: with the user that a layer around it has found, say. A rejection is the response.
        #[must_use]
        pub fn per_request<
            __Implementation: Shelves + ::core::marker::Send + ::core::marker::Sync + 'static,
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
            __Implementation: Shelves + ::core::marker::Send + ::core::marker::Sync + 'static,
        >(
            implementation: ::endpoint_runtime::server::Implementation<__Implementation>,
        ) -> Self {
            let mut routes = ::endpoint_runtime::server::Routes::new();
            #[allow(deprecated)]
            {
                routes.add::<ShelvesReadRequest, _>(&implementation, Shelves::read);
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
    impl ::core::convert::From<ShelvesServer> for ::endpoint_runtime::server::Routes {
        #[inline]
        fn from(server: ShelvesServer) -> Self {
            server.routes()
        }
    }
    impl<
        B: ::endpoint_runtime::server::RequestBody,
    > ::endpoint_runtime::server::Service<::endpoint_runtime::http::Request<B>>
    for ShelvesServer {
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
