//! The forms in which OAuth clients speak, beside the declared one: JSON bodies, HTTP Basic, the project's own domain, and
//! errors in OAuth's shape.

use std::{future::poll_fn, pin::Pin};

use base64::{Engine, engine::general_purpose::STANDARD};
use endpoint_runtime::{
    Body, Bytes,
    http::{
        HeaderMap, HeaderValue, Method, Request, Response, StatusCode, Uri,
        header::{AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, WWW_AUTHENTICATE},
    },
    percent::{decode_form, encode},
    server::Rejection,
};
use hyper::body::Body as _;
use serde::Serialize;
use serde_json::{Map, Value};

use crate::error::StytchError;

/// The longest body of a request for tokens, in bytes.
const MAX_BODY: usize = 64 * 1024;
/// The paths on the project's own domain for which Stytch's host has others.
const OWN_DOMAIN: [&str; 5] = [
    "/v1/oauth2/token",
    "/v1/oauth2/introspect",
    "/v1/oauth2/revoke",
    "/v1/oauth2/userinfo",
    "/.well-known/openid-configuration",
];

/// The end of the paths that need an access token.
const USERINFO: &str = "/oauth2/userinfo";

/// Marks a request to a path of the project's own domain.
#[derive(Clone, Copy)]
pub(super) struct OwnDomain;

/// The wire format of the OAuth endpoints of a project.
#[derive(Clone, Copy)]
pub(in crate::sandbox) struct OauthWire<'a> {
    pub(in crate::sandbox) project_id: &'a str,
}

/// An error in OAuth's shape (RFC 6749, section 5.2), with the members that Stytch adds.
#[derive(Serialize)]
struct OauthError<'a> {
    status_code: u16,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
    error: &'a str,
    error_description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    error_uri: Option<&'a str>,
}

