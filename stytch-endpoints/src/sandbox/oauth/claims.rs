//! The claims of access tokens, id tokens and the userinfo endpoint.

use endpoint_runtime::{Json, JsonMap};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    super::{api_error::ApiError, clock::after_minutes, grants::Subject, signed_jwt, state::State},
    Authorization,
};
use crate::{ids::M2mClientId, oauth2::OrganizationClaim};

/// The claims of an access token (RFC 9068).
#[derive(Serialize)]
struct AccessClaims<'a> {
    iss: &'a str,
    aud: Vec<&'a str>,
    sub: &'a str,
    iat: i64,
    nbf: i64,
    exp: i64,
    jti: String,
    scope: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_id: Option<&'a str>,
    #[serde(rename = "https://stytch.com/organization", skip_serializing_if = "Option::is_none")]
    organization: Option<OrganizationClaim>,
    #[serde(flatten)]
    custom: JsonMap,
}

/// The claims of an id token (OpenID Connect Core, section 2).
#[derive(Serialize)]
struct IdClaims<'a> {
    iss: &'a str,
    aud: [&'a str; 1],
    sub: &'a str,
    iat: i64,
    exp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<&'a str>,
    #[serde(rename = "https://stytch.com/organization", skip_serializing_if = "Option::is_none")]
    organization: Option<OrganizationClaim>,
    #[serde(flatten)]
    person: JsonMap,
    #[serde(flatten)]
    custom: JsonMap,
}

impl State {
    /// Returns the issuer of tokens for which Stytch's host was asked, and not the project's own domain.
    pub(in crate::sandbox) fn default_issuer(&self) -> String {
        format!("stytch.com/{}", self.project_id)
    }

    /// Signs an access token of an app.
    pub(super) fn access_token(
        &mut self,
        authorization: &Authorization,
        issuer: &str,
        minutes: u32,
    ) -> Result<String, ApiError> {
        let (now, jti) = (self.now(), self.ids.id("access-token"));
        let (subject, app) = &authorization.grant;
        let client = &self.app(app)?.client;
        let custom_audience = client.access_token_custom_audience.as_deref();
        let resources = authorization.resources.iter().map(String::as_str);
        signed_jwt::sign(&AccessClaims {
            iss: issuer,
            aud: std::iter::once(self.project_id.as_str()).chain(custom_audience).chain(resources).collect(),
            sub: subject_id(subject),
            iat: now.as_second(),
            nbf: now.as_second(),
            exp: after_minutes(now, minutes).as_second(),
            jti,
            scope: authorization.scopes.join(" "),
            client_id: Some(app.as_str()),
            organization: self.organization_claim(subject),
            custom: template_claims(&client.access_token_template_content),
        })
    }

    /// Signs an access token of a machine-to-machine client.
    pub(super) fn m2m_token(
        &mut self,
        client: &M2mClientId,
        scopes: &[String],
        issuer: &str,
        minutes: u32,
    ) -> Result<String, ApiError> {
        let (now, jti) = (self.now(), self.ids.id("access-token"));
        signed_jwt::sign(&AccessClaims {
            iss: issuer,
            aud: vec![&self.project_id],
            sub: client.as_str(),
            iat: now.as_second(),
            nbf: now.as_second(),
            exp: after_minutes(now, minutes).as_second(),
            jti,
            scope: scopes.join(" "),
            client_id: None,
            organization: None,
            custom: JsonMap::new(),
        })
    }

    /// Signs an id token.
    pub(super) fn id_token(&self, authorization: &Authorization, issuer: &str) -> Result<String, ApiError> {
        let now = self.now();
        let (subject, app) = &authorization.grant;
        let minutes = self.access_token_minutes(authorization)?;
        signed_jwt::sign(&IdClaims {
            iss: issuer,
            aud: [app.as_str()],
            sub: subject_id(subject),
            iat: now.as_second(),
            exp: after_minutes(now, minutes).as_second(),
            nonce: authorization.nonce.as_deref(),
            organization: self.organization_claim(subject),
            person: self.person_claims(authorization),
            custom: template_claims(&self.app(app)?.client.id_token_template_content),
        })
    }

    /// Returns the claims about the person, as far as the scopes allow (OpenID Connect Core, section 5.4).
    pub(super) fn person_claims(&self, authorization: &Authorization) -> JsonMap {
        let mut claims = JsonMap::new();
        let mut add = |scope, name, value: Option<Json>| {
            if let Some(value) = value.filter(|_| authorization.has_scope(scope)) {
                claims.insert(name, value);
            }
        };
        match &authorization.grant.0 {
            Subject::Member(id) => {
                let Some(entry) = self.members.get(id) else { return claims };
                let member = &entry.member;
                add("profile", "name", text(&member.name));
                add("email", "email", text(&member.email_address));
                add("email", "email_verified", Some(member.email_address_verified.into()));
                if let Some(number) = text(&member.mfa_phone_number) {
                    add("phone", "phone_number", Some(number));
                    add("phone", "phone_number_verified", Some(member.mfa_phone_number_verified.into()));
                }
            }
            Subject::User(id) => {
                let Some(entry) = self.users.get(id) else { return claims };
                if let Some(name) = &entry.user.name {
                    let parts = [&name.first_name, &name.middle_name, &name.last_name];
                    let whole: Vec<&str> = parts.iter().filter_map(|part| part.as_deref()).collect();
                    add("profile", "name", text(&whole.join(" ")));
                    for (claim, part) in ["given_name", "middle_name", "family_name"].into_iter().zip(parts) {
                        add("profile", claim, part.as_deref().and_then(text));
                    }
                }
                if let Some(email) = entry.user.emails.first() {
                    add("email", "email", text(&email.email));
                    add("email", "email_verified", Some(email.verified.into()));
                }
                if let Some(phone) = entry.user.phone_numbers.first() {
                    add("phone", "phone_number", text(&phone.phone_number));
                    add("phone", "phone_number_verified", Some(phone.verified.into()));
                }
            }
        }
        claims
    }

    /// Returns the Organization of a Member.
    pub(super) fn organization_claim(&self, subject: &Subject) -> Option<OrganizationClaim> {
        let Subject::Member(id) = subject else { return None };
        let organization = self.organizations.get(&self.members.get(id)?.member.organization_id)?;
        Some(OrganizationClaim {
            organization_id: organization.organization_id.clone(),
            slug: organization.organization_slug.clone(),
        })
    }
}

pub(super) fn subject_id(subject: &Subject) -> &str {
    match subject {
        Subject::Member(id) => id.as_str(),
        Subject::User(id) => id.as_str(),
    }
}

/// Returns the claims of a template, which was checked when it was set. Its placeholders are not filled.
fn template_claims(template: &str) -> JsonMap {
    serde_json::from_str(template).unwrap_or_default()
}

fn text(text: &str) -> Option<Json> {
    (!text.is_empty()).then(|| text.into())
}

/// Makes a response of claims, and of the members that every response has.
pub(super) fn response_of<T: DeserializeOwned>(mut claims: JsonMap, request_id: String) -> Result<T, ApiError> {
    claims.insert("request_id", request_id);
    claims.insert("status_code", 200_u16);
    let unreadable = |_| ApiError::internal("The claims of a token are no response.");
    serde_json::from_str(&Json::from(claims).to_string()).map_err(unreadable)
}
