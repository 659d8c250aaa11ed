//! The end of a sign-in of a Member by a second factor.

use crate::{
    b2b::sessions::SessionResponse,
    factors::AuthenticationFactor,
    ids::MemberId,
    sandbox::{
        api_error::ApiError,
        grants::Subject,
        member_sign_in::{MemberSignIn, missing_factors},
        state::State,
    },
    secrets::{IntermediateSessionToken, SessionJwt, SessionToken},
};

/// The proof of a first factor, which a call with a second factor continues.
pub(super) enum Proof<'a> {
    Intermediate(&'a IntermediateSessionToken),
    Session(Option<&'a SessionToken>, Option<&'a SessionJwt>),
}

impl<'a> Proof<'a> {
    /// Requires an intermediate session or a session.
    pub(super) fn new(
        intermediate: Option<&'a IntermediateSessionToken>,
        token: Option<&'a SessionToken>,
        jwt: Option<&'a SessionJwt>,
    ) -> Result<Self, ApiError> {
        Self::of_any(intermediate, token, jwt)?.ok_or_else(ApiError::no_session)
    }

    pub(super) fn of_any(
        intermediate: Option<&'a IntermediateSessionToken>,
        token: Option<&'a SessionToken>,
        jwt: Option<&'a SessionJwt>,
    ) -> Result<Option<Self>, ApiError> {
        let has_session = token.is_some() || jwt.is_some();
        match intermediate {
            Some(_) if has_session => Err(ApiError::bad_request(
                "too_many_session_arguments",
                "The call takes an intermediate session or a session, not both.",
            )),
            Some(intermediate) => Ok(Some(Self::Intermediate(intermediate))),
            None if has_session => Ok(Some(Self::Session(token, jwt))),
            None => Ok(None),
        }
    }
}

impl State {
    /// Returns the factors that the Member has proved before.
    pub(super) fn factors_of(&self, proof: &Proof<'_>, id: &MemberId) -> Result<Vec<AuthenticationFactor>, ApiError> {
        match *proof {
            Proof::Intermediate(token) => Ok(self.intermediate_session_of(token, id)?.factors.clone()),
            Proof::Session(token, jwt) => {
                let session = self.session(&self.find_session(token, jwt)?)?;
                if session.subject != Subject::from(id) {
                    return Err(ApiError::session_not_found());
                }
                Ok(session.factors.clone())
            }
        }
    }

    /// Requires that the Organization accepts a first factor of the Member.
    pub(super) fn check_first_factor(&self, proof: &Proof<'_>, id: &MemberId) -> Result<(), ApiError> {
        let earlier = self.factors_of(proof, id)?;
        let (member, organization) = self.member_and_organization(id)?;
        if missing_factors(&member, &organization, &earlier).primary.is_none() {
            return Ok(());
        }
        let message = "The Organization accepts no first factor of the intermediate session.";
        let error_type = "action_available_only_once_primary_authentication_is_met";
        Err(ApiError::bad_request(error_type, message))
    }

    /// Completes a sign-in by a second factor. An error leaves the Member as before.
    pub(super) fn sign_in_by_second_factor(
        &mut self,
        id: &MemberId,
        sign_in: MemberSignIn<'_>,
        note: impl FnOnce(&mut Self) -> Result<(), ApiError>,
        request_id: String,
    ) -> Result<SessionResponse, ApiError> {
        let before = self.members.get(id).ok_or_else(ApiError::member_not_found)?.member.clone();
        let response = note(self).and_then(|()| self.sign_in_member(id, sign_in, request_id));
        let response = match response {
            Ok(response) => response,
            Err(error) => {
                self.change_member(id, |entry| entry.member = before)?;
                return Err(error);
            }
        };
        Ok(SessionResponse {
            request_id: response.request_id,
            status_code: response.status_code,
            member_id: response.member_id,
            member: response.member,
            organization: response.organization,
            session_token: response.session_token,
            session_jwt: response.session_jwt,
            member_session: response.member_session,
            member_device: None,
        })
    }
}
