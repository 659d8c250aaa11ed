//! Passwords of Users.

mod email;
mod existing_password;
mod session;

use endpoint_runtime::{JsonMap, server::Routes};

use crate::{
    Result,
    consumer::{
        passwords::{
            AuthenticateRequest, CreateRequest, CreateResponse, Feedback, MigrateRequest, MigrateResponse, Passwords,
            PasswordsServer, StrengthCheckRequest, StrengthCheckResponse, email::EmailServer,
            existing_password::ExistingPasswordServer, session::SessionServer,
        },
        sessions::SessionResponse,
        users::Name,
    },
    ids::{EmailId, UserId},
    passwords::HashType,
    sandbox::{
        Sandbox,
        api_error::ApiError,
        formats::change_metadata,
        passwords::{
            StoredPassword,
            hashes::ImportedHash,
            strength::{POLICY, Strength, check_new_password},
        },
        session_entries::SessionOptions,
        state::State,
        user_sign_in::UserSignIn,
    },
};

use super::{contacts::Contact, user_changes::changed_name};

pub(super) fn routes(sandbox: &Sandbox) -> Routes {
    Routes::new()
        .merge(PasswordsServer::new(sandbox.clone()))
        .merge(EmailServer::new(sandbox.clone()))
        .merge(ExistingPasswordServer::new(sandbox.clone()))
        .merge(SessionServer::new(sandbox.clone()))
}

impl Passwords for Sandbox {
    async fn create(&self, request: CreateRequest) -> Result<CreateResponse> {
        self.respond(|state, request_id| {
            let email = Contact::email(&request.email)?;
            check_new_password(&request.password)?;
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            let (user_id, email_id) = match state.user_by_email(&email) {
                Ok((user, email)) if state.can_get_password(&user, &email.email_id) => (user, email.email_id),
                Ok(_) => {
                    let message = "A User has this e-mail address; sign in, or reset the password.";
                    return Err(ApiError::bad_request("duplicate_email", message));
                }
                Err(_) => state.add_user_with_email(&email)?,
            };
            state.change_user(&user_id, request.name, request.trusted_metadata, request.untrusted_metadata)?;
            let mut password = StoredPassword::new(request.password);
            password.unverified_email = Some(email_id.clone());
            state.set_user_password(&user_id, password)?;
            let sign_in = UserSignIn { factors: vec![state.password_factor()], options, ..Default::default() };
            let signed_in = state.sign_in_user(&user_id, sign_in, request_id)?;
            Ok(CreateResponse {
                request_id: signed_in.request_id,
                user_id,
                email_id,
                session_token: signed_in.session_token,
                session_jwt: signed_in.session_jwt,
                user: signed_in.user,
                status_code: 200,
                session: signed_in.session,
                user_device: None,
            })
        })
    }

    async fn authenticate(&self, request: AuthenticateRequest) -> Result<SessionResponse> {
        self.respond(|state, request_id| {
            let (user, _) = state.user_by_email(&Contact::email(&request.email)?)?;
            state.check_user_password(&user, &request.password)?;
            let sign_in = UserSignIn {
                factors: vec![state.password_factor()],
                options: SessionOptions::new(request.session_duration_minutes, request.session_custom_claims),
                session_token: request.session_token.as_ref(),
                session_jwt: request.session_jwt.as_ref(),
            };
            state.sign_in_user(&user, sign_in, request_id)
        })
    }

    async fn migrate(&self, request: MigrateRequest) -> Result<MigrateResponse> {
        self.respond(|state, request_id| {
            let email = Contact::email(&request.email)?;
            imported_hash(&request).check()?;
            let phone = request.phone_number.as_deref().map(Contact::phone_number).transpose()?;
            let found = state.user_by_email(&email);
            let user_created = found.is_err();
            let (user_id, email_id) = match found {
                Ok((user, _)) if state.users.get(&user).is_some_and(|entry| entry.secrets.password.is_some()) => {
                    let message = "The User has a password already, which stays.";
                    return Err(ApiError::bad_request("password_already_exists", message));
                }
                Ok((user, email)) => (user, email.email_id),
                Err(_) => {
                    if let Some(external_id) = &request.external_id {
                        state.check_external_id(external_id, None)?;
                    }
                    state.add_user_with_email(&email)?
                }
            };
            state.set_user_password(&user_id, StoredPassword::imported())?;
            if request.set_email_verified == Some(true) {
                state.verify_contact(&user_id, email_id.as_str());
            }
            state.change_migrated_user(&user_id, user_created, phone.as_ref(), request)?;
            let user = state.users.get(&user_id).ok_or_else(ApiError::user_not_found)?.user.clone();
            Ok(MigrateResponse { request_id, user_id, email_id, user_created, user, status_code: 200 })
        })
    }

    async fn strength_check(&self, request: StrengthCheckRequest) -> Result<StrengthCheckResponse> {
        self.respond(|_, request_id| {
            request.email.as_deref().map(Contact::email).transpose()?;
            let strength = Strength::of(&request.password);
            Ok(StrengthCheckResponse {
                request_id,
                valid_password: strength.is_strong() && !strength.is_breached,
                score: 0,
                breached_password: strength.is_breached,
                strength_policy: POLICY.to_owned(),
                breach_detection_on_create: true,
                status_code: 200,
                feedback: Some(Feedback { luds_requirements: Some(strength.feedback), ..Default::default() }),
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
    /// Returns whether a User who exists can be given a password: there is none, and nobody has verified the address.
    fn can_get_password(&self, user: &UserId, email: &EmailId) -> bool {
        self.users.get(user).is_some_and(|entry| {
            let is_verified = entry.user.emails.iter().any(|known| known.email_id == *email && known.verified);
            entry.secrets.password.is_none() && !is_verified
        })
    }

    fn add_user_with_email(&mut self, email: &Contact) -> std::result::Result<(UserId, EmailId), ApiError> {
        let user = self.create_user(false, |_| ())?;
        let email_id = self.add_contact(&user, email, false)?;
        Ok((user, email_id.into()))
    }

    /// Gives a User what was imported with the password.
    fn change_migrated_user(
        &mut self,
        id: &UserId,
        is_new: bool,
        phone: Option<&Contact>,
        request: MigrateRequest,
    ) -> std::result::Result<(), ApiError> {
        self.change_user(id, request.name, request.trusted_metadata, request.untrusted_metadata)?;
        let roles = request.roles.map(|roles| self.user_roles(roles)).transpose()?;
        if let Some(phone) = phone
            && self.user_with_contact(phone).is_none()
        {
            self.add_contact(id, phone, request.set_phone_number_verified == Some(true))?;
        }
        let user = self.user_mut(id)?;
        if is_new {
            user.external_id = request.external_id;
        }
        if let Some(roles) = roles {
            user.roles = roles;
        }
        Ok(())
    }

    fn change_user(
        &mut self,
        id: &UserId,
        name: Option<Name>,
        trusted: Option<JsonMap>,
        untrusted: Option<JsonMap>,
    ) -> std::result::Result<(), ApiError> {
        let user = self.user_mut(id)?;
        change_metadata(&mut user.trusted_metadata, trusted)?;
        change_metadata(&mut user.untrusted_metadata, untrusted)?;
        if let Some(name) = name {
            user.name = Some(changed_name(user.name.take(), name));
        }
        Ok(())
    }
}
