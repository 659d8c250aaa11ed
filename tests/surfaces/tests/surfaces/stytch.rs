//! Stytch's credentials and typed calls.

use base64::{Engine, prelude::BASE64_STANDARD};
use endpoint_runtime::Client;
use stytch_endpoints::{
    Stytch,
    b2b::organizations::{self, members, members::connected_apps},
    consumer::users,
    ids::{ConnectedAppId, MemberId, OrganizationId, UserId},
};

use crate::typed::{Input, TypedCall, typed};

const PROJECT_ID: &str = "project-test-11111111-1111-4111-8111-111111111111";

/// A secret with characters that need quoting in shells, programs and URLs.
const SECRET: &str = "s3cret $HOME `x` \"q\" 'r' \\n %2F:/?#@+";

pub(crate) fn credentials() -> Vec<(&'static str, &'static str)> {
    vec![("STYTCH_PROJECT_ID", PROJECT_ID), ("STYTCH_SECRET", SECRET)]
}

pub(crate) fn authorization() -> String {
    format!("Basic {}", BASE64_STANDARD.encode(format!("{PROJECT_ID}:{SECRET}")))
}

pub(crate) fn client(base_url: &str) -> Client {
    Stytch::builder(PROJECT_ID, SECRET).base_url(base_url).build().unwrap().client().clone()
}

/// Adds the two session headers.
macro_rules! with_session {
    ($input:ident, $request:expr) => {{
        let mut request = $request;
        request.session_token = $input.text("session_token");
        request.session_jwt = $input.text("session_jwt");
        request
    }};
}

fn organization(input: &Input) -> OrganizationId {
    input.required("organization_id")
}

fn member(input: &Input) -> MemberId {
    input.required("member_id")
}

fn app(input: &Input) -> ConnectedAppId {
    input.required("connected_app_id")
}

fn user(input: &Input) -> UserId {
    input.required("user_id")
}

/// Returns a typed call for each operation. A test finds a missing one.
pub(crate) fn requests() -> Vec<TypedCall> {
    vec![
        typed(|input| with_session!(input, organizations::ConnectedAppsRequest::new(organization(input)))),
        typed(|input| {
            with_session!(input, organizations::GetConnectedAppRequest::new(organization(input), app(input)))
        }),
        typed(|input| with_session!(input, members::GetConnectedAppsRequest::new(organization(input), member(input)))),
        typed(|input| {
            with_session!(input, connected_apps::RevokeRequest::new(organization(input), member(input), app(input)))
        }),
        typed(|input| users::ConnectedAppsRequest::new(user(input))),
        typed(|input| users::RevokeRequest::new(user(input), app(input))),
    ]
}
