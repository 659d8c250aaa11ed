//! Sign-ins by a link or a code that was sent to an e-mail address.

use super::members::prove_new_email;
use crate::{
    b2b::sessions::AuthenticationResponse,
    factors::FactorType,
    ids::{EmailId, MemberId},
    sandbox::{api_error::ApiError, member_factors::email_factor, member_sign_in::MemberSignIn, state::State},
};

/// The result of a sign-in, and the id of the address that was proved.
pub(super) struct EmailSignIn {
    pub(super) response: AuthenticationResponse,
    pub(super) method_id: EmailId,
}

impl State {
    /// Signs a Member in who has proved an address: the present one, or the new one of an update under way.
    pub(super) fn sign_in_by_email(
        &mut self,
        id: &MemberId,
        email: &str,
        r#type: FactorType,
        mut sign_in: MemberSignIn<'_>,
        request_id: String,
    ) -> Result<EmailSignIn, ApiError> {
        let before = self.members.get(id).ok_or_else(ApiError::member_not_found)?.member.clone();
        if !before.email_address.eq_ignore_ascii_case(email) {
            prove_new_email(self, id, email)?;
        }
        let address = email_factor(id, email);
        let method_id = address.email_id.clone();
        sign_in.factors.push(self.email_proof(r#type, address));
        match self.sign_in_member(id, sign_in, request_id) {
            Ok(response) => {
                self.end_email_update(&response.organization.organization_id, email);
                Ok(EmailSignIn { response, method_id })
            }
            Err(error) => {
                self.change_member(id, |entry| entry.member = before)?;
                Err(error)
            }
        }
    }
}

/// Fills the response of one of the endpoints that sign a Member in by e-mail.
macro_rules! email_response {
    ($response:ident, $sign_in:expr) => {{
        let $crate::sandbox::b2b::email_sign_in::EmailSignIn { response, method_id } = $sign_in;
        $response {
            request_id: response.request_id,
            status_code: response.status_code,
            member_id: response.member_id,
            method_id,
            organization_id: response.organization.organization_id.clone(),
            member: response.member,
            session_token: response.session_token,
            session_jwt: response.session_jwt,
            organization: response.organization,
            intermediate_session_token: response.intermediate_session_token,
            member_authenticated: response.member_authenticated,
            member_session: response.member_session,
            mfa_required: response.mfa_required,
            primary_required: response.primary_required,
            intermediate_session_token_expires_at: response.intermediate_session_token_expires_at,
            ..Default::default()
        }
    }};
}
pub(super) use email_response;