impl OauthWire<'_> {
    /// Returns whether a path is one of OAuth's, or of the documents about it.
    pub(in crate::sandbox) fn serves(path: &str) -> bool {
        Self::is_oauth(path) || path.starts_with("/.well-known/")
    }

    /// Returns whether errors at a path have OAuth's shape.
    fn is_oauth(path: &str) -> bool {
        path.starts_with("/v1/oauth2/") || path.starts_with("/v1/public/") && path.contains("/oauth2/")
    }

    /// Gives a request the declared form.
    pub(in crate::sandbox) async fn adapt_request(
        self,
        mut request: Request<Body>,
    ) -> Result<Request<Body>, Rejection> {
        let path = request.uri().path();
        if OWN_DOMAIN.contains(&path) || path.starts_with("/.well-known/") {
            request.extensions_mut().insert(OwnDomain);
        }
        self.rewrite_path(&mut request);
        let path = request.uri().path();
        if path.ends_with(USERINFO) && request.headers().get(AUTHORIZATION).is_none_or(HeaderValue::is_empty) {
            let detail = "the access token is missing; send it as `Authorization: Bearer …`";
            return Err(Rejection::new(StatusCode::UNAUTHORIZED, detail));
        }
        let takes_form =
            ["/oauth2/token", "/oauth2/introspect", "/oauth2/revoke"].iter().any(|end| path.ends_with(end));
        if *request.method() != Method::POST || !takes_form {
            return Ok(request);
        }
        let (mut parts, body) = request.into_parts();
        let body = read(body).await?;
        let form = if is_json(&parts.headers) {
            form_of_json(&body)?
        } else {
            match String::from_utf8(body.to_vec()) {
                Ok(form) => form,
                // The router says what is wrong with it.
                Err(_) => return Ok(Request::from_parts(parts, body.into())),
            }
        };
        let form = self.add_basic(&parts.headers, form);
        parts.headers.remove(CONTENT_LENGTH);
        if is_json(&parts.headers) || !parts.headers.contains_key(CONTENT_TYPE) {
            let content_type = HeaderValue::from_static("application/x-www-form-urlencoded");
            parts.headers.insert(CONTENT_TYPE, content_type);
        }
        Ok(Request::from_parts(parts, Bytes::from(form).into()))
    }

    /// Replaces a path of the project's own domain by that on Stytch's host.
    fn rewrite_path(self, request: &mut Request<Body>) {
        let path = request.uri().path();
        if !OWN_DOMAIN.contains(&path) {
            return;
        }
        let rest = path.strip_prefix("/v1").unwrap_or(path);
        let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
        let path = format!("/v1/public/{}{rest}{query}", encode(self.project_id));
        let mut uri = request.uri().clone().into_parts();
        let Ok(path) = path.parse() else { return };
        uri.path_and_query = Some(path);
        if let Ok(uri) = Uri::from_parts(uri) {
            *request.uri_mut() = uri;
        }
    }

    /// Adds the client's credentials of HTTP Basic to a form without them (RFC 6749, section 2.3.1).
    ///
    /// The credentials of the project, which official SDKs send along, are those of no client.
    fn add_basic(self, headers: &HeaderMap, mut form: String) -> String {
        let Some((id, secret)) = basic(headers).filter(|(id, _)| id != self.project_id) else { return form };
        let mut add = |name: &str, value: &str| {
            let is_there = form.split('&').any(|pair| pair.split('=').next() == Some(name));
            if !is_there && !value.is_empty() {
                let separator = if form.is_empty() { "" } else { "&" };
                form = format!("{form}{separator}{name}={}", encode(value));
            }
        };
        add("client_id", &id);
        add("client_secret", &secret);
        form
    }

    /// Gives an error OAuth's shape, except at the documents of discovery.
    pub(in crate::sandbox) fn adapt_response(path: &str, response: Response<Body>) -> Response<Body> {
        let is_error = response.status().is_client_error() || response.status().is_server_error();
        if !is_error || !Self::is_oauth(path) {
            return response;
        }
        let body = response.body().as_bytes().and_then(|body| serde_json::from_slice::<StytchError>(body).ok());
        let Some(body) = body else { return response };
        let (mut parts, original) = response.into_parts();
        if parts.status == StatusCode::UNAUTHORIZED && path.ends_with(USERINFO) {
            // RFC 6750, section 3.
            parts.headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        let error = match body.error_type.as_deref().unwrap_or_default() {
            "bad_request" if parts.status == StatusCode::UNAUTHORIZED => "invalid_token",
            "bad_request" => {
                if parts.status == StatusCode::UNPROCESSABLE_ENTITY {
                    parts.status = StatusCode::BAD_REQUEST;
                }
                "invalid_request"
            }
            "internal_server_error" => "server_error",
            error => error,
        };
        let shaped = OauthError {
            status_code: parts.status.as_u16(),
            request_id: body.request_id.as_deref(),
            error,
            error_description: body.error_message.as_deref().unwrap_or_default(),
            error_uri: body.error_url.as_deref(),
        };
        match serde_json::to_vec(&shaped) {
            Ok(json) => {
                parts.headers.remove(CONTENT_LENGTH);
                Response::from_parts(parts, Bytes::from(json).into())
            }
            Err(_) => Response::from_parts(parts, original),
        }
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    content_type.split(';').next().is_some_and(|essence| essence.trim().eq_ignore_ascii_case("application/json"))
}

/// Writes the members of a JSON object as a form.
fn form_of_json(body: &[u8]) -> Result<String, Rejection> {
    let object: Map<String, Value> = serde_json::from_slice(body)
        .map_err(|_| Rejection::new(StatusCode::BAD_REQUEST, "the body is not a JSON object"))?;
    let mut pairs = Vec::new();
    for (name, value) in object {
        let text = match value {
            Value::Null => continue,
            Value::String(text) => text,
            value => value.to_string(),
        };
        pairs.push(format!("{}={}", encode(&name), encode(&text)));
    }
    Ok(pairs.join("&"))
}

/// Reads the client's id and secret, which are encoded like a form within HTTP Basic.
fn basic(headers: &HeaderMap) -> Option<(String, String)> {
    let (scheme, credentials) = headers.get(AUTHORIZATION)?.to_str().ok()?.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let decoded = String::from_utf8(STANDARD.decode(credentials.trim()).ok()?).ok()?;
    let (id, secret) = decoded.split_once(':')?;
    Some((decode_form(id).ok()?.into_owned(), decode_form(secret).ok()?.into_owned()))
}

async fn read(mut body: Body) -> Result<Bytes, Rejection> {
    let mut whole = Vec::new();
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let incomplete = |_| Rejection::new(StatusCode::BAD_REQUEST, "the body is incomplete; send it again");
        let Ok(data) = frame.map_err(incomplete)?.into_data() else { continue };
        if whole.len() + data.len() > MAX_BODY {
            let detail = format!("the body is longer than {MAX_BODY} bytes, which is the most that is accepted");
            return Err(Rejection::new(StatusCode::PAYLOAD_TOO_LARGE, detail));
        }
        whole.extend_from_slice(&data);
    }
    Ok(whole.into())
}
