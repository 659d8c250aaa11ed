//! `/v1/debug/whoami`

use crate::prelude::*;

/// Checks of the credentials.
#[endpoints(
    defaults = crate::api,
    tag = "Credential checks",
    path = "/v1/debug/whoami",
    id = "api_debug_v1_",
)]
pub trait Debug {
    /// Names the project that the client's credentials belong to.
    ///
    /// # Errors
    /// `unauthorized_credentials` (401).
    #[endpoint(GET, id = "Whoami")]
    async fn whoami(&self) -> Result<WhoamiResponse>;
}

/// The project that the credentials belong to.
#[object]
pub struct WhoamiResponse {
    /// The id of the call in Stytch's logs.
    pub request_id: String,
    /// The project's id, which shows whether it is a live or a test project.
    pub project_id: ProjectId,
    /// The project's name in Stytch's dashboard.
    pub name: String,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}
