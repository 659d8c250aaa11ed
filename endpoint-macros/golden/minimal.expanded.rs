trait Health {
    fn check(
        &self,
        request: HealthCheckRequest,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        ::endpoint_runtime::__private::answer(<Self as Health>::__client(self), request)
    }
    #[doc(hidden)]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::None
    }
}
///The request of [`Health::check`]: `GET /health`.
#[allow(dead_code, unreachable_pub)]
type CheckRequest = HealthCheckRequest;
///The request of [`Health::check`]: `GET /health`.
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::default::Default)]
#[non_exhaustive]
struct HealthCheckRequest {}
impl HealthCheckRequest {
    ///Makes a request with the required values, and without optional ones.
    #[inline]
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::core::fmt::Debug for HealthCheckRequest {
    #[inline]
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::request::debug_arguments(
            f,
            "CheckRequest",
            &|visitor| ::endpoint_runtime::Endpoint::visit(self, visitor),
        )
    }
}
impl ::endpoint_runtime::Endpoint for HealthCheckRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "health_check",
        resource: "health",
        name: "check",
        request: ::core::concat!(::core::module_path!(), "::CheckRequest"),
        method: ::endpoint_runtime::metadata::Method::Get,
        template: "/health",
        literals: &["/health"],
        arguments: ::endpoint_runtime::metadata::ParameterTexts {
            letters: "",
            texts: &[],
        },
        docs: "",
        response: ::endpoint_runtime::__private::response::<HealthCheckRequest>(),
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
///A client for the endpoints of [`Health`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
struct HealthClient(::endpoint_runtime::Client);
impl HealthClient {
    ///The metadata of the endpoints of [`Health`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <HealthCheckRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    #[inline]
    #[allow(unreachable_pub)]
    pub fn check(
        &self,
        request: HealthCheckRequest,
    ) -> ::endpoint_runtime::Call<HealthCheckRequest> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for HealthClient {
    #[inline]
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for HealthClient {
    #[inline]
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl Health for HealthClient {
    #[inline]
    fn __client(&self) -> ::core::option::Option<&::endpoint_runtime::Client> {
        ::core::option::Option::Some(&self.0)
    }
}
