//! Forwarding a request for an operation to the upstream, and its response to the caller.

use endpoint_runtime::{
    Metadata,
    http::{Request, Response, StatusCode, request::Parts},
    metadata::{Parameter, ParameterLocation},
    provider::AuthScheme,
};
use http_body::Body;
use hyper::body::Incoming;
use tokio::time::Instant;

use super::Gateway;
use crate::{
    DeclaredRoute, Problem,
    download::{Deadline, Download},
    limits::Permit,
    request,
    request::PathValues,
    request_context::RequestContext,
    response,
    upload::Upload,
    upstream,
};

/// Returns whether a caller's request has the idempotency key of its operation. One in a body, which passes through, is not seen.
fn has_key<B>(key: &Parameter, request: &Request<B>) -> bool {
    match key.location {
        ParameterLocation::Header => request.headers().contains_key(key.wire_name),
        ParameterLocation::Query => {
            let pairs = request.uri().query().unwrap_or_default().split('&');
            pairs.filter_map(|pair| pair.split('=').next()).any(|name| name == key.wire_name)
        }
        _ => false,
    }
}

impl Gateway {
    /// Forwards a request, if the caller's scopes and limits allow it.
    pub(super) async fn forward(
        &self,
        context: &RequestContext<'_>,
        declared: &DeclaredRoute,
        values: &PathValues<'_>,
        body: Incoming,
    ) -> Result<Response<Download>, Problem> {
        let RequestContext { head, span, started, .. } = *context;
        let (caller, id) = (context.caller()?, declared.operation().metadata.id);
        caller.may_call(declared.provider(), id)?;
        let permit = self.0.admission.enter(caller, id)?;
        let mut request = self.rewrite(declared, values, head, body)?;
        if let Some(traces) = self.traces(span) {
            traces.inject(span, request.headers_mut());
        }
        let deadline = started + self.0.bounds.total;
        let metadata = declared.operation().metadata;
        // With its key, the API recognizes a repetition; the gateway makes none.
        let has_key = metadata.idempotency_key().is_some_and(|key| has_key(&key, &request));
        let is_idempotent = metadata.idempotent || has_key;
        let response = self.0.client.send(request, is_idempotent, deadline.min(started + self.0.bounds.head)).await?;
        self.pass(response, head, metadata, deadline, permit)
    }

    /// Rewrites the request for the upstream.
    fn rewrite(
        &self,
        declared: &DeclaredRoute,
        values: &PathValues<'_>,
        head: &Parts,
        body: Incoming,
    ) -> Result<Request<Upload>, Problem> {
        let max_bytes = self.0.bounds.request_bytes;
        if body.size_hint().lower() > max_bytes {
            return Err(Problem::request_too_large());
        }
        request::check_content(declared, &head.headers, body.is_end_stream())?;
        let target = request::target(declared, values, head.uri.query())?;
        let headers = request::headers(declared, head)?;
        let mut request = Request::new(Upload::new(body, max_bytes));
        *request.method_mut() = head.method.clone();
        *request.uri_mut() = target;
        *request.headers_mut() = headers;
        self.authenticate(declared, &mut request)?;
        Ok(request)
    }

    /// Adds the provider's credential, if the operation needs one.
    fn authenticate(&self, declared: &DeclaredRoute, request: &mut Request<Upload>) -> Result<(), Problem> {
        if declared.auth().is_empty() {
            return Ok(());
        }
        let credential = self.0.credentials.credential(declared.provider()).ok_or_else(|| {
            let variables: Vec<&str> =
                declared.auth().iter().flat_map(AuthScheme::parts).map(|part| part.variable.as_str()).collect();
            let detail = format!(
                "the gateway has no credential for `{}`; ask its operator to set {}",
                declared.provider(),
                variables.join(", ")
            );
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "no_credential", detail)
        })?;
        credential.apply(request).map_err(|_| {
            let detail = "the request's target is too long with the credential; send a shorter path or query";
            Problem::new(StatusCode::URI_TOO_LONG, "target_too_long", detail)
        })
    }

    /// Rewrites the upstream's response for the caller.
    fn pass(
        &self,
        response: Response<upstream::UpstreamBody>,
        head: &Parts,
        metadata: &Metadata,
        deadline: Instant,
        permit: Option<Permit>,
    ) -> Result<Response<Download>, Problem> {
        let declared =
            metadata.response.of_status(response.status()).filter(|_| metadata.response.is_success(response.status()));
        let stream = declared.filter(|declared| declared.format.is_streamed());
        // A stream may be of any length, but no part of it may keep the caller waiting for longer than a whole response.
        let max_bytes = stream.map_or(self.0.bounds.response_bytes, |_| u64::MAX);
        let idle = stream.map(|declared| declared.stream.idle.unwrap_or(self.0.bounds.total));
        let (mut parts, body) = response.into_parts();
        if head.method != hyper::Method::HEAD && body.size_hint().lower() > max_bytes {
            return Err(Problem::new(
                StatusCode::BAD_GATEWAY,
                "response_too_large",
                "the upstream's response is larger than the gateway forwards; ask for less at a time",
            ));
        }
        response::strip(parts.status, &mut parts.headers);
        let mut response = Response::new(Download::passed(body, max_bytes, Deadline { at: deadline, idle }, permit));
        *response.status_mut() = parts.status;
        *response.headers_mut() = parts.headers;
        Ok(response)
    }
}
