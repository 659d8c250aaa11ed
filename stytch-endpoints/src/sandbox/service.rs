//! The edge of a sandbox: credentials before the routes, Stytch's error shape after them.

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
    server::{RequestBody, ResponseFuture, Router, Service},
};
use subtle::ConstantTimeEq;

use super::{Sandbox, refusal, refusal::Refusal};
use crate::error::StytchError;

/// A [`Sandbox`] as a tower service over HTTP requests.
#[derive(Clone, Debug)]
pub struct SandboxService {
    sandbox: Sandbox,
    router: Router,
}

impl SandboxService {
    pub(super) fn new(sandbox: Sandbox, router: Router) -> Self {
        Self { sandbox, router }
    }

    pub(super) fn request_id(&self) -> String {
        self.sandbox.state().names.request()
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
        let sandbox = self.sandbox.clone();
        if !sandbox.is_authorized(request.headers()) {
            let mut response = response(StatusCode::UNAUTHORIZED, &Refusal::Credentials.into_body(self.request_id()));
            let scheme = HeaderValue::from_static("Basic");
            response.headers_mut().insert(WWW_AUTHENTICATE, scheme);
            return Box::pin(std::future::ready(Ok(response)));
        }
        let answer = self.router.serve(request);
        Box::pin(async move {
            let Ok(response) = answer.await;
            Ok(sandbox.in_stytchs_shape(response))
        })
    }
}

impl Sandbox {
    /// Whether the project's credentials came along, once. They are compared in constant time.
    fn is_authorized(&self, headers: &HeaderMap) -> bool {
        let mut values = headers.get_all(AUTHORIZATION).iter();
        let (Some(value), None) = (values.next(), values.next()) else {
            return false;
        };
        let Some(given) = value.to_str().ok().and_then(basic) else {
            return false;
        };
        let expected = format!("{}:{}", self.project_id(), self.secret());
        given.ct_eq(expected.as_bytes()).into()
    }

    /// Turns a problem document of the router's into what Stytch would say.
    fn in_stytchs_shape(&self, problem: Response<Body>) -> Response<Body> {
        let is_problem = problem.headers().get(CONTENT_TYPE).is_some_and(|value| value == "application/problem+json");
        let Some(document) = problem.body().as_bytes().filter(|_| is_problem) else {
            return problem;
        };
        let document: serde_json::Value = serde_json::from_slice(document).unwrap_or_default();
        let text = |member| document.get(member).and_then(serde_json::Value::as_str);
        let detail = text("detail").unwrap_or("the request was refused");
        let message = match text("field") {
            Some(field) => format!("`{field}`: {detail}"),
            None => detail.to_owned(),
        };
        let status = problem.status();
        let id = self.state().names.request();
        let body = refusal::body(status, error_type(status), message, id);
        let (mut parts, _) = response(status, &body).into_parts();
        // `Allow` stays.
        for (name, value) in problem.headers() {
            if *name != CONTENT_TYPE {
                parts.headers.insert(name, value.clone());
            }
        }
        Response::from_parts(parts, json(&body))
    }
}

/// The user name and the password of `Basic …` (RFC 7617), with the colon between them.
fn basic(value: &str) -> Option<Vec<u8>> {
    let (scheme, credentials) = value.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    STANDARD.decode(credentials.trim_matches(' ')).ok()
}

fn error_type(status: StatusCode) -> &'static str {
    match status {
        StatusCode::NOT_FOUND => "route_not_found",
        StatusCode::METHOD_NOT_ALLOWED => "method_not_allowed",
        status if status.is_client_error() => "bad_request",
        _ => "internal_server_error",
    }
}

pub(super) fn response(status: StatusCode, body: &StytchError) -> Response<Body> {
    let mut response = Response::new(json(body));
    *response.status_mut() = status;
    let content_type = HeaderValue::from_static("application/json");
    response.headers_mut().insert(CONTENT_TYPE, content_type);
    response
}

/// A body of texts and numbers always has a JSON form.
fn json(body: &StytchError) -> Body {
    Bytes::from(serde_json::to_vec(body).unwrap_or_default()).into()
}
