//! Passwords of Users.

mod email;
mod existing_password;
mod session;

use crate::{
    Result,
    consumer::{
        passwords::{
            AuthenticateRequest, CreateRequest, CreateResponse, Feedback, MigrateRequest, MigrateResponse, Passwords,
            StrengthCheckRequest, StrengthCheckResponse,
        },
        sessions::SessionResponse,
        users::{Email, Name, PhoneNumber},
    },
    ids::{EmailId, UserId},
    passwords::HashType,
    sandbox::{
        Sandbox,
        added_entities::USER_ROLE,
        api_error::ApiError,
        formats::{change_metadata, check_email, check_phone_number, is_external_id},
        passwords::{
            StoredPassword,
            hashes::ImportedHash,
            strength::{POLICY, Strength, check_new_password},
        },
        session_entries::SessionOptions,
        state::{Secrets, State, UserEntry, insert},
        user_sign_in::UserSignIn,
    },
};

impl Passwords for Sandbox {
    async fn create(&self, request: CreateRequest) -> Result<CreateResponse> {
        self.respond(|state, request_id| {
            check_email(&request.email)?;
            check_new_password(&request.password)?;
            let options = SessionOptions::new(request.session_duration_minutes, request.session_custom_claims);
            let (user_id, email_id) = match state.user_by_email(&request.email) {
                Ok((user, email)) if state.can_get_password(&user, &email.email_id) => (user, email.email_id),
                Ok(_) => {
                    let message = "A User has this e-mail address; sign in, or reset the password.";
                    return Err(ApiError::bad_request("duplicate_email", message));
                }
                Err(_) => state.add_user_with_email(request.email)?,
            };
            let entry = state.users.get_mut(&user_id).ok_or_else(ApiError::user_not_found)?;
            change_metadata(&mut entry.user.trusted_metadata, request.trusted_metadata)?;
            change_metadata(&mut entry.user.untrusted_metadata, request.untrusted_metadata)?;
            change_name(&mut entry.user.name, request.name);
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
            let (user, _) = state.user_by_email(&request.email)?;
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
            check_email(&request.email)?;
            imported_hash(&request).check()?;
            if let Some(number) = &request.phone_number {
                check_phone_number(number)?;
            }
            let found = state.user_by_email(&request.email);
            let user_created = found.is_err();
            let (user_id, email_id) = match found {
                Ok((user, _)) if state.users.get(&user).is_some_and(|entry| entry.secrets.password.is_some()) => {
                    let message = "The User has a password already, which stays.";
                    return Err(ApiError::bad_request("password_already_exists", message));
                }
                Ok((user, email)) => (user, email.email_id),
                Err(_) => {
                    state.check_new_external_id(request.external_id.as_deref())?;
                    state.add_user_with_email(request.email.clone())?
                }
            };
            state.set_user_password(&user_id, StoredPassword::imported())?;
            if request.set_email_verified == Some(true) {
                state.verify_email(&user_id, &email_id);
            }
            state.change_migrated_user(&user_id, user_created, request)?;
            let user = state.users.get(&user_id).ok_or_else(ApiError::user_not_found)?.user.clone();
            Ok(MigrateResponse { request_id, user_id, email_id, user_created, user, status_code: 200 })
        })
    }

    async fn strength_check(&self, request: StrengthCheckRequest) -> Result<StrengthCheckResponse> {
        self.respond(|_, request_id| {
            request.email.as_deref().map_or(Ok(()), check_email)?;
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

/// Changes the parts of a name that are given.
fn change_name(name: &mut Option<Name>, given: Option<Name>) {
    let Some(given) = given else { return };
    let known = name.take().unwrap_or_default();
    *name = Some(Name {
        first_name: given.first_name.or(known.first_name),
        middle_name: given.middle_name.or(known.middle_name),
        last_name: given.last_name.or(known.last_name),
    });
}

impl State {
    /// Returns whether a User who exists can be given a password: there is none, and nobody has verified the address.
    fn can_get_password(&self, user: &UserId, email: &EmailId) -> bool {
        self.users.get(user).is_some_and(|entry| {
            let is_verified = entry.user.emails.iter().any(|known| known.email_id == *email && known.verified);
            entry.secrets.password.is_none() && !is_verified
        })
    }

    fn add_user_with_email(&mut self, email: String) -> std::result::Result<(UserId, EmailId), ApiError> {
        let (id, email_id) = (UserId::from(self.ids.id("user")), EmailId::from(self.ids.id("email")));
        let mut user = self.default_user(id.clone());
        user.emails.push(Email { email_id: email_id.clone(), email, verified: false });
        let entry = UserEntry { user, secrets: Secrets::default() };
        let id = insert("User", &mut self.users, id, entry).map_err(|_| ApiError::full())?;
        Ok((id, email_id))
    }

    fn check_new_external_id(&self, external_id: Option<&str>) -> std::result::Result<(), ApiError> {
        let Some(external_id) = external_id else { return Ok(()) };
        if !is_external_id(external_id) {
            let message = "An external id is 1 to 128 letters, digits, `.`, `_`, `-` and `|`.";
            return Err(ApiError::bad_request("invalid_external_id", message));
        }
        if self.user(&external_id.into()).is_ok() {
            let message = "Another User has this external id.";
            return Err(ApiError::bad_request("duplicate_user_external_id", message));
        }
        Ok(())
    }

    /// Gives a User what was imported with the password.
    fn change_migrated_user(
        &mut self,
        id: &UserId,
        is_new: bool,
        request: MigrateRequest,
    ) -> std::result::Result<(), ApiError> {
        let phone_id = self.ids.id("phone-number").into();
        let user = &mut self.users.get_mut(id).ok_or_else(ApiError::user_not_found)?.user;
        change_metadata(&mut user.trusted_metadata, request.trusted_metadata)?;
        change_metadata(&mut user.untrusted_metadata, request.untrusted_metadata)?;
        change_name(&mut user.name, request.name);
        if is_new {
            user.external_id = request.external_id;
        }
        if let Some(phone_number) = request.phone_number
            && !user.phone_numbers.iter().any(|known| known.phone_number == phone_number)
        {
            let verified = request.set_phone_number_verified == Some(true);
            user.phone_numbers.push(PhoneNumber { phone_id, phone_number, verified });
        }
        if let Some(roles) = request.roles {
            let assigned = roles.into_iter().filter(|role| role.as_str() != USER_ROLE);
            user.roles = std::iter::once(USER_ROLE.into()).chain(assigned).collect();
        }
        Ok(())
    }
}
