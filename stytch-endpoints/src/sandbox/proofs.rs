//! Proofs under way: links and codes that were sent, and intermediate sessions.

use aws_lc_rs::digest::{SHA256, digest};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use subtle::ConstantTimeEq;

use super::{
    api_error::ApiError,
    clock::{after_minutes, timestamp},
    grants::Subject,
    state::State,
};
use crate::{
    factors::AuthenticationFactor,
    ids::OrganizationId,
    secrets::{CodeVerifier, IntermediateSessionToken},
    timestamp::Timestamp,
};

/// The lifetime of intermediate sessions, in minutes.
const INTERMEDIATE_MINUTES: u32 = 10;

/// A link that was sent. Its key is the token.
#[derive(Clone, Debug)]
pub(super) struct Link {
    pub(super) purpose: LinkPurpose,
    /// The address to which it was sent.
    pub(super) email: String,
    /// The Member or User who may use it; `None` before an Organization is chosen.
    pub(super) subject: Option<Subject>,
    /// The hash of the code verifier that the use needs (RFC 7636).
    pub(super) code_challenge: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum LinkPurpose {
    SignIn,
    Discovery,
    PasswordReset,
    DiscoveryPasswordReset,
    EmailUpdate,
}

/// The factors of somebody who is not signed in yet. Its key is the token.
#[derive(Clone, Debug)]
pub(super) struct IntermediateSession {
    /// The e-mail address that was proved.
    pub(super) email: String,
    /// The Organization in which the sign-in began; `None` for discovery.
    pub(super) organization: Option<OrganizationId>,
    pub(super) factors: Vec<AuthenticationFactor>,
}

impl State {
    /// Makes the token of a link that works once, for so many minutes.
    pub(super) fn make_link(&mut self, link: Link, minutes: u32) -> Result<String, ApiError> {
        let (now, token) = (self.now(), self.ids.token("link"));
        self.links.insert(now, token.clone(), after_minutes(now, minutes), link)?;
        Ok(token)
    }

    /// Finds a link that works, which is used up only after everything else was checked. `None` if there is none of this
    /// purpose.
    ///
    /// # Errors
    /// The code verifier does not match.
    pub(super) fn find_link(
        &self,
        token: &str,
        purpose: LinkPurpose,
        verifier: Option<&CodeVerifier>,
    ) -> Result<Option<Link>, ApiError> {
        match self.links.get(self.now(), token) {
            Some(link) if link.purpose == purpose => {
                check_code_verifier(link.code_challenge.as_deref(), verifier)?;
                Ok(Some(link.clone()))
            }
            _ => Ok(None),
        }
    }

    /// Finds a link of one of these purposes that works, as [`find_link`](Self::find_link) does.
    pub(super) fn magic_link(
        &self,
        token: &str,
        purposes: &[LinkPurpose],
        verifier: Option<&CodeVerifier>,
    ) -> Result<Link, ApiError> {
        for purpose in purposes {
            if let Some(link) = self.find_link(token, *purpose, verifier)? {
                return Ok(link);
            }
        }
        let is_meant = |link: &&Link| purposes.contains(&link.purpose);
        Err(match self.links.get_over(self.now(), token).filter(is_meant) {
            Some(_) => ApiError::unauthorized("unable_to_auth_magic_link", "The link was used, or has expired."),
            None => ApiError::not_found("magic_link_not_found", "There is no such link."),
        })
    }

    /// Starts an intermediate session, and returns its token and its end.
    pub(super) fn start_intermediate_session(
        &mut self,
        session: IntermediateSession,
    ) -> Result<(IntermediateSessionToken, Timestamp), ApiError> {
        let (now, token) = (self.now(), self.ids.token("intermediate"));
        let expires_at = after_minutes(now, INTERMEDIATE_MINUTES);
        self.intermediate_sessions.insert(now, token.clone(), expires_at, session)?;
        Ok((token.into(), timestamp(expires_at)))
    }

    pub(super) fn intermediate_session(
        &self,
        token: &IntermediateSessionToken,
    ) -> Result<&IntermediateSession, ApiError> {
        let found = self.intermediate_sessions.get(self.now(), token.expose_secret());
        found.ok_or_else(ApiError::intermediate_session_not_found)
    }
}

/// Checks the verifier of PKCE (RFC 7636, section 4.6), with the method `S256`.
pub(super) fn check_code_verifier(challenge: Option<&str>, verifier: Option<&CodeVerifier>) -> Result<(), ApiError> {
    match (challenge, verifier) {
        (None, None) => Ok(()),
        (Some(_), None) => {
            Err(ApiError::bad_request("pkce_expected_code_verifier", "The flow began with a code challenge."))
        }
        (None, Some(_)) => {
            Err(ApiError::bad_request("pkce_did_not_expect_code_verifier", "The flow began without a code challenge."))
        }
        (Some(challenge), Some(verifier)) => {
            let hash = URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.expose_secret().as_bytes()));
            let is_right: bool = hash.as_bytes().ct_eq(challenge.trim_end_matches('=').as_bytes()).into();
            if is_right {
                Ok(())
            } else {
                Err(ApiError::bad_request("pkce_mismatch", "The code verifier is not that of the code challenge."))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The example of RFC 7636, appendix B.
    #[test]
    fn a_code_verifier_has_to_match_its_challenge() {
        let challenge = Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
        let verifier = CodeVerifier::from("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk");
        assert_eq!(check_code_verifier(challenge, Some(&verifier)), Ok(()));
        for (challenge, verifier, error) in [
            (challenge, None, "pkce_expected_code_verifier"),
            (None, Some(&verifier), "pkce_did_not_expect_code_verifier"),
            (Some("other"), Some(&verifier), "pkce_mismatch"),
        ] {
            assert_eq!(check_code_verifier(challenge, verifier), Err(ApiError::bad_request(error, "")));
        }
    }
}
