//! Stack Exchange: ids and tags with semicolons between them.

use endpoint_runtime::{Json, Result, endpoints};

#[endpoints(server, schema)]
pub trait Questions {
    /// Returns the questions with these ids.
    #[endpoint(GET "/2.3/questions/<ids>?<site>&<tagged>&<order>")]
    async fn by_ids(
        &self,
        #[join(";")] ids: Vec<u64>,
        site: String,
        #[join(";")] tagged: Vec<String>,
        order: Option<String>,
    ) -> Result<Json>;
}
