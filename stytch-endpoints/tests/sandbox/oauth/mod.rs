//! The sandbox as an authorization server: consent, codes, tokens, and the clients that get them.

#![allow(clippy::indexing_slicing, clippy::unwrap_used, reason = "the helpers of a test may fail, too")]

mod apps;
mod consent;
mod grants;
mod m2m;
mod token_errors;
mod token_lifecycle;
mod wire;

use std::{fmt::Debug, time::Duration};

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::Value;
use stytch_endpoints::{
    ClientType, ConnectedAppId, Stytch, StytchError,
    b2b::idp::oauth::AuthorizeRequest,
    oauth2::{IntrospectRequest, IntrospectResponse, TokenRequest, TokenResponse},
    sandbox::{App, Sandbox, demo},
    secrets::{AuthorizationCode, OAuthToken},
};

/// The example of RFC 7636, appendix B.
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// The demonstration with a clock that stands still.
fn sandbox() -> (Sandbox, Stytch) {
    let sandbox = Sandbox::demo();
    sandbox.advance(Duration::ZERO);
    let stytch = sandbox.stytch().unwrap();
    (sandbox, stytch)
}

fn minutes(minutes: u64) -> Duration {
    Duration::from_secs(minutes * 60)
}

/// The status and the type of the error of a call that has to fail.
fn refusal<T: Debug>(result: stytch_endpoints::Result<T>) -> (u16, String) {
    let error = result.unwrap_err();
    let kind = error.as_api().map(StytchError::kind).unwrap_or_default();
    (error.status().map(|status| status.as_u16()).unwrap_or_default(), kind.as_str().to_owned())
}

fn refused(status: u16, kind: &str) -> (u16, String) {
    (status, kind.to_owned())
}

fn scopes(scopes: &[&str]) -> Vec<String> {
    scopes.iter().map(|scope| (*scope).to_owned()).collect()
}

/// Ada's consent to the calendar.
fn consent(granted: &[&str]) -> AuthorizeRequest {
    let (app, callback) = (demo::CONNECTED_APP_ID, demo::CONNECTED_APP_REDIRECT_URL);
    AuthorizeRequest::new(true, scopes(granted), app, callback, "code").session_token(demo::MEMBER_SESSION)
}

/// Ada's consent to the assistant, which has no secret.
fn consent_to_assistant(granted: &[&str]) -> AuthorizeRequest {
    let (app, callback) = (demo::OTHER_APP_ID, demo::OTHER_APP_REDIRECT_URL);
    let request = AuthorizeRequest::new(true, scopes(granted), app, callback, "code");
    request.session_token(demo::MEMBER_SESSION).code_challenge(CHALLENGE.to_owned())
}

async fn code(stytch: &Stytch, consent: AuthorizeRequest) -> AuthorizationCode {
    stytch.send(consent).await.unwrap().authorization_code.unwrap()
}

/// The calendar's exchange of a code.
fn exchange(code: AuthorizationCode) -> TokenRequest {
    let (app, callback) = (demo::CONNECTED_APP_ID, demo::CONNECTED_APP_REDIRECT_URL);
    TokenRequest::authorization_code(demo::PROJECT_ID, app, code, callback).client_secret(demo::CONNECTED_APP_SECRET)
}

/// The assistant's exchange of a code.
fn exchange_by_assistant(code: AuthorizationCode) -> TokenRequest {
    let (app, callback) = (demo::OTHER_APP_ID, demo::OTHER_APP_REDIRECT_URL);
    TokenRequest::authorization_code(demo::PROJECT_ID, app, code, callback).code_verifier(VERIFIER)
}

/// The calendar's tokens after a whole flow.
async fn calendar_tokens(stytch: &Stytch, granted: &[&str]) -> TokenResponse {
    let code = code(stytch, consent(granted)).await;
    stytch.send(exchange(code)).await.unwrap()
}

/// The assistant's tokens after a whole flow.
async fn assistant_tokens(stytch: &Stytch, granted: &[&str]) -> TokenResponse {
    let code = code(stytch, consent_to_assistant(granted)).await;
    stytch.send(exchange_by_assistant(code)).await.unwrap()
}

/// The calendar's introspection of a token.
async fn introspect(stytch: &Stytch, token: impl Into<OAuthToken>) -> IntrospectResponse {
    let request = IntrospectRequest::new(demo::PROJECT_ID, token, demo::CONNECTED_APP_ID);
    stytch.send(request.client_secret(demo::CONNECTED_APP_SECRET)).await.unwrap()
}

/// The claims of a JWT.
fn claims(jwt: &str) -> Value {
    let payload = jwt.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

/// Adds a first-party app that may exchange its tokens for sessions.
fn first_party_app(sandbox: &Sandbox) -> ConnectedAppId {
    let app = App::new("Desk", ClientType::FirstParty).redirect_url("https://desk.example/callback");
    sandbox.add_app(app.secret("secret-of-the-desk").full_access()).unwrap()
}
