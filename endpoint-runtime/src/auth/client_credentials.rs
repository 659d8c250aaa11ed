//! The OAuth 2.0 client credentials grant (RFC 6749, section 4.4).

mod error;
mod token;
mod token_endpoint;
mod token_source;

use std::{fmt, time::Duration};

use http::Uri;
use secrecy::SecretString;

pub use error::{TokenError, TokenErrorBody};
pub(crate) use token_source::TokenSource;

use super::{Auth, AuthKind};
use crate::{
    base_url::{BaseUrl, BaseUrlError},
    client::BuildError,
    debug::Redacted,
    retry::RetryPolicy,
};

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(30);

/// The client credentials of OAuth 2.0 (RFC 6749, section 4.4), for which a token endpoint issues Bearer tokens.
///
/// ```
/// use endpoint_runtime::{Client, auth::ClientCredentials};
///
/// let client = Client::builder()
///     .base_url("https://api.example.com")
///     .auth(ClientCredentials::new("https://auth.example.com/oauth2/token", "client-1", "s3cret").scope("parcels.read"))
///     .build()?;
/// # let _ = client;
/// # Ok::<(), endpoint_runtime::BuildError>(())
/// ```
///
/// * One token is fetched for all calls of the client and of its clones, however many wait for it. A call that is dropped meanwhile
///   neither ends nor delays the fetch. Each Tokio runtime fetches for itself.
/// * The token is renewed in the background during the last fifth of its lifetime, of five minutes at most, so that calls do not wait and
///   an outage of the token endpoint is bridged. A token without `expires_in` is kept until it is refused.
/// * After a response of 401, the token that was sent is dropped, if it is still the current one, and the call is repeated once with
///   another token, whatever its method: a POST that is answered 401 was not processed.
///   [`no_retry`](crate::Call::no_retry) turns this off.
/// * A call without a token fails with [`Stage::Auth`](crate::Stage::Auth) and a [`TokenError`] as its source; nothing is sent.
///
/// Tokens are requested over the transport of the client, past its [layers](crate::ClientBuilder::layer), without its default headers
/// except the `User-Agent`, and with no other credential than that of this value. Redirects are not followed. A URL of plain http is
/// refused, as described at [`allow_plain_http`](crate::ClientBuilder::allow_plain_http). A token request is repeated as an idempotent
/// call is, within a timeout of its own.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// use std::{error::Error as _, future::ready};
/// use endpoint_runtime::{Body, Bytes, Client, Stage, auth::{ClientCredentials, TokenError}, http::{Request, Response}};
///
/// // In a test, one service stands in for the API and for the token endpoint.
/// let service = tower::service_fn(|request: Request<Body>| {
///     let body = match request.uri().path() {
///         "/oauth2/token" => r#"{"error": "invalid_client", "error_description": "no such client"}"#,
///         _ => "unreachable",
///     };
///     ready(Response::builder().status(401).body(Body::from(Bytes::from(body))))
/// });
/// let credentials = ClientCredentials::new("https://auth.example.com/oauth2/token", "client-1", "s3cret");
/// let client = Client::builder().service(service).auth(credentials).build()?;
/// let error = client.execute(Request::get("/parcels").body(Bytes::new())?).await.unwrap_err();
/// assert_eq!(error.stage(), Stage::Auth);
/// let source = error.source().and_then(|source| source.downcast_ref::<TokenError>());
/// let Some(TokenError::Request(call)) = source else { panic!("{error:?}") };
/// assert_eq!(call.as_api().map(|body| body.error.as_str()), Some("invalid_client"));
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[must_use]
pub struct ClientCredentials {
    endpoint: Result<TokenUrl, BaseUrlError>,
    client_id: String,
    client_secret: SecretString,
    is_secret_in_body: bool,
    /// The further parameters, each name once.
    parameters: Vec<(String, String)>,
    pub(crate) timeout: Duration,
    pub(crate) retry: RetryPolicy,
}

/// The URL of a token endpoint, which may have a query (RFC 6749, section 3.2).
#[derive(Clone)]
struct TokenUrl {
    /// The URL without the query.
    base: BaseUrl,
    uri: Uri,
}

impl ClientCredentials {
    /// Creates the credentials from the URL of the token endpoint, the client's id and its secret.
    ///
    /// They are sent by HTTP Basic, as every token endpoint has to accept them (RFC 6749, section 2.3.1).
    /// A URL that is not valid is an error of [`ClientBuilder::build`](crate::ClientBuilder::build).
    pub fn new(
        token_url: impl AsRef<str>,
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
    ) -> Self {
        Self {
            endpoint: parse(token_url.as_ref()),
            client_id: client_id.into(),
            client_secret: client_secret.into(),
            is_secret_in_body: false,
            parameters: Vec::new(),
            timeout: DEFAULT_TIMEOUT,
            retry: RetryPolicy::default(),
        }
    }

    /// Sends the id and the secret as `client_id` and `client_secret` in the body, for a token endpoint that does not accept HTTP Basic.
    pub fn secret_in_body(mut self) -> Self {
        self.is_secret_in_body = true;
        self
    }

    /// Sets the scope of the tokens: names that are separated by spaces.
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.parameter("scope", scope)
    }

    /// Sets the `audience` of the tokens, which some providers ask for.
    pub fn audience(self, audience: impl Into<String>) -> Self {
        self.parameter("audience", audience)
    }

    /// Sets any other parameter of the token request, such as `resource` (RFC 8707). A later value replaces an earlier one, since a
    /// parameter must not be repeated.
    pub fn parameter(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.parameters.retain(|(known, _)| *known != name);
        self.parameters.push((name, value.into()));
        self
    }

    /// Limits the total time of a token request, with its retries: 30 seconds by default. A call that waits for the token has its own
    /// timeout besides.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Sets when a token request is retried, as one of an idempotent endpoint.
    pub fn retry(mut self, policy: RetryPolicy) -> Self {
        self.retry = policy;
        self
    }

    /// Returns the URL of the token endpoint without its query.
    pub(crate) fn url(&self) -> Result<&BaseUrl, BuildError> {
        let url = self.endpoint.as_ref().map_err(|error| BuildError::TokenUrl(error.clone()))?;
        Ok(&url.base)
    }
}

/// Parses the URL. The builder of the client judges plain http.
fn parse(text: &str) -> Result<TokenUrl, BaseUrlError> {
    let (base, query) = text.split_once('?').unwrap_or((text, ""));
    if query.contains('#') {
        return Err(BaseUrlError::QueryOrFragment);
    }
    let base = match base.parse() {
        Err(BaseUrlError::PlainHttp(url)) => url.accept(),
        parsed => parsed?,
    };
    Ok(TokenUrl { base, uri: text.parse().map_err(|_| BaseUrlError::NotAbsolute)? })
}

impl From<ClientCredentials> for Auth {
    fn from(credentials: ClientCredentials) -> Self {
        Self(AuthKind::ClientCredentials(Box::new(credentials)))
    }
}

/// Shows the names of the parameters without their values, which can be secrets.
impl fmt::Debug for ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientCredentials")
            .field("token_url", &self.endpoint.as_ref().map(|url| &url.base))
            .field("client_id", &self.client_id)
            .field("client_secret", &Redacted)
            .field("parameters", &self.parameters.iter().map(|(name, _)| name).collect::<Vec<_>>())
            .finish_non_exhaustive()
    }
}
