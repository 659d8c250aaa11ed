trait Health {
    fn check(
        &self,
        request: CheckRequest,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        ::endpoint_runtime::__private::not_implemented(request)
    }
}
///The request of [`Health::check`]: `GET /health`.
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::default::Default)]
#[non_exhaustive]
struct CheckRequest {}
impl CheckRequest {
    ///Makes a request with the required values, and without optional ones.
    #[must_use]
    #[allow(clippy::too_many_arguments)]
    pub fn new() -> Self {
        Self {}
    }
}
impl ::core::fmt::Debug for CheckRequest {
    fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
        ::endpoint_runtime::debug::debug_struct(f, "CheckRequest", &[])
    }
}
impl ::endpoint_runtime::Endpoint for CheckRequest {
    const METADATA: &'static ::endpoint_runtime::Metadata = &::endpoint_runtime::Metadata {
        id: "health_check",
        resource: "health",
        name: "check",
        request: ::core::concat!(
            ::core::module_path!(), "::", ::core::stringify!(CheckRequest)
        ),
        tag: ::core::option::Option::None,
        host: ::core::option::Option::None,
        method: ::endpoint_runtime::metadata::Method::Get,
        template: "/health",
        literals: &["/health"],
        fixed_query: &[],
        parameters: &[&[]],
        header_groups: &[],
        body: ::endpoint_runtime::metadata::BodyFormat::None,
        response: ::endpoint_runtime::metadata::ResponseFormat::Json,
        authenticated: true,
        idempotent: true,
        destructive: false,
        deprecated: ::core::option::Option::None,
        timeout: ::core::option::Option::None,
        docs: "",
    };
    type Format = ::endpoint_runtime::response::Json;
    type Result = Result<()>;
    fn encode(&self, request: &mut ::endpoint_runtime::request::Encoder<'_>) {
        request.path(&[]);
    }
}
///A client for the endpoints of [`Health`].
#[::core::prelude::v1::derive(::core::clone::Clone, ::core::fmt::Debug)]
struct HealthClient(::endpoint_runtime::Client);
impl HealthClient {
    ///The metadata of the endpoints of [`Health`].
    pub const ENDPOINTS: &'static [&'static ::endpoint_runtime::Metadata] = &[
        <CheckRequest as ::endpoint_runtime::Endpoint>::METADATA,
    ];
    #[allow(unreachable_pub)]
    pub fn check(
        &self,
        request: CheckRequest,
    ) -> ::endpoint_runtime::Call<CheckRequest> {
        self.0.send(request)
    }
}
impl ::core::convert::From<::endpoint_runtime::Client> for HealthClient {
    fn from(client: ::endpoint_runtime::Client) -> Self {
        Self(client)
    }
}
impl ::core::convert::AsRef<::endpoint_runtime::Client> for HealthClient {
    fn as_ref(&self) -> &::endpoint_runtime::Client {
        &self.0
    }
}
impl Health for HealthClient {
    fn check(
        &self,
        request: CheckRequest,
    ) -> impl ::core::future::Future<Output = Result<()>> + ::core::marker::Send {
        self.0.send(request)
    }
}
