//! Microsoft Graph: query keys with `$`, and properties as one text.

use endpoint_runtime::{Json, Result, endpoints};

#[endpoints(server, schema)]
pub trait Users {
    /// Lists users.
    #[endpoint(GET "/v1.0/users?$filter=<filter>&$select=<select>&$orderby=<order_by>&$top=<top>&$count=<count>")]
    async fn list_users(
        &self,
        filter: Option<String>,
        #[join(",")] select: Vec<String>,
        #[join(",")] order_by: Vec<String>,
        top: Option<u16>,
        count: Option<bool>,
        #[header("ConsistencyLevel")] consistency_level: Option<String>,
    ) -> Result<Json>;
}
