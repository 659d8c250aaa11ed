//! `/v1/magic_links/email`

use super::{LINK_MINUTES, SIGN_IN_MINUTES};
use crate::{
    Result,
    consumer::magic_links::email::{
        Email, InviteRequest, LoginOrCreateRequest, LoginOrCreateResponse, RevokeInviteRequest, SendRequest,
        SendResponse,
    },
    factors::DeliveryMethod,
    response::Acknowledgement,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        consumer::{
            contacts::Contact,
            recipients::{Recipient, Selection},
            user_proofs::UserProof,
        },
        formats::{change_metadata, check_code_challenge, check_redirect_url},
        state::State,
    },
};

/// The lifetime of a sign-up link for which the call names none, in minutes.
const SIGN_UP_MINUTES: u32 = 10_080;

impl Email for Sandbox {
    async fn invite(&self, request: InviteRequest) -> Result<SendResponse> {
        self.respond(|state, request_id| {
            let contact = Contact::email(&request.email)?;
            let url = request.invite_magic_link_url.as_deref();
            check_url(url)?;
            let expires_at = state.link_end(request.invite_expiration_minutes, SIGN_IN_MINUTES)?;
            let (mut trusted, mut untrusted) = (None, None);
            change_metadata(&mut trusted, request.trusted_metadata)?;
            change_metadata(&mut untrusted, request.untrusted_metadata)?;
            let (recipient, is_new) = state.recipient_or_new(&contact, true)?;
            if !state.is_pending(&recipient.user) {
                let message = "The address is that of an active User; send a sign-in link instead.";
                return Err(ApiError::bad_request("duplicate_email", message));
            }
            if is_new {
                let user = state.user_mut(&recipient.user)?;
                user.name = request.name;
                user.trusted_metadata = trusted;
                user.untrusted_metadata = untrusted;
            }
            let link = UserProof {
                is_invite: true,
                attributes: request.attributes,
                ..UserProof::new(&recipient, DeliveryMethod::Email, expires_at)
            };
            state.send_user_link(&contact, "invite", url, link)?;
            Ok(sent(recipient, request_id))
        })
    }

    async fn login_or_create(&self, request: LoginOrCreateRequest) -> Result<LoginOrCreateResponse> {
        self.respond(|state, request_id| {
            let contact = Contact::email(&request.email)?;
            check_code_challenge(request.code_challenge.as_deref())?;
            let urls = [request.login_magic_link_url, request.signup_magic_link_url];
            let ends = state.link_ends(request.login_expiration_minutes, request.signup_expiration_minutes)?;
            urls.iter().try_for_each(|url| check_url(url.as_deref()))?;
            let is_pending = request.create_user_as_pending == Some(true);
            let (recipient, user_created) = state.recipient_or_new(&contact, is_pending)?;
            let ([sign_in_url, sign_up_url], [sign_in_end, sign_up_end]) = (urls, ends);
            let is_sign_up = user_created || state.is_pending(&recipient.user);
            let (url, expires_at) = if is_sign_up { (sign_up_url, sign_up_end) } else { (sign_in_url, sign_in_end) };
            let link = UserProof {
                attributes: request.attributes,
                code_challenge: request.code_challenge,
                ..UserProof::new(&recipient, DeliveryMethod::Email, expires_at)
            };
            state.send_user_link(&contact, "magic_link", url.as_deref(), link)?;
            let Recipient { user: user_id, method_id } = recipient;
            Ok(LoginOrCreateResponse {
                request_id,
                user_id,
                email_id: method_id.into(),
                user_created,
                status_code: 200,
            })
        })
    }

    async fn revoke_invite(&self, request: RevokeInviteRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            let contact = Contact::Email(request.email);
            let (_, email_id) = state.user_with_contact(&contact).ok_or_else(|| contact.not_found())?;
            state.user_proofs.revoke_invites(&email_id);
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }

    async fn send(&self, request: SendRequest) -> Result<SendResponse> {
        self.respond(|state, request_id| {
            let contact = Contact::email(&request.email)?;
            check_code_challenge(request.code_challenge.as_deref())?;
            let urls = [request.login_magic_link_url, request.signup_magic_link_url];
            urls.iter().try_for_each(|url| check_url(url.as_deref()))?;
            let ends = state.link_ends(request.login_expiration_minutes, request.signup_expiration_minutes)?;
            let selection = Selection {
                user_id: request.user_id.as_ref(),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            let recipient = state.recipient(&contact, &selection)?;
            let ([sign_in_url, sign_up_url], [sign_in_end, sign_up_end]) = (urls, ends);
            let is_sign_up = state.is_pending(&recipient.user);
            let (url, expires_at) = if is_sign_up { (sign_up_url, sign_up_end) } else { (sign_in_url, sign_in_end) };
            let link = UserProof {
                attributes: request.attributes,
                code_challenge: request.code_challenge,
                ..UserProof::new(&recipient, DeliveryMethod::Email, expires_at)
            };
            state.send_user_link(&contact, "magic_link", url.as_deref(), link)?;
            Ok(sent(recipient, request_id))
        })
    }
}

impl State {
    fn send_user_link(
        &mut self,
        to: &Contact,
        purpose: &str,
        url: Option<&str>,
        link: UserProof,
    ) -> std::result::Result<(), ApiError> {
        let token = self.keep_user_link(link)?;
        self.send_link(to.as_str(), purpose, url, "magic_links", &token);
        Ok(())
    }

    fn link_end(&self, minutes: Option<i32>, default: u32) -> std::result::Result<jiff::Timestamp, ApiError> {
        self.proof_end(minutes, default, LINK_MINUTES, "invalid_expiration")
    }

    /// Returns the ends of a sign-in and of a sign-up link.
    fn link_ends(
        &self,
        sign_in: Option<i32>,
        sign_up: Option<i32>,
    ) -> std::result::Result<[jiff::Timestamp; 2], ApiError> {
        Ok([self.link_end(sign_in, SIGN_IN_MINUTES)?, self.link_end(sign_up, SIGN_UP_MINUTES)?])
    }
}

fn check_url(url: Option<&str>) -> std::result::Result<(), ApiError> {
    check_redirect_url(url, "no_match_for_provided_magic_link_url")
}

fn sent(recipient: Recipient, request_id: String) -> SendResponse {
    let Recipient { user: user_id, method_id } = recipient;
    SendResponse { request_id, user_id, email_id: method_id.into(), status_code: 200 }
}
