//! Endpoints and routes without the macro, and requests without a network.

#![allow(dead_code, unused_macros, unused_imports, reason = "every test binary uses its own part")]
#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "only tests use it")]

use endpoint_runtime::{
    Body, Bytes, Metadata,
    http::{HeaderMap, Request, Response, StatusCode},
    metadata::{BodyFormat, Method, ParameterTexts, ResponseMetadata},
    server::{RequestBody, Router},
};
use http_body_util::BodyExt;

pub(crate) const NO_ARGUMENTS: ParameterTexts = ParameterTexts { letters: "", texts: &[] };

/// Creates metadata from the parts that matter to a server.
pub(crate) const fn metadata(
    id: &'static str,
    method: Method,
    template: &'static str,
    literals: &'static [&'static str],
    arguments: ParameterTexts,
    body: BodyFormat,
) -> Metadata {
    Metadata {
        request: "tests::Request",
        id,
        resource: "test",
        name: id,
        method,
        template,
        literals,
        arguments,
        body,
        ..endpoint_runtime::__private::METADATA
    }
}

/// Declares a request that a server can decode:
/// `endpoint!(request, Get("/v1/users/<id>", Get, None) { id: String = String::decode(request.in_path("id")) } -> String as Json)`.
macro_rules! endpoint {
    (
        $request:ident, $name:ident($template:literal, $method:ident, $body:ident $(, $parameters:expr)?)
        { $($field:ident: $type:ty = $decode:expr),* $(,)? } -> $output:ty as $format:ty
    ) => {
        #[derive(Debug)]
        struct $name {
            $($field: $type,)*
        }

        impl endpoint_runtime::Endpoint for $name {
            const METADATA: &'static endpoint_runtime::Metadata = &endpoint_runtime::Metadata {
                response: endpoint_runtime::__private::response::<$name>(),
                ..$crate::support_server::metadata(
                    stringify!($name),
                    endpoint_runtime::metadata::Method::$method,
                    $template,
                    &[],
                    endpoint!(@parameters $($parameters)?),
                    endpoint_runtime::metadata::BodyFormat::$body,
                )
            };
            type Format = $format;
            type Result = endpoint_runtime::Result<$output>;

            fn visit(&self, _: &mut endpoint_runtime::request::ArgumentVisitor<'_, '_>) {}
        }

        impl endpoint_runtime::server::ServerEndpoint for $name {
            fn decode($request: &mut endpoint_runtime::server::Decoder<'_>) -> Option<Self> {
                let _ = &$request;
                Some(Self { $($field: $decode?,)* })
            }

            fn respond(result: Self::Result) -> endpoint_runtime::http::Response<endpoint_runtime::Body> {
                endpoint_runtime::server::ServerResult::<$format>::into_response(
                    result,
                    <Self as endpoint_runtime::Endpoint>::METADATA,
                )
            }
        }
    };
    (@parameters) => { $crate::support_server::NO_ARGUMENTS };
    (@parameters $parameters:expr) => { $parameters };
}
pub(crate) use endpoint;

/// Adds a route with a function as its handler.
macro_rules! route {
    ($routes:expr, $name:ty, |$request:pat_param| $result:expr) => {{
        async fn handle(_: &(), $request: $name) -> <$name as endpoint_runtime::Endpoint>::Result {
            $result
        }
        $routes.add::<$name, ()>(&endpoint_runtime::server::Implementation::shared(()), handle);
    }};
}
pub(crate) use route;

pub(crate) struct TestResponse {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl TestResponse {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub(crate) fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }

    /// Checks that the body is a problem document, and returns its `field`.
    pub(crate) fn field(&self) -> Option<String> {
        assert_eq!(self.header("content-type"), Some("application/problem+json"));
        let problem = self.json();
        assert_eq!(problem.get("type"), None, "which is `about:blank`");
        assert_eq!(problem["status"], self.status);
        let title = StatusCode::from_u16(self.status).unwrap().canonical_reason();
        assert_eq!(problem["title"].as_str(), title);
        assert!(!problem["detail"].as_str().unwrap().is_empty());
        problem.get("field").map(|field| field.as_str().unwrap().to_owned())
    }
}

pub(crate) async fn send<B: RequestBody>(router: &Router, request: Request<B>) -> TestResponse {
    let response: Response<Body> = router.serve(request).await.unwrap();
    let (parts, body) = response.into_parts();
    TestResponse {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: body.collect().await.unwrap().to_bytes(),
    }
}

/// Creates a request with these headers and this body.
pub(crate) fn request(method: &str, target: &str, headers: &[(&str, &str)], body: impl Into<Bytes>) -> Request<Body> {
    let mut request = Request::builder().method(method).uri(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(Body::from(body.into())).unwrap()
}

pub(crate) async fn get(router: &Router, target: &str) -> TestResponse {
    send(router, request("GET", target, &[], "")).await
}

pub(crate) const JSON: (&str, &str) = ("content-type", "application/json");
pub(crate) const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
