//! Error responses of the API.

use std::borrow::Cow;

use endpoint_runtime::http::StatusCode;

use crate::error::StytchError;

/// An error response of the API. Two are equal if they have the same status and type.
#[derive(Clone, Debug)]
pub(super) struct ApiError {
    status: StatusCode,
    error_type: &'static str,
    message: Cow<'static, str>,
}

impl PartialEq for ApiError {
    fn eq(&self, other: &Self) -> bool {
        (self.status, self.error_type) == (other.status, other.error_type)
    }
}

type Message = Cow<'static, str>;

impl ApiError {
    fn new(status: StatusCode, error_type: &'static str, message: impl Into<Message>) -> Self {
        Self { status, error_type, message: message.into() }
    }

    /// 400.
    pub(super) fn bad_request(error_type: &'static str, message: impl Into<Message>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, error_type, message)
    }

    /// 401.
    pub(super) fn unauthorized(error_type: &'static str, message: impl Into<Message>) -> Self {
        Self::new(StatusCode::UNAUTHORIZED, error_type, message)
    }

    /// 403.
    pub(super) fn forbidden(error_type: &'static str, message: impl Into<Message>) -> Self {
        Self::new(StatusCode::FORBIDDEN, error_type, message)
    }

    /// 404.
    pub(super) fn not_found(error_type: &'static str, message: impl Into<Message>) -> Self {
        Self::new(StatusCode::NOT_FOUND, error_type, message)
    }

    /// 429.
    pub(super) fn too_many_requests(error_type: &'static str, message: impl Into<Message>) -> Self {
        Self::new(StatusCode::TOO_MANY_REQUESTS, error_type, message)
    }

    /// 507: a limit of the sandbox itself, for which Stytch has no error.
    pub(super) fn full() -> Self {
        Self::new(
            StatusCode::INSUFFICIENT_STORAGE,
            "sandbox_full",
            "The sandbox holds as many entries of this kind as it can; start another one.",
        )
    }

    /// 500: something that a test makes sure of does not hold.
    pub(super) fn internal(message: &'static str) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal_server_error", message)
    }

    pub(super) fn wrong_credentials() -> Self {
        Self::unauthorized(
            "unauthorized_credentials",
            "The project id and the secret of HTTP Basic are not those of this project.",
        )
    }

    pub(super) fn project_not_found() -> Self {
        Self::not_found("project_not_found", "This sandbox is another project.")
    }

    pub(super) fn organization_not_found() -> Self {
        Self::not_found("organization_not_found", "No Organization has this id, slug or external id.")
    }

    pub(super) fn member_not_found() -> Self {
        Self::not_found("member_not_found", "No Member of the Organization has this id or external id.")
    }

    pub(super) fn user_not_found() -> Self {
        Self::not_found("user_not_found", "No User has this id or external id.")
    }

    pub(super) fn connected_app_not_found() -> Self {
        Self::not_found("connected_app_not_found", "The project has no Connected App with this id.")
    }

    pub(super) fn session_not_found() -> Self {
        Self::not_found("session_not_found", "The session does not exist, has expired or was revoked.")
    }

    pub(super) fn intermediate_session_not_found() -> Self {
        Self::not_found("intermediate_session_not_found", "The intermediate session does not exist or has expired.")
    }

    pub(super) fn wrong_intermediate_session() -> Self {
        Self::bad_request(
            "invalid_intermediate_session_token_for_organization",
            "The intermediate session proves nothing that this Organization accepts.",
        )
    }

    pub(super) fn no_session() -> Self {
        Self::bad_request("no_session_arguments", "The call needs a session token or a session JWT.")
    }

    pub(super) fn different_sessions() -> Self {
        Self::bad_request(
            "too_many_session_arguments",
            "The session token and the session JWT belong to different sessions; send one of them.",
        )
    }

    pub(super) fn other_organization() -> Self {
        Self::forbidden("session_authorization_tenancy_error", "The session's Member belongs to another Organization.")
    }

    pub(super) fn no_permission() -> Self {
        Self::forbidden("session_authorization_error", "The session has no permission for this.")
    }

    pub(super) fn no_provisioning() -> Self {
        let message = "The Organization creates no Member with this e-mail address at the first login.";
        Self::bad_request("email_jit_provisioning_not_allowed", message)
    }

    pub(super) fn wrong_domain() -> Self {
        let message = "The domain of the e-mail address is none of `email_allowed_domains`.";
        Self::bad_request("invalid_email_for_jit_provisioning", message)
    }

    pub(super) fn cannot_update_trusted_metadata() -> Self {
        let message = "A Member's session cannot change `trusted_metadata`; call without the session.";
        Self::bad_request("cannot_update_trusted_metadata", message)
    }

    pub(super) fn session_duration() -> Self {
        Self::bad_request("invalid_session_duration_minutes", "`session_duration_minutes` has to be 5 to 527040.")
    }

    pub(super) fn into_body(self, request_id: String) -> StytchError {
        error_body(self.status, self.error_type, self.message, request_id)
    }
}

/// Builds an error body with all members that Stytch sends.
pub(super) fn error_body(
    status: StatusCode,
    error_type: &str,
    message: impl Into<String>,
    request_id: String,
) -> StytchError {
    StytchError {
        error_url: Some(format!("https://stytch.com/docs/api/errors/{}#{error_type}", status.as_u16())),
        ..StytchError::new(status, error_type, message).with_request_id(request_id)
    }
}
