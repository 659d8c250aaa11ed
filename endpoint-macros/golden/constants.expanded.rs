pub trait Tokens {
    /// Fetches a token.
    fn fetch(
        &self,
        request: TokensFetchRequest,
    ) -> impl ::core::future::Future<Output = Result<String>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Tokens>::__client(self), request)
    }
    /// Has other constants than the trait.
    fn put(
        &self,
        request: TokensPutRequest,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Tokens>::__client(self), request)
    }
    /// Has no fields.
    fn get(
        &self,
        request: TokensGetRequest,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Tokens>::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Tokens::fetch`]: `POST /token`.
#[allow(dead_code, unreachable_pub)]
pub type FetchRequest = TokensFetchRequest;
///The request of [`Tokens::fetch`]: `POST /token`.
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::default::Default)]
#[non_exhaustive]
pub struct TokensFetchRequest {
    ///The body field `scope`.
    pub scope: Option<String>,
}
impl TokensFetchRequest {
    ///Makes a request with the required values, and without optional ones.
    #[inline]
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new() -> Self {
        Self {
            scope: ::core::option::Option::None,
        }
    }
    ///The body field `scope`.
    #[must_use]
    pub fn scope<__Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<String, __Form>,
    ) -> Self {
        self.scope = ::endpoint_runtime::setter::IntoOptional::into_optional(value);
        self
    }
}
impl ::core::fmt::Debug for TokensFetchRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "FetchRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for TokensFetchRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "tokens_fetch",
        resource: "tokens",
        name: "fetch",
        request: ::core::concat!(::core::module_path!(), "::FetchRequest"),
        method: ::endpoint_runtime::metadata::Method::Post,
        template: "/token",
        literals: &["/token"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "f",
            texts: &["scope", "scope", ""],
        },
        docs: "Fetches a token.",
        fixed_headers: &[("x-api-version", "2"), ("X-App", "a")],
        fixed_fields: &[("locale", "de"), ("grant_type", "client_credentials")],
        body: ::endpoint_runtime::metadata::BodyFormat::Form,
        response: ::endpoint_runtime::__private::response::<TokensFetchRequest>(),
        authenticated: false,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<String>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor.path(&[]);
        visitor.form();
        <String as ::endpoint_runtime::request::TextArgument>::visit_optional(
            &self.scope,
            visitor.form_field("scope", "scope", false),
        );
    }
}
///The request of [`Tokens::put`]: `PUT /item`.
#[allow(dead_code, unreachable_pub)]
pub type PutRequest = TokensPutRequest;
///The request of [`Tokens::put`]: `PUT /item`.
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::default::Default)]
#[non_exhaustive]
pub struct TokensPutRequest {}
impl TokensPutRequest {
    ///Makes a request with the required values, and without optional ones.
    #[inline]
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::core::fmt::Debug for TokensPutRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "PutRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for TokensPutRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "tokens_put",
        resource: "tokens",
        name: "put",
        request: ::core::concat!(::core::module_path!(), "::PutRequest"),
        method: ::endpoint_runtime::metadata::Method::Put,
        template: "/item",
        literals: &["/item"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "",
            texts: &[],
        },
        docs: "Has other constants than the trait.",
        fixed_headers: &[
            ("x-api-version", "2"),
            ("X-Target", "Item.Put"),
            ("X-App", "b"),
        ],
        fixed_fields: &[("locale", "\"en\""), ("retries", "-1")],
        body: ::endpoint_runtime::metadata::BodyFormat::Json,
        response: ::endpoint_runtime::__private::response::<TokensPutRequest>(),
        idempotent: true,
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
///The request of [`Tokens::get`]: `GET /item`.
#[allow(dead_code, unreachable_pub)]
pub type GetRequest = TokensGetRequest;
///The request of [`Tokens::get`]: `GET /item`.
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::default::Default)]
#[non_exhaustive]
pub struct TokensGetRequest {}
impl TokensGetRequest {
    ///Makes a request with the required values, and without optional ones.
    #[inline]
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::core::fmt::Debug for TokensGetRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "GetRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for TokensGetRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "tokens_get",
        resource: "tokens",
        name: "get",
        request: ::core::concat!(::core::module_path!(), "::GetRequest"),
        method: ::endpoint_runtime::metadata::Method::Get,
        template: "/item",
        literals: &["/item"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "",
            texts: &[],
        },
        docs: "Has no fields.",
        fixed_headers: &[("x-api-version", "2"), ("X-App", "a")],
        response: ::endpoint_runtime::__private::response::<TokensGetRequest>(),
        idempotent: true,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<()>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor.path(&[]);
    }
}
///A client for the endpoints of [`Tokens`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct TokensClient(::endpoint_runtime::Client);
impl TokensClient {
    ///The metadata of the endpoints of [`Tokens`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <TokensFetchRequest as ::endpoint_runtime::Endpoint>::METADATA,
        <TokensPutRequest as ::endpoint_runtime::Endpoint>::METADATA,
        <TokensGetRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    /// Fetches a token.
    #[inline]
    #[allow(unreachable_pub)]
    pub fn fetch(
        &self,
        request: TokensFetchRequest,
    ) -> ::endpoint_runtime::Call<TokensFetchRequest> {
        self.0.send(request)
    }
    /// Has other constants than the trait.
    #[inline]
    #[allow(unreachable_pub)]
    pub fn put(
        &self,
        request: TokensPutRequest,
    ) -> ::endpoint_runtime::Call<TokensPutRequest> {
        self.0.send(request)
    }
    /// Has no fields.
    #[inline]
    #[allow(unreachable_pub)]
    pub fn get(
        &self,
        request: TokensGetRequest,
    ) -> ::endpoint_runtime::Call<TokensGetRequest> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for TokensClient {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for TokensClient {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl Tokens for TokensClient {
    #[inline]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
::endpoint_runtime::__server_items! {
    impl ::endpoint_runtime::server::ServerEndpoint for TokensFetchRequest {
        #[inline]
        fn decode(
            request: &mut ::endpoint_runtime::server::Decoder<'_>,
        ) -> ::core::option::Option<Self> {
            if let (::core::option::Option::Some(scope),) = (
                <String as ::endpoint_runtime::request::TextArgument>::decode_optional(
                    request.in_form("scope"),
                ),
            ) {
                ::core::option::Option::Some(Self { scope })
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
    impl ::endpoint_runtime::server::ServerEndpoint for TokensPutRequest {
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
    impl ::endpoint_runtime::server::ServerEndpoint for TokensGetRequest {
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
    ///A `tower::Service` around an implementation of [`Tokens`].
    #[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
    pub struct TokensServer(::endpoint_runtime::server::Router);
    impl TokensServer {
        ///Makes a service of an implementation of [`Tokens`], which serves all requests.
        #[must_use]
        pub fn new(
            implementation: impl Tokens + ::core::marker::Send + ::core::marker::Sync + 'static,
        ) -> Self {
            Self::__of(::endpoint_runtime::server::Implementation::shared(implementation))
        }
        ///Makes a service that makes an implementation of [`Tokens`] for each request, from its head: with the user that a layer around it has found, say. A rejection is the response.
        #[must_use]
        pub fn per_request<
            __Implementation: Tokens + ::core::marker::Send + ::core::marker::Sync + 'static,
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
            __Implementation: Tokens + ::core::marker::Send + ::core::marker::Sync + 'static,
        >(
            implementation: ::endpoint_runtime::server::Implementation<__Implementation>,
        ) -> Self {
            let mut routes = ::endpoint_runtime::server::Routes::new();
            #[allow(deprecated)]
            {
                routes.add::<TokensFetchRequest, _>(&implementation, Tokens::fetch);
                routes.add::<TokensPutRequest, _>(&implementation, Tokens::put);
                routes.add::<TokensGetRequest, _>(&implementation, Tokens::get);
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
    impl ::core::convert::From<TokensServer> for ::endpoint_runtime::server::Routes {
        #[inline]
        fn from(server: TokensServer) -> Self {
            server.routes()
        }
    }
    impl<
        B: ::endpoint_runtime::server::RequestBody,
    > ::endpoint_runtime::server::Service<::endpoint_runtime::http::Request<B>>
    for TokensServer {
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
