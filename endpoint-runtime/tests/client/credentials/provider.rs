//! A token endpoint and an API in this process.

use std::{
    collections::HashSet,
    future::Future,
    pin::Pin,
    sync::{Arc, Mutex, MutexGuard},
    task::{Context, Poll},
    time::Duration,
};

use endpoint_runtime::{
    Body, Bytes, Client, ClientBuilder,
    auth::ClientCredentials,
    http::{Request, Response},
};
use tokio::time::sleep;
use tower_service::Service;

use super::credentials;

/// A token endpoint and an API in this process. Tokens are `token-1`, `token-2` and so on.
#[derive(Clone, Default)]
pub(crate) struct Provider(Arc<Mutex<State>>);

pub(crate) struct State {
    /// The bodies and the `Authorization` of the token requests.
    pub(crate) token_requests: Vec<(String, Option<String>)>,
    /// The tokens that API calls came with, in order.
    pub(crate) seen: Vec<String>,
    pub(crate) refused: HashSet<String>,
    pub(crate) expires_in: &'static str,
    pub(crate) token_delay: Duration,
    pub(crate) api_delay: Duration,
    /// The answers of the token endpoint in place of a token.
    pub(crate) answers: Vec<(u16, String)>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            token_requests: Vec::new(),
            seen: Vec::new(),
            refused: HashSet::new(),
            expires_in: "3600",
            token_delay: Duration::from_secs(1),
            api_delay: Duration::ZERO,
            answers: Vec::new(),
        }
    }
}

impl Provider {
    pub(crate) fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }

    pub(crate) fn builder(&self, credentials: ClientCredentials) -> ClientBuilder {
        Client::builder().base_url("https://api.test").service(self.clone()).auth(credentials)
    }

    pub(crate) fn client(&self) -> Client {
        self.builder(credentials()).build().unwrap()
    }

    pub(crate) fn token_requests(&self) -> usize {
        self.state().token_requests.len()
    }

    pub(crate) fn seen(&self) -> Vec<String> {
        self.state().seen.clone()
    }

    pub(crate) fn refuse(&self, token: &str) {
        self.state().refused.insert(format!("Bearer {token}"));
    }

    fn issue(&self, request: &Request<Body>) -> Response<Body> {
        let mut state = self.state();
        let authorization = request.headers().get("authorization").map(|value| value.to_str().unwrap().to_owned());
        let body = request.body().as_bytes().map(|body| String::from_utf8(body.to_vec()).unwrap());
        state.token_requests.push((body.unwrap_or_default(), authorization));
        let (status, json) = if state.answers.is_empty() {
            let (number, expires_in) = (state.token_requests.len(), state.expires_in);
            (
                200,
                format!(r#"{{"access_token": "token-{number}", "token_type": "Bearer", "expires_in": {expires_in}}}"#),
            )
        } else {
            state.answers.remove(0)
        };
        Response::builder().status(status).body(Bytes::from(json).into()).unwrap()
    }

    fn serve(&self, request: &Request<Body>) -> Response<Body> {
        let mut state = self.state();
        let token = request.headers()["authorization"].to_str().unwrap().to_owned();
        let status = if state.refused.contains(&token) { 401 } else { 200 };
        state.seen.push(token);
        Response::builder().status(status).body(Bytes::from(r#"{"name": "n"}"#).into()).unwrap()
    }
}

impl Service<Request<Body>> for Provider {
    type Response = Response<Body>;
    type Error = std::convert::Infallible;
    type Future = Pin<Box<dyn Future<Output = Result<Response<Body>, Self::Error>> + Send>>;

    fn poll_ready(&mut self, _: &mut Context<'_>) -> Poll<Result<(), Self::Error>> {
        Poll::Ready(Ok(()))
    }

    fn call(&mut self, request: Request<Body>) -> Self::Future {
        let provider = self.clone();
        Box::pin(async move {
            let is_token_request = request.uri().host() == Some("auth.test");
            let delay = {
                let state = provider.state();
                if is_token_request { state.token_delay } else { state.api_delay }
            };
            sleep(delay).await;
            Ok(if is_token_request { provider.issue(&request) } else { provider.serve(&request) })
        })
    }
}
