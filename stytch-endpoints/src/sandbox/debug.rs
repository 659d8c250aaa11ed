//! `/v1/debug/whoami`

use super::Sandbox;
use crate::{
    Result,
    debug::{Debug, WhoamiRequest, WhoamiResponse},
};

impl Debug for Sandbox {
    async fn whoami(&self, _: WhoamiRequest) -> Result<WhoamiResponse> {
        self.respond(|state, request_id| {
            let project_id = state.project_id.as_str().into();
            Ok(WhoamiResponse { request_id, project_id, name: "Sandbox".to_owned(), status_code: 200 })
        })
    }
}
