//! Sessions as responses and JWTs show them.

use endpoint_runtime::JsonMap;
use serde::Serialize;

use super::{
    api_error::ApiError,
    clock::{after_minutes, timestamp},
    grants::Subject,
    session_entries::SessionEntry,
    signed_jwt,
    state::State,
};
use crate::{
    attributes::Attributes,
    b2b, consumer,
    factors::AuthenticationFactor,
    ids::{OrganizationId, ProjectId, RoleId, SessionId},
    jwks::JwksResponse,
    secrets::SessionJwt,
    timestamp::Timestamp,
};

/// The lifetime of a session's JWT, in minutes.
const JWT_MINUTES: u32 = 5;

impl State {
    /// Makes a JWT of a session, which is valid for five minutes.
    pub(super) fn session_jwt(&self, token: &str) -> Result<SessionJwt, ApiError> {
        let session = self.session(token)?;
        let now = self.now();
        let (subject, roles, organization) = match &session.subject {
            Subject::Member(id) => {
                let member = self.member_session(session)?;
                let organization =
                    OrganizationClaim { organization_id: member.organization_id, slug: member.organization_slug };
                (id.as_str(), member.roles, Some(organization))
            }
            Subject::User(id) => (id.as_str(), self.user_session(session)?.roles, None),
        };
        let claims = SessionClaims {
            iss: format!("stytch.com/{}", self.project_id),
            aud: [&self.project_id],
            sub: subject,
            iat: now.as_second(),
            nbf: now.as_second(),
            exp: after_minutes(now, JWT_MINUTES).as_second(),
            session: SessionClaim {
                id: &session.id,
                started_at: timestamp(session.started_at),
                last_accessed_at: timestamp(session.last_accessed_at),
                expires_at: timestamp(session.expires_at),
                attributes: Attributes::default(),
                authentication_factors: &session.factors,
                roles,
            },
            organization,
            custom: &session.custom_claims,
        };
        Ok(signed_jwt::sign(&claims)?.into())
    }

    /// Returns a session as the B2B endpoints show it; a User's session is not found there.
    pub(super) fn member_session(&self, session: &SessionEntry) -> Result<b2b::sessions::Session, ApiError> {
        let Subject::Member(id) = &session.subject else { return Err(ApiError::session_not_found()) };
        let member = &self.members.get(id).ok_or_else(ApiError::session_not_found)?.member;
        let organization = self.organizations.get(&member.organization_id);
        Ok(b2b::sessions::Session {
            member_session_id: session.id.clone(),
            member_id: id.clone(),
            started_at: timestamp(session.started_at),
            last_accessed_at: timestamp(session.last_accessed_at),
            expires_at: timestamp(session.expires_at),
            authentication_factors: session.factors.clone(),
            organization_id: member.organization_id.clone(),
            roles: member.roles.iter().map(|role| role.role_id.clone()).collect(),
            organization_slug: organization
                .map(|organization| organization.organization_slug.clone())
                .unwrap_or_default(),
            custom_claims: Some(session.custom_claims.clone()),
        })
    }

    /// Returns a session as the consumer endpoints show it; a Member's session is not found there.
    pub(super) fn user_session(&self, session: &SessionEntry) -> Result<consumer::sessions::Session, ApiError> {
        let Subject::User(id) = &session.subject else { return Err(ApiError::session_not_found()) };
        let user = &self.users.get(id).ok_or_else(ApiError::session_not_found)?.user;
        Ok(consumer::sessions::Session {
            session_id: session.id.clone(),
            user_id: id.clone(),
            authentication_factors: session.factors.clone(),
            roles: user.roles.clone(),
            started_at: Some(timestamp(session.started_at)),
            last_accessed_at: Some(timestamp(session.last_accessed_at)),
            expires_at: Some(timestamp(session.expires_at)),
            attributes: None,
            custom_claims: Some(session.custom_claims.clone()),
        })
    }

    /// Returns the public keys of the project.
    pub(super) fn jwks(&self, project: &ProjectId, request_id: String) -> Result<JwksResponse, ApiError> {
        if project.as_str() != self.project_id {
            return Err(ApiError::project_not_found());
        }
        Ok(JwksResponse { request_id, status_code: 200, keys: vec![signed_jwt::public_key()] })
    }
}

/// The claims of a session's JWT.
#[derive(Serialize)]
struct SessionClaims<'a> {
    iss: String,
    aud: [&'a str; 1],
    sub: &'a str,
    iat: i64,
    nbf: i64,
    exp: i64,
    #[serde(rename = "https://stytch.com/session")]
    session: SessionClaim<'a>,
    #[serde(rename = "https://stytch.com/organization", skip_serializing_if = "Option::is_none")]
    organization: Option<OrganizationClaim>,
    #[serde(flatten)]
    custom: &'a JsonMap,
}

#[derive(Serialize)]
struct SessionClaim<'a> {
    id: &'a SessionId,
    started_at: Timestamp,
    last_accessed_at: Timestamp,
    expires_at: Timestamp,
    attributes: Attributes,
    authentication_factors: &'a [AuthenticationFactor],
    roles: Vec<RoleId>,
}

#[derive(Serialize)]
struct OrganizationClaim {
    organization_id: OrganizationId,
    slug: String,
}
