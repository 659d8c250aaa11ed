//! The declared endpoint, its arguments and its response.

use endpoint_runtime::{Param, Result, endpoints, object};
use serde::{Deserialize, Serialize};

use crate::objects::null_default;

pub(crate) const ORGANIZATION: &str = "organization-test-07971b06-ac8b-4cdb-9c15-63b17e653931";
pub(crate) const MEMBER: &str = "member-test-32fc5024-9c09-4da3-bd2e-c9ce4da9375f";
pub(crate) const APP: &str = "connected-app-test-d731954d-dab3-4a2b-bdee-07f3ad1be888";
pub(crate) const SESSION: &str = "mZAYn5aLEqKUlZ_Ad9U_fWr38GaAQ1oFAhT8ds245v7Q";
pub(crate) const PROJECT: &str = "project-test-3c2e7c4a-5b0e-4bd1-8d4c-6f1c7b7f0a11";
pub(crate) const SECRET: &str = "secret-test-11111111-aaaa-4bbb-8ccc-222222222222";

/// The body of Stytch's response.
pub(crate) const RESPONSE: &str =
    r#"{"request_id":"request-id-test-55555555-dddd-4eee-8fff-000000000000","status_code":200}"#;

#[derive(Clone, Debug, Param, Serialize)]
pub(crate) struct OrganizationId(String);

#[derive(Clone, Debug, Param, Serialize)]
pub(crate) struct MemberId(String);

#[derive(Clone, Debug, Param, Serialize)]
pub(crate) struct ConnectedAppId(String);

#[derive(Clone, Debug, Param)]
pub(crate) struct SessionToken(String);

macro_rules! from_text {
    ($($id:ident),+) => {$(
        impl From<&str> for $id {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }
    )+};
}

from_text!(OrganizationId, MemberId, ConnectedAppId, SessionToken);

/// The response to a revocation.
#[object]
pub(crate) struct RevokeResponse {
    /// The id of the call.
    pub(crate) request_id: String,
    /// The status code, repeated.
    pub(crate) status_code: u16,
}

/// The same response by serde's derive, with null for a default as in the object.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
#[allow(dead_code, reason = "only read")]
pub(crate) struct ByHand {
    #[serde(deserialize_with = "null_default")]
    pub(crate) request_id: String,
    #[serde(deserialize_with = "null_default")]
    pub(crate) status_code: u16,
}

/// Connected Apps that a Member has authorized.
#[endpoints(tag = "Members", body = json)]
pub(crate) trait ConnectedApps {
    /// Revokes a Connected App's access to a Member.
    #[endpoint(POST "/v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke", idempotent)]
    async fn revoke(
        &self,
        organization_id: OrganizationId,
        member_id: MemberId,
        connected_app_id: ConnectedAppId,
        #[header("X-Stytch-Member-Session")]
        #[sensitive]
        session_token: Option<SessionToken>,
    ) -> Result<RevokeResponse>;
}

/// The same endpoint as the official crate calls it.
#[endpoints(tag = "Members")]
pub(crate) trait Repeating {
    /// Revokes, with a body that repeats the ids.
    #[endpoint(POST "/v1/b2b/organizations/<organization>/members/<member>/connected_apps/<app>/revoke", idempotent)]
    async fn repeat(
        &self,
        organization: OrganizationId,
        member: MemberId,
        app: ConnectedAppId,
        organization_id: OrganizationId,
        member_id: MemberId,
        connected_app_id: ConnectedAppId,
        #[header("X-Stytch-Member-Session")]
        #[sensitive]
        session_token: Option<SessionToken>,
    ) -> Result<RevokeResponse>;
}

/// Creates the request whose body repeats the ids.
pub(crate) fn repeating() -> RepeatRequest {
    RepeatRequest::new(ORGANIZATION, MEMBER, APP, ORGANIZATION, MEMBER, APP).session_token(SESSION)
}

/// Creates the request of every other case.
pub(crate) fn request() -> RevokeRequest {
    RevokeRequest::new(ORGANIZATION, MEMBER, APP).session_token(SESSION)
}
