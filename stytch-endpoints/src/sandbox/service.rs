//! The HTTP service of a sandbox: credentials are checked before the routes, and rejections have Stytch's error body.

use std::{
    convert::Infallible,
    task::{Context, Poll},
};

use base64::{Engine, engine::general_purpose::STANDARD};
use endpoint_runtime::{
    Body, Bytes,
    http::{
        HeaderMap, HeaderValue, Request, Response, StatusCode,
        header::{AUTHORIZATION, CONTENT_TYPE, WWW_AUTHENTICATE},
    },
    server::{Rejection, RequestBody, ResponseFuture, Router, Service},
};
use subtle::ConstantTimeEq;

use super::{Sandbox, api_error, api_error::ApiError, oauth::OauthWire};
use crate::error::StytchError;

/// The paths that respond without the project's credentials. The OAuth endpoints have credentials of their own.
const PUBLIC: [&str; 5] =
    ["/v1/b2b/sessions/jwks/", "/v1/sessions/jwks/", "/v1/public/", "/v1/oauth2/", "/.well-known/"];

/// A [`Sandbox`] as a tower service of HTTP requests.
#[derive(Clone, Debug)]
pub struct SandboxService {
    sandbox: Sandbox,
    router: Router,
}

impl SandboxService {
    pub(super) fn new(sandbox: Sandbox, router: Router) -> Self {
        let shaped = sandbox.clone();
        let router = router.rejections(move |rejection| shaped.error_of(rejection));
        Self { sandbox, router }
    }

    pub(super) fn request_id(&self) -> String {
        self.sandbox.state().ids.request_id()
    }
}

impl<B: RequestBody> Service<Request<B>> for SandboxService {
    type Response = Response<Body>;
    type Error = Infallible;
    type Future = ResponseFuture;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Infallible>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<B>) -> ResponseFuture {
        let is_public = PUBLIC.iter().any(|prefix| request.uri().path().starts_with(prefix));
        if !is_public && !self.sandbox.has_credentials(request.headers()) {
            let mut response =
                error_response(StatusCode::UNAUTHORIZED, &ApiError::wrong_credentials().into_body(self.request_id()));
            let scheme = HeaderValue::from_static("Basic");
            response.headers_mut().insert(WWW_AUTHENTICATE, scheme);
            return Box::pin(std::future::ready(Ok(response)));
        }
        if !OauthWire::serves(request.uri().path()) {
            return self.router.serve(request);
        }
        let Self { sandbox, router } = self.clone();
        Box::pin(async move {
            let path = request.uri().path().to_owned();
            let wire = OauthWire { project_id: sandbox.project_id() };
            let response = match wire.adapt_request(request.map(Body::stream)).await {
                Ok(request) => router.serve(request).await?,
                Err(rejection) => router.reject(rejection),
            };
            Ok(OauthWire::adapt_response(&path, response))
        })
    }
}

impl Sandbox {
    /// Returns whether the request carries the project's credentials, once. They are compared in constant time.
    fn has_credentials(&self, headers: &HeaderMap) -> bool {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return false;
        };
        let Some(given) = value.to_str().ok().and_then(decode_basic) else {
            return false;
        };
        let expected = format!("{}:{}", self.project_id(), self.secret());
        given.ct_eq(expected.as_bytes()).into()
    }

    /// Returns the status of a rejected request, and Stytch's error body.
    fn error_of(&self, rejection: &Rejection) -> (StatusCode, StytchError) {
        let status = rejection.status();
        let message = match rejection.field() {
            Some(field) => format!("`{field}`: {}", rejection.detail()),
            None => rejection.detail().to_owned(),
        };
        let id = self.state().ids.request_id();
        let body = if status == StatusCode::NOT_IMPLEMENTED {
            // Stytch has no page about this error.
            let message = format!("{message} in the sandbox; call it on a test project of Stytch");
            StytchError::new(status, NOT_IMPLEMENTED, message).with_request_id(id)
        } else {
            api_error::error_body(status, error_type(status), message, id)
        };
        (status, body)
    }
}

/// Decodes the user name and the password of `Basic …` (RFC 7617), with the colon between them.
fn decode_basic(value: &str) -> Option<Vec<u8>> {
    let (scheme, credentials) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    STANDARD.decode(credentials.trim_matches(' ')).ok()
}

/// The error type of an endpoint that the sandbox does not implement.
const NOT_IMPLEMENTED: &str = "not_implemented_in_sandbox";

fn error_type(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "route_not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        status if status.is_client_error() => "bad_request",
        _ => "internal_server_error",
    }
}

pub(super) fn error_response(status: StatusCode, body: &StytchError) -> Response<Body> {
    // It holds texts and numbers only, which always have a JSON form.
    let json = serde_json::to_vec(body).unwrap_or_default();
    let mut response = Response::new(Bytes::from(json).into());
    *response.status_mut() = status;
    let content_type = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}
