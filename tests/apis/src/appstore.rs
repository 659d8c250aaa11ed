//! App Store Connect: filters and fields with keys in brackets, and lists as one text.

use std::collections::BTreeMap;

use endpoint_runtime::{Json, Result, endpoints};

#[endpoints(server, schema)]
pub trait Apps {
    /// Lists apps.
    #[endpoint(GET "/v1/apps?<sort>&<include>&<limit>")]
    async fn list_apps(
        &self,
        /// The values that an attribute may have, by its name.
        #[query("filter[]")]
        #[join(",")]
        filter: BTreeMap<String, Vec<String>>,
        /// The attributes that are returned, by the type of the resource.
        #[query("fields[]")]
        #[join(",")]
        fields: BTreeMap<String, Vec<String>>,
        #[join(",")] sort: Vec<String>,
        #[join(",")] include: Vec<String>,
        limit: Option<u8>,
    ) -> Result<Json>;
}
