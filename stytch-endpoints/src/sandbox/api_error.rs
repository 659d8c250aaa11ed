//! Error responses of the API.

use endpoint_runtime::http::StatusCode;

use crate::error::StytchError;

/// An error response of the API.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ApiError {
    WrongCredentials,
    OrganizationNotFound,
    MemberNotFound,
    UserNotFound,
    ConnectedAppNotFound,
    SessionNotFound,
    DifferentSessions,
    OtherOrganization,
    NoPermission,
}

impl ApiError {
    fn parts(self) -> (StatusCode, &'static str, &'static str) {
        let not_found = StatusCode::NOT_FOUND;
        match self {
            Self::WrongCredentials => (
                StatusCode::UNAUTHORIZED,
                "unauthorized_credentials",
                "The project id and the secret of HTTP Basic are not those of this project.",
            ),
            Self::OrganizationNotFound => {
                (not_found, "organization_not_found", "No Organization has this id, slug or external id.")
            }
            Self::MemberNotFound => {
                (not_found, "member_not_found", "No Member of the Organization has this id or external id.")
            }
            Self::UserNotFound => (not_found, "user_not_found", "No User has this id."),
            Self::ConnectedAppNotFound => {
                (not_found, "connected_app_not_found", "The project has no Connected App with this id.")
            }
            Self::SessionNotFound => {
                (not_found, "session_not_found", "The Member session does not exist or is not active.")
            }
            Self::DifferentSessions => (
                StatusCode::BAD_REQUEST,
                "too_many_session_arguments",
                "The session token and the session JWT belong to different sessions; send one of them.",
            ),
            Self::OtherOrganization => (
                StatusCode::FORBIDDEN,
                "session_authorization_tenancy_error",
                "The session's Member belongs to another Organization.",
            ),
            Self::NoPermission => (
                StatusCode::FORBIDDEN,
                "session_authorization_error",
                "The session's Member has no permission for this.",
            ),
        }
    }

    pub(super) fn into_body(self, request_id: String) -> StytchError {
        let (status, error_type, message) = self.parts();
        error_body(status, error_type, message, request_id)
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
