//! The end of a sign-in of a Member by a second factor.

use crate::{
    b2b::sessions::AuthenticationResponse,
    factors::AuthenticationFactor,
    ids::MemberId,
    sandbox::{
        api_error::ApiError,
        grants::Subject,
        member_sign_in::{MemberSignIn, missing_primary},
        session_entries::SessionOptions,
        state::State,
    },
    secrets::{IntermediateSessionToken, SessionJwt, SessionToken},
};

/// The session or intermediate session to which a second factor is added.
#[derive(Clone, Copy)]
pub(super) struct FirstFactor<'a> {
    pub(super) intermediate: Option<&'a IntermediateSessionToken>,
    pub(super) session_token: Option<&'a SessionToken>,
    pub(super) session_jwt: Option<&'a SessionJwt>,
}

impl FirstFactor<'_> {
    fn has_session(&self) -> bool {
        self.session_token.is_some() || self.session_jwt.is_some()
    }
}

impl State {
    /// Returns the factors that the Member has proved; `None` without a session of either kind.
    pub(super) fn proved_factors(
        &self,
        id: &MemberId,
        first: FirstFactor<'_>,
    ) -> Result<Option<Vec<AuthenticationFactor>>, ApiError> {
        if let Some(token) = first.intermediate {
            if first.has_session() {
                let message = "Send an intermediate session or a session, not both.";
                return Err(ApiError::bad_request("too_many_session_arguments", message));
            }
            let (member, _) = self.member_and_organization(id)?;
            return self.intermediate_factors(&member, token).map(Some);
        }
        if !first.has_session() {
            return Ok(None);
        }
        let token = self.find_session(first.session_token, first.session_jwt)?;
        let session = self.session(&token)?;
        if session.subject != Subject::from(id) {
            return Err(ApiError::session_not_found());
        }
        Ok(Some(session.factors.clone()))
    }

    /// Requires that the Member has passed the first factor.
    pub(super) fn check_first_factor(&self, id: &MemberId, first: FirstFactor<'_>) -> Result<(), ApiError> {
        let factors = self.proved_factors(id, first)?.ok_or_else(ApiError::no_session)?;
        let (member, organization) = self.member_and_organization(id)?;
        if first.intermediate.is_some() && missing_primary(&member, &organization, &factors).is_some() {
            let message = "The Organization does not accept the first factor; prove another one before.";
            let error_type = "action_available_only_once_primary_authentication_is_met";
            return Err(ApiError::bad_request(error_type, message));
        }
        Ok(())
    }

    /// Completes a sign-in by a second factor.
    pub(super) fn add_second_factor(
        &mut self,
        id: &MemberId,
        factor: AuthenticationFactor,
        first: FirstFactor<'_>,
        options: SessionOptions,
        request_id: String,
    ) -> Result<AuthenticationResponse, ApiError> {
        let FirstFactor { intermediate, session_token, session_jwt } = first;
        let sign_in = MemberSignIn { factors: vec![factor], options, session_token, session_jwt, intermediate };
        self.sign_in_member(id, sign_in, request_id)
    }
}
