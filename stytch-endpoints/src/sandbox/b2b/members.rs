//! Members.

mod email_update;
mod removal;
mod search;
mod update;

pub(super) use email_update::prove_new_email;
pub(super) use update::set_phone_number;

use crate::{
    Result,
    b2b::organizations::{
        MemberStatus,
        members::{
            CreateRequest, DangerouslyGetRequest, DeleteExternalIdRequest, DeleteMfaPhoneNumberRequest,
            DeletePasswordRequest, DeleteRequest, DeleteResponse, DeleteTotpRequest, GetConnectedAppsRequest,
            GetConnectedAppsResponse, GetRequest, MemberResponse, Members, ReactivateRequest, SearchRequest,
            SearchResponse, StartEmailUpdateRequest, UnlinkRetiredEmailRequest, UnlinkRetiredEmailResponse,
            UpdateRequest,
        },
    },
    ids::MemberId,
    sandbox::{Sandbox, api_error::ApiError, formats::change_metadata, permissions::MEMBER, state::State},
};

impl Members for Sandbox {
    async fn dangerously_get(&self, request: DangerouslyGetRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| {
            let id = request.member_id;
            let entry = state.members.get(&id).ok_or_else(ApiError::member_not_found)?;
            if entry.member.status == MemberStatus::Deleted && request.include_deleted != Some(true) {
                return Err(ApiError::member_not_found());
            }
            state.member_response(&id, request_id)
        })
    }

    async fn search(&self, request: SearchRequest) -> Result<SearchResponse> {
        self.respond(|state, request_id| search::search(state, &request, request_id))
    }

    async fn get(&self, request: GetRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| {
            let organization = state.organization(&request.organization_id)?;
            let id = match (&request.member_id, &request.email_address) {
                (Some(id), None) => state.member(&organization, id)?,
                (None, Some(email)) => {
                    let member = state.member_by_email(&organization, email);
                    member.ok_or_else(ApiError::member_not_found)?.member_id.clone()
                }
                _ => {
                    let message = "Exactly one of `member_id` and `email_address` is needed.";
                    return Err(ApiError::bad_request("invalid_member_get_fields", message));
                }
            };
            state.member_response(&id, request_id)
        })
    }

    async fn create(&self, request: CreateRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| {
            let session = request.session.as_ref();
            let organization = state.check_permission(&request.organization_id, session, MEMBER, "create")?;
            let roles = request.roles.unwrap_or_default();
            let id = state.create_member(&organization, &request.email_address, roles, |member| {
                if request.create_member_as_pending != Some(true) {
                    member.status = MemberStatus::Active;
                }
                member.name = request.name.unwrap_or_default();
                member.is_breakglass = request.is_breakglass.unwrap_or_default();
                member.mfa_phone_number = request.mfa_phone_number.unwrap_or_default();
                member.mfa_enrolled = request.mfa_enrolled.unwrap_or_default();
                member.external_id = request.external_id;
                change_metadata(&mut member.trusted_metadata, request.trusted_metadata)?;
                change_metadata(&mut member.untrusted_metadata, request.untrusted_metadata)
            })?;
            state.member_response(&id, request_id)
        })
    }

    async fn delete_mfa_phone_number(&self, request: DeleteMfaPhoneNumberRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| removal::phone_number(state, &request, request_id))
    }

    async fn delete_password(&self, request: DeletePasswordRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| removal::password(state, &request, request_id))
    }

    async fn delete(&self, request: DeleteRequest) -> Result<DeleteResponse> {
        self.respond(|state, request_id| {
            let session = request.session.as_ref();
            let member_id = state.check_member(&request.organization_id, &request.member_id, session, "delete")?;
            state.delete_member(&member_id)?;
            Ok(DeleteResponse { request_id, status_code: 200, member_id })
        })
    }

    async fn update(&self, request: UpdateRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| {
            let id = update::update(state, request)?;
            state.member_response(&id, request_id)
        })
    }

    async fn get_connected_apps(&self, request: GetConnectedAppsRequest) -> Result<GetConnectedAppsResponse> {
        self.respond(|state, request_id| {
            let GetConnectedAppsRequest { organization_id, member_id, .. } = &request;
            let session = request.session.as_ref();
            let member = state.check_member(organization_id, member_id, session, "get.connected-apps")?;
            let connected_apps = state.connected_apps(&member.into());
            Ok(GetConnectedAppsResponse { request_id, status_code: 200, connected_apps })
        })
    }

    async fn delete_external_id(&self, request: DeleteExternalIdRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| {
            let organization = state.check_organization(&request.organization_id, request.session.as_ref())?;
            let id = state.member(&organization, &request.member_id)?;
            state.change_member(&id, |entry| entry.member.external_id = None)?;
            state.member_response(&id, request_id)
        })
    }

    async fn reactivate(&self, request: ReactivateRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| {
            let session = request.session.as_ref();
            let organization = state.check_permission(&request.organization_id, session, MEMBER, "create")?;
            if state.member(&organization, &request.member_id).is_ok() {
                let message = "The Member is not deleted.";
                return Err(ApiError::bad_request("no_deleted_member_found_for_reactivation", message));
            }
            let (id, text) = (&request.member_id, request.member_id.as_str());
            let mut members = state.members.values().map(|entry| &entry.member);
            let deleted = members.find(|member| {
                let has_id = member.member_id == *id || member.external_id.as_deref() == Some(text);
                member.organization_id == organization && has_id
            });
            let member = deleted.ok_or_else(ApiError::member_not_found)?;
            if !member.email_address_verified {
                let message = "The Member had not proved the e-mail address.";
                return Err(ApiError::bad_request("email_unverified_for_reactivation", message));
            }
            if state.check_free_email(&organization, &member.email_address, Some(&member.member_id)).is_err() {
                let message = "Another Member has the e-mail address now.";
                return Err(ApiError::bad_request("reactivation_email_belongs_to_another_member", message));
            }
            let id = member.member_id.clone();
            if let Some(external_id) = &member.external_id {
                state.check_free_external_id(&organization, external_id, Some(&id))?;
            }
            state.change_member(&id, |entry| entry.member.status = MemberStatus::Active)?;
            state.member_response(&id, request_id)
        })
    }

    async fn start_email_update(&self, request: StartEmailUpdateRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| {
            let id = email_update::start(state, &request)?;
            state.member_response(&id, request_id)
        })
    }

    async fn delete_totp(&self, request: DeleteTotpRequest) -> Result<MemberResponse> {
        self.respond(|state, request_id| removal::totp(state, &request, request_id))
    }

    async fn unlink_retired_email(&self, request: UnlinkRetiredEmailRequest) -> Result<UnlinkRetiredEmailResponse> {
        self.respond(|state, request_id| {
            let id = email_update::unlink(state, &request)?;
            let (member, organization) = state.member_and_organization(&id)?;
            Ok(UnlinkRetiredEmailResponse {
                request_id,
                status_code: 200,
                member_id: id,
                organization_id: organization.organization_id.clone(),
                member,
                organization,
            })
        })
    }
}

impl State {
    pub(super) fn member_response(
        &self,
        id: &MemberId,
        request_id: String,
    ) -> std::result::Result<MemberResponse, ApiError> {
        let (member, organization) = self.member_and_organization(id)?;
        Ok(MemberResponse { request_id, status_code: 200, member_id: id.clone(), member, organization })
    }
}
