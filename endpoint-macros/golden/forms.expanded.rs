pub trait Tokens {
    fn token(
        &self,
        request: TokensTokenRequest,
    ) -> impl ::core::future::Future<Output = Result<Token>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Tokens>::__client(self), request)
    }
    fn register(
        &self,
        request: TokensRegisterRequest,
    ) -> impl ::core::future::Future<Output = Result<Client>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Tokens>::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Tokens::token`]: `POST /oauth2/token`.
#[allow(dead_code, unreachable_pub)]
pub type TokenRequest = TokensTokenRequest;
///The request of [`Tokens::token`]: `POST /oauth2/token`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct TokensTokenRequest {
    ///The body field `grant_type`.
    ///
    ///See [`Grant`].
    pub grant_type: Grant,
    ///The body field `client_secret`.
    pub client_secret: Option<String>,
    ///The body field `scope`.
    pub scope: Vec<String>,
}
impl TokensTokenRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        grant_type: impl ::endpoint_runtime::setter::IntoRequired<Grant>,
    ) -> Self {
        Self {
            grant_type: ::endpoint_runtime::setter::IntoRequired::into_required(
                grant_type,
            ),
            client_secret: ::core::option::Option::None,
            scope: ::core::default::Default::default(),
        }
    }
    ///The body field `client_secret`.
    #[must_use]
    pub fn client_secret<__Form>(
        mut self,
        value: impl ::endpoint_runtime::setter::IntoOptional<String, __Form>,
    ) -> Self {
        self.client_secret = ::endpoint_runtime::setter::IntoOptional::into_optional(
            value,
        );
        self
    }
    ///The body field `scope`.
    #[must_use]
    pub fn scope(
        mut self,
        value: impl ::core::iter::IntoIterator<Item: ::core::convert::Into<String>>,
    ) -> Self {
        self.scope = ::core::iter::Iterator::collect(
            ::core::iter::Iterator::map(
                ::core::iter::IntoIterator::into_iter(value),
                ::core::convert::Into::into,
            ),
        );
        self
    }
}
impl ::core::fmt::Debug for TokensTokenRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "TokenRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for TokensTokenRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "tokens_token",
        resource: "tokens",
        name: "token",
        request: ::core::concat!(::core::module_path!(), "::TokenRequest"),
        method: ::endpoint_runtime::metadata::Method::Post,
        template: "/oauth2/token",
        literals: &["/oauth2/token"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "Ff!f*",
            texts: &[
                "grant_type",
                "grant_type",
                "",
                "client_secret",
                "client_secret",
                "",
                "scope",
                "scope",
                "",
            ],
        },
        docs: "",
        body: ::endpoint_runtime::metadata::BodyFormat::Form,
        response: ::endpoint_runtime::__private::response::<TokensTokenRequest>(),
        destructive: true,
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<Token>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor.path(&[]);
        visitor.form();
        <Grant as ::endpoint_runtime::request::TextArgument>::visit(
            &self.grant_type,
            visitor.form_field("grant_type", "grant_type", false),
        );
        <String as ::endpoint_runtime::request::TextArgument>::visit_optional(
            &self.client_secret,
            visitor.form_field("client_secret", "client_secret", true),
        );
        <String as ::endpoint_runtime::request::TextArgument>::visit_repeated(
            &self.scope,
            visitor.form_field("scope", "scope", false),
        );
    }
}
///The request of [`Tokens::register`]: `POST /oauth2/register`.
#[allow(dead_code, unreachable_pub)]
pub type RegisterRequest = TokensRegisterRequest;
///The request of [`Tokens::register`]: `POST /oauth2/register`.
#[::core::prelude::v1::derive(::core::clone::Clone)]
#[non_exhaustive]
pub struct TokensRegisterRequest {
    ///The body.
    ///
    ///See [`Registration`].
    pub registration: Registration,
}
impl TokensRegisterRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new(
        registration: impl ::endpoint_runtime::setter::IntoRequired<Registration>,
    ) -> Self {
        Self {
            registration: ::endpoint_runtime::setter::IntoRequired::into_required(
                registration,
            ),
        }
    }
}
impl ::core::fmt::Debug for TokensRegisterRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "RegisterRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for TokensRegisterRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "tokens_register",
        resource: "tokens",
        name: "register",
        request: ::core::concat!(::core::module_path!(), "::RegisterRequest"),
        method: ::endpoint_runtime::metadata::Method::Post,
        template: "/oauth2/register",
        literals: &["/oauth2/register"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "B",
            texts: &["registration", "registration", ""],
        },
        docs: "",
        body: ::endpoint_runtime::metadata::BodyFormat::Form,
        response: ::endpoint_runtime::__private::response::<TokensRegisterRequest>(),
        ..::endpoint_runtime::__private::METADATA
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<Client>;
    #[inline]
    fn visit(&self, visitor: &mut ::endpoint_runtime::request::ArgumentVisitor<'_, '_>) {
        visitor.path(&[]);
        if let ::core::option::Option::Some(request) = visitor
            .argument(
                "registration",
                <Registration as ::endpoint_runtime::debug::DebugField>::as_debug(
                    &self.registration,
                ),
            )
        {
            <Registration as ::endpoint_runtime::body::FormBody>::write(
                &self.registration,
                "registration",
                request,
            );
        }
    }
}
///A client for the endpoints of [`Tokens`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
pub struct TokensClient(::endpoint_runtime::Client);
impl TokensClient {
    ///The metadata of the endpoints of [`Tokens`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <TokensTokenRequest as ::endpoint_runtime::Endpoint>::METADATA,
        <TokensRegisterRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    #[inline]
    #[allow(unreachable_pub)]
    pub fn token(
        &self,
        request: TokensTokenRequest,
    ) -> ::endpoint_runtime::Call<TokensTokenRequest> {
        self.0.send(request)
    }
    #[inline]
    #[allow(unreachable_pub)]
    pub fn register(
        &self,
        request: TokensRegisterRequest,
    ) -> ::endpoint_runtime::Call<TokensRegisterRequest> {
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
