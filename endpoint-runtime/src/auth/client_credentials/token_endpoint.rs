//! The request of a token (RFC 6749, sections 2.3.1 and 4.4.2).

use std::sync::Arc;

use bytes::Bytes;
use http::{
    HeaderValue, Request, Response,
    header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE},
};
use secrecy::{ExposeSecret, zeroize::Zeroizing};
use tokio::time::Instant;

use super::{ClientCredentials, TokenError, TokenErrorBody, token::Token};
use crate::{
    auth::Credential,
    body::push_pair,
    client::Client,
    error::{Error, Failure, Stage},
    percent::encode,
    redact::Secrets,
};

/// A token endpoint, and a client without a credential that sends to it.
pub(super) struct TokenEndpoint {
    settings: ClientCredentials,
    client: Client,
}

impl TokenEndpoint {
    pub(super) fn new(settings: ClientCredentials, client: Client) -> Self {
        Self { settings, client }
    }

    /// Requests a token.
    pub(super) async fn fetch(&self) -> Result<Token, TokenError> {
        let requested = Instant::now();
        let outcome = self.client.execute_idempotent(self.request()?).await;
        let response = outcome.result.map_err(|failure| failed(*failure))?;
        match Token::read(response.body(), requested) {
            // Some token endpoints report errors with a status of 200.
            Err(TokenError::NoToken) => Err(self.reported(response).unwrap_or(TokenError::NoToken)),
            read => read,
        }
    }

    /// Returns the error that a response of 200 reports.
    fn reported(&self, response: Response<Bytes>) -> Option<TokenError> {
        let mut failure = Failure::from_response(Stage::Api, response);
        failure.secrets = self.secrets();
        let error = Error::<TokenErrorBody>::from_failure(failure);
        error.code().is_some().then(|| TokenError::Request(Arc::new(error)))
    }

    fn request(&self) -> Result<Request<Bytes>, TokenError> {
        let settings = &self.settings;
        let secret = settings.client_secret.expose_secret();
        let mut body = "grant_type=client_credentials".to_owned();
        if settings.is_secret_in_body {
            push_pair("client_id", &settings.client_id, &mut body);
            push_pair("client_secret", secret, &mut body);
        }
        for (name, value) in &settings.parameters {
            push_pair(&encode(name), value, &mut body);
        }
        let mut request = Request::new(body.into());
        *request.method_mut() = http::Method::POST;
        if let Ok(url) = &settings.endpoint {
            *request.uri_mut() = url.uri.clone();
        }
        let headers = request.headers_mut();
        headers.insert(ACCEPT, const { HeaderValue::from_static("application/json") });
        headers.insert(CONTENT_TYPE, const { HeaderValue::from_static("application/x-www-form-urlencoded") });
        if !settings.is_secret_in_body {
            // Both are encoded first, so that an id may have a colon.
            let encoded = Zeroizing::new(encode(secret));
            let basic = Credential::basic(&encode(&settings.client_id), encoded.as_str()).map_err(TokenError::Token)?;
            headers.insert(AUTHORIZATION, basic.value);
        }
        request.extensions_mut().insert(self.secrets());
        Ok(request)
    }

    /// Returns the secrets that errors must not show.
    fn secrets(&self) -> Secrets {
        let mut secrets = Secrets::default();
        let secret = self.settings.client_secret.expose_secret();
        secrets.add(secret);
        secrets.add(encode(secret));
        secrets
    }
}

fn failed(failure: Failure) -> TokenError {
    TokenError::Request(Arc::new(Error::<TokenErrorBody>::from_failure(failure)))
}
