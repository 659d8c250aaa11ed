//! Passwords of Members.

mod discovery;
mod email;
mod existing_password;
mod session;

use endpoint_runtime::server::Routes;

use crate::{
    Result,
    b2b::{
        magic_links::email::LoginOrSignupResponse,
        organizations::{Member, MemberStatus},
        passwords::{
            AuthenticateRequest, AuthenticateResponse, MigrateRequest, Passwords, PasswordsServer,
            StrengthCheckRequest, StrengthCheckResponse,
            discovery::{self as shared, DiscoveryServer},
            email::EmailServer,
            existing_password::ExistingPasswordServer,
            session::SessionServer,
        },
    },
    ids::{MemberId, OrganizationId, RoleId},
    passwords::HashType,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        formats::{change_metadata, check_email},
        member_sign_in::MemberSignIn,
        passwords::{
            StoredPassword,
            hashes::ImportedHash,
            strength::{POLICY, Strength},
        },
        session_entries::SessionOptions,
        state::State,
    },
};

use super::{member_passwords::requires_reset, members::set_phone_number, provisioning::assign_roles};

pub(super) fn routes(sandbox: &Sandbox) -> Routes {
    Routes::new()
        .merge(PasswordsServer::new(sandbox.clone()))
        .merge(EmailServer::new(sandbox.clone()))
        .merge(ExistingPasswordServer::new(sandbox.clone()))
        .merge(SessionServer::new(sandbox.clone()))
        .merge(DiscoveryServer::new(sandbox.clone()))
        .merge(shared::email::EmailServer::new(sandbox.clone()))
}

impl Passwords for Sandbox {
    async fn authenticate(&self, request: AuthenticateRequest) -> Result<AuthenticateResponse> {
        self.respond(|state, request_id| {
            let organization_id = state.organization(&request.organization_id)?;
            let member = state.member_id_by_email(&organization_id, &request.email_address)?;
            state.check_member_password(&member, &request.password, requires_reset)?;
            let sign_in = MemberSignIn {
                factors: vec![state.password_factor()],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
                intermediate: request.intermediate_session_token.as_ref(),
            };
            let signed_in = state.sign_in_member(&member, sign_in, request_id)?;
            Ok(AuthenticateResponse {
                request_id: signed_in.request_id,
                member_id: signed_in.member_id,
                organization_id,
                member: signed_in.member,
                session_token: signed_in.session_token,
                session_jwt: signed_in.session_jwt,
                organization: signed_in.organization,
                intermediate_session_token: signed_in.intermediate_session_token,
                member_authenticated: signed_in.member_authenticated,
                status_code: signed_in.status_code,
                member_session: signed_in.member_session,
                mfa_required: signed_in.mfa_required,
                primary_required: signed_in.primary_required,
                member_device: None,
                intermediate_session_token_expires_at: signed_in.intermediate_session_token_expires_at,
            })
        })
    }

    async fn migrate(&self, request: MigrateRequest) -> Result<LoginOrSignupResponse> {
        self.respond(|state, request_id| {
            check_email(&request.email_address)?;
            imported_hash(&request).check()?;
            let organization = state.organization(&request.organization_id)?;
            let known = state.member_id_by_email(&organization, &request.email_address).ok();
            let member_created = known.is_none();
            let member_id = match known {
                Some(id) if state.has_password(&id) => {
                    let message = "The Member has a password already, which stays.";
                    return Err(ApiError::bad_request("password_already_exists", message));
                }
                Some(id) => state.change_migrated_member(id, request)?,
                None => state.add_migrated_member(&organization, request)?,
            };
            state.set_member_password(&member_id, StoredPassword::imported())?;
            let (member, organization) = state.member_and_organization(&member_id)?;
            Ok(LoginOrSignupResponse { request_id, member_id, member_created, member, organization, status_code: 200 })
        })
    }

    async fn strength_check(&self, request: StrengthCheckRequest) -> Result<StrengthCheckResponse> {
        self.respond(|_, request_id| {
            let email = request.email_address.as_deref();
            email.map_or(Ok(()), check_email)?;
            let strength = Strength::of(&request.password);
            Ok(StrengthCheckResponse {
                request_id,
                // Without an e-mail address, breaches are reported and do not count.
                valid_password: strength.is_strong() && !(email.is_some() && strength.is_breached),
                score: 0,
                breached_password: strength.is_breached,
                strength_policy: POLICY.to_owned(),
                breach_detection_on_create: true,
                status_code: 200,
                luds_feedback: Some(strength.feedback),
                zxcvbn_feedback: None,
            })
        })
    }
}

fn imported_hash(request: &MigrateRequest) -> ImportedHash<'_> {
    let has_config = match request.hash_type {
        HashType::Scrypt => request.scrypt_config.is_some(),
        HashType::Pbkdf2 => request.pbkdf_2_config.is_some(),
        _ => request.argon_2_config.is_some(),
    };
    ImportedHash { text: &request.hash, kind: &request.hash_type, has_config }
}

impl State {
    /// Creates a Member for a password that is imported.
    fn add_migrated_member(
        &mut self,
        organization: &OrganizationId,
        mut request: MigrateRequest,
    ) -> std::result::Result<MemberId, ApiError> {
        let (email, roles) = (request.email_address.clone(), request.roles.take().unwrap_or_default());
        self.create_member(organization, &email, roles, |member| {
            member.external_id = request.external_id.take();
            import(member, request)
        })
    }

    /// Gives a Member what is imported with the password. An error changes nothing.
    fn change_migrated_member(
        &mut self,
        id: MemberId,
        mut request: MigrateRequest,
    ) -> std::result::Result<MemberId, ApiError> {
        let (mut member, organization) = self.member_and_organization(&id)?;
        let roles = request.roles.take();
        self.check_roles(&organization, &roles.iter().flatten().map(RoleId::as_str).collect::<Vec<_>>())?;
        import(&mut member, request)?;
        assign_roles(&mut member, &organization, roles);
        self.change_member(&id, |entry| entry.member = member)?;
        Ok(id)
    }
}

fn import(member: &mut Member, request: MigrateRequest) -> std::result::Result<(), ApiError> {
    change_metadata(&mut member.trusted_metadata, request.trusted_metadata)?;
    change_metadata(&mut member.untrusted_metadata, request.untrusted_metadata)?;
    if let Some(number) = request.mfa_phone_number {
        set_phone_number(&mut member.mfa_phone_number, number)?;
        member.mfa_phone_number_verified |= request.set_phone_number_verified == Some(true);
    }
    if let Some(name) = request.name {
        member.name = name;
    }
    member.status = MemberStatus::Active;
    member.email_address_verified = true;
    Ok(())
}
