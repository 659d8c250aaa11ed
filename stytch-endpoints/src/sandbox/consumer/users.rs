//! `/v1/users`

use super::{contacts::Contact, user_changes::changed_name};
use crate::{
    Result,
    consumer::users::{
        ConnectedAppsRequest, ConnectedAppsResponse, CreateRequest, CreateResponse, DeleteBiometricRegistrationRequest,
        DeleteCryptoWalletRequest, DeleteEmailRequest, DeleteExternalIdRequest, DeleteOauthRegistrationRequest,
        DeletePasswordRequest, DeletePhoneNumberRequest, DeleteRequest, DeleteResponse, DeleteTotpRequest,
        DeleteWebauthnRegistrationRequest, ExchangePrimaryFactorRequest, GetRequest, GetResponse, RevokeRequest,
        SearchRequest, SearchResponse, UpdateRequest, UpdateResponse, User, UserResponse, Users,
    },
    response::Acknowledgement,
    sandbox::{Sandbox, api_error::ApiError, formats::change_metadata, grants::Subject},
};

impl Users for Sandbox {
    async fn create(&self, request: CreateRequest) -> Result<CreateResponse> {
        self.respond(|state, request_id| {
            let email = request.email.as_deref().map(Contact::email).transpose()?;
            let phone = request.phone_number.as_deref().map(Contact::phone_number).transpose()?;
            if email.is_none() && phone.is_none() {
                let message = "A User needs an e-mail address or a telephone number.";
                return Err(ApiError::bad_request("invalid_create_user_request", message));
            }
            for contact in email.iter().chain(&phone) {
                state.check_is_free(contact, None)?;
            }
            if let Some(id) = &request.external_id {
                state.check_external_id(id, None)?;
            }
            let (mut trusted, mut untrusted) = (None, None);
            change_metadata(&mut trusted, request.trusted_metadata)?;
            change_metadata(&mut untrusted, request.untrusted_metadata)?;
            let roles = state.user_roles(request.roles.unwrap_or_default())?;
            let user_id = state.create_user(request.create_user_as_pending == Some(true), |user| {
                user.name = request.name;
                user.external_id = request.external_id;
                user.trusted_metadata = trusted;
                user.untrusted_metadata = untrusted;
                user.roles = roles;
            })?;
            let mut add = |contact: Option<Contact>| {
                contact.map(|contact| state.add_contact(&user_id, &contact, false)).transpose()
            };
            let (email_id, phone_id) = (add(email)?.unwrap_or_default(), add(phone)?.unwrap_or_default());
            let user = state.user_mut(&user_id)?.clone();
            Ok(CreateResponse {
                request_id,
                user_id,
                email_id: email_id.into(),
                status: user.status.clone(),
                phone_id: phone_id.into(),
                user,
                status_code: 200,
            })
        })
    }

