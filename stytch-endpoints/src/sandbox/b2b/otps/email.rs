//! Passcodes that are sent by e-mail.

use crate::{
    Result,
    b2b::{
        discovery::DiscoveryResponse,
        magic_links::email::LoginOrSignupResponse,
        organizations::MemberStatus,
        otps::email::{
            AuthenticateRequest, AuthenticateResponse, Email, LoginOrSignupRequest,
            discovery::{self, Discovery, SendRequest},
        },
    },
    factors::FactorType,
    response::Acknowledgement,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        b2b::email_sign_in::email_response,
        formats::{check_email, check_minutes},
        member_codes::CodeTarget,
        member_sign_in::MemberSignIn,
        session_entries::SessionOptions,
    },
};

/// The lifetime of passcodes, in minutes.
const MINUTES: u32 = 10;

impl Email for Sandbox {
    async fn authenticate(&self, request: AuthenticateRequest) -> Result<AuthenticateResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let email = &request.email_address;
            let member = state.member_by_email(&organization, email).map(|member| &member.member_id);
            let member = member.or_else(|| state.member_with_new_email(&organization, email));
            let id = member.ok_or_else(ApiError::member_not_found)?.clone();
            let target = CodeTarget::email(&id, email);
            state.check_member_code(&target, &request.code)?;
            let sign_in = MemberSignIn {
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
                intermediate: request.intermediate_session_token.as_ref(),
                ..Default::default()
            };
            let sign_in = state.sign_in_by_email(&id, email, FactorType::EmailOtp, sign_in, request_id)?;
            state.use_member_code(&target);
            Ok(email_response!(AuthenticateResponse, sign_in))
        })
    }

    async fn login_or_signup(&self, request: LoginOrSignupRequest) -> Result<LoginOrSignupResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let login = check_code_minutes(request.login_expiration_minutes)?;
            let signup = check_code_minutes(request.signup_expiration_minutes)?;
            let (member_id, member_created) = state.find_or_provision(&organization, &request.email_address)?;
            let (member, organization) = state.member_and_organization(&member_id)?;
            let minutes = if member.status == MemberStatus::Active { login } else { signup };
            state.send_member_code(&CodeTarget::email(&member_id, &member.email_address), minutes)?;
            Ok(LoginOrSignupResponse { request_id, status_code: 200, member_id, member_created, member, organization })
        })
    }
}

impl Discovery for Sandbox {
    async fn authenticate(&self, request: discovery::AuthenticateRequest) -> Result<DiscoveryResponse> {
        self.respond(|state, request_id| {
            let target = CodeTarget::discovery(&request.email_address);
            state.check_member_code(&target, &request.code)?;
            let response = state.discover(&request.email_address, FactorType::EmailOtp, request_id)?;
            state.use_member_code(&target);
            Ok(response)
        })
    }

    async fn send(&self, request: SendRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            check_email(&request.email_address)?;
            let minutes = check_code_minutes(request.discovery_expiration_minutes)?;
            state.send_member_code(&CodeTarget::discovery(&request.email_address), minutes)?;
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }
}

fn check_code_minutes(minutes: Option<u32>) -> std::result::Result<u32, ApiError> {
    check_minutes(minutes, MINUTES, 2..=15, "invalid_expiration_otp")
}