    async fn delete_biometric_registration(&self, request: DeleteBiometricRegistrationRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let missing = ApiError::not_found("biometric_registration_not_found", "No User has this registration.");
            let id = request.biometric_registration_id;
            let user = state.remove_factor(
                |entry| &mut entry.user.biometric_registrations,
                |known| known.biometric_registration_id == id,
                missing,
            )?;
            state.user_response(user, request_id)
        })
    }

    async fn delete_crypto_wallet(&self, request: DeleteCryptoWalletRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let missing = ApiError::not_found("crypto_wallet_not_found", "No User has this crypto wallet.");
            let id = request.crypto_wallet_id;
            let user = state.remove_factor(
                |entry| &mut entry.user.crypto_wallets,
                |known| known.crypto_wallet_id == id,
                missing,
            )?;
            state.user_response(user, request_id)
        })
    }

    async fn delete_email(&self, request: DeleteEmailRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let missing = ApiError::not_found("email_not_found", "No User has an e-mail address with this id.");
            let user = state.remove_contact(request.email_id.as_str(), missing)?;
            state.user_response(user, request_id)
        })
    }

    async fn delete_oauth_registration(&self, request: DeleteOauthRegistrationRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let missing = ApiError::not_found("oauth_user_registration_not_found", "No User has this registration.");
            let id = request.oauth_user_registration_id;
            let user = state.remove_factor(
                |entry| &mut entry.user.providers,
                |known| known.oauth_user_registration_id == id,
                missing,
            )?;
            state.user_response(user, request_id)
        })
    }

    async fn delete_password(&self, request: DeletePasswordRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let id = request.password_id;
            let has = |user: &User| user.password.as_ref().is_some_and(|password| password.password_id == id);
            let found = state.users.iter_mut().find(|(_, entry)| has(&entry.user));
            let (user, entry) = found
                .ok_or_else(|| ApiError::not_found("password_not_found", "No User has a password with this id."))?;
            let user = user.clone();
            entry.user.password = None;
            entry.secrets.password = None;
            state.user_response(user, request_id)
        })
    }

    async fn delete_phone_number(&self, request: DeletePhoneNumberRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let missing = ApiError::not_found("phone_number_not_found", "No User has a telephone number with this id.");
            let user = state.remove_contact(request.phone_id.as_str(), missing)?;
            state.user_response(user, request_id)
        })
    }

    async fn search(&self, request: SearchRequest) -> Result<SearchResponse> {
        self.respond(|state, request_id| state.search_users(&request, request_id))
    }

    async fn delete_totp(&self, request: DeleteTotpRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let missing = ApiError::not_found("totp_not_found", "No User has this authenticator app.");
            let id = request.totp_id;
            let user = state.remove_factor(|entry| &mut entry.user.totps, |known| known.totp_id == id, missing)?;
            if let Some(entry) = state.users.get_mut(&user) {
                entry.secrets.totps.retain(|(known, _)| *known != id);
                entry.secrets.recovery_codes.clear();
            }
            state.user_response(user, request_id)
        })
    }

    async fn delete_webauthn_registration(&self, request: DeleteWebauthnRegistrationRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let missing = ApiError::not_found("webauthn_registration_not_found", "No User has this registration.");
            let id = request.webauthn_registration_id;
            let user = state.remove_factor(
                |entry| &mut entry.user.webauthn_registrations,
                |known| known.webauthn_registration_id == id,
                missing,
            )?;
            state.user_response(user, request_id)
        })
    }

    async fn delete(&self, request: DeleteRequest) -> Result<DeleteResponse> {
        self.respond(|state, request_id| {
            let user_id = state.user(&request.user_id)?;
            state.delete_user(&user_id);
            Ok(DeleteResponse { request_id, user_id, status_code: 200 })
        })
    }

    async fn get(&self, request: GetRequest) -> Result<GetResponse> {
        self.respond(|state, request_id| {
            let id = state.user(&request.user_id)?;
            Ok(get_response(state.user_mut(&id)?.clone(), request_id))
        })
    }

    async fn update(&self, request: UpdateRequest) -> Result<UpdateResponse> {
        self.respond(|state, request_id| {
            let user_id = state.user(&request.user_id)?;
            // Null removes the whole value.
            let mut user = state.user_mut(&user_id)?.clone();
            if let Some(name) = request.name {
                user.name = name.map(|changes| changed_name(user.name.take(), changes));
            }
            for (metadata, changes) in [
                (&mut user.trusted_metadata, request.trusted_metadata),
                (&mut user.untrusted_metadata, request.untrusted_metadata),
            ] {
                match changes {
                    Some(None) => *metadata = None,
                    changes => change_metadata(metadata, changes.flatten())?,
                }
            }
            if let Some(external_id) = request.external_id {
                external_id.as_deref().map(|id| state.check_external_id(id, Some(&user_id))).transpose()?;
                user.external_id = external_id;
            }
            if let Some(roles) = request.roles {
                user.roles = state.user_roles(roles.unwrap_or_default())?;
            }
            *state.user_mut(&user_id)? = user.clone();
            Ok(UpdateResponse {
                request_id,
                user_id,
                emails: user.emails.clone(),
                phone_numbers: user.phone_numbers.clone(),
                crypto_wallets: user.crypto_wallets.clone(),
                user,
                status_code: 200,
            })
        })
    }

    async fn connected_apps(&self, request: ConnectedAppsRequest) -> Result<ConnectedAppsResponse> {
        self.respond(|state, request_id| {
            let user = Subject::User(state.user(&request.user_id)?);
            Ok(ConnectedAppsResponse { request_id, status_code: 200, connected_apps: state.connected_apps(&user) })
        })
    }

    async fn revoke(&self, request: RevokeRequest) -> Result<Acknowledgement> {
        self.respond(|state, request_id| {
            let user = Subject::User(state.user(&request.user_id)?);
            state.app(&request.connected_app_id)?;
            state.revoke(user, request.connected_app_id);
            Ok(Acknowledgement { request_id, status_code: 200 })
        })
    }

    async fn exchange_primary_factor(&self, request: ExchangePrimaryFactorRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let user_id = state.user(&request.user_id)?;
            let contact = match (&request.email_address, &request.phone_number) {
                (Some(address), None) => Contact::email(address)?,
                (None, Some(number)) => Contact::phone_number(number)?,
                _ => {
                    let message = "The call needs either an e-mail address or a telephone number.";
                    return Err(ApiError::bad_request("invalid_exchange_primary_factor_fields", message));
                }
            };
            let user = state.user_mut(&user_id)?;
            let emails = user.emails.iter().map(|email| email.email_id.to_string());
            let phones = user.phone_numbers.iter().map(|phone| phone.phone_id.to_string());
            let known: Vec<String> = emails.chain(phones).collect();
            if known.len() + user.providers.len() + user.crypto_wallets.len() > 1 {
                let message = "The User has several factors; delete all but one.";
                return Err(ApiError::bad_request("invalid_exchange_primary_factor_user", message));
            }
            state.check_is_free(&contact, Some(&user_id))?;
            if let Some(id) = contact.id_of(state.user_mut(&user_id)?) {
                state.verify_contact(&user_id, &id);
            } else {
                state.add_contact(&user_id, &contact, true)?;
                for id in known {
                    state.remove_contact(&id, ApiError::user_not_found())?;
                }
            }
            state.user_response(user_id, request_id)
        })
    }

    async fn delete_external_id(&self, request: DeleteExternalIdRequest) -> Result<UserResponse> {
        self.respond(|state, request_id| {
            let user_id = state.user(&request.user_id)?;
            state.user_mut(&user_id)?.external_id = None;
            state.user_response(user_id, request_id)
        })
    }
}

fn get_response(user: User, request_id: String) -> GetResponse {
    GetResponse {
        request_id,
        user_id: user.user_id,
        emails: user.emails,
        status: user.status,
        phone_numbers: user.phone_numbers,
        webauthn_registrations: user.webauthn_registrations,
        providers: user.providers,
        totps: user.totps,
        crypto_wallets: user.crypto_wallets,
        biometric_registrations: user.biometric_registrations,
        is_locked: user.is_locked,
        roles: user.roles,
        status_code: 200,
        name: user.name,
        created_at: user.created_at,
        password: user.password,
        trusted_metadata: user.trusted_metadata,
        untrusted_metadata: user.untrusted_metadata,
        external_id: user.external_id,
        lock_created_at: user.lock_created_at,
        lock_expires_at: user.lock_expires_at,
    }
}
