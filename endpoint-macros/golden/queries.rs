#[endpoints(tag = "Search", host = archive)]
pub trait Queries {
    /// Searches.
    #[endpoint(GET "/v1/search/?<q>&page%5Bsize%5D=<limit>&sort%5Bby%5D=<order>&expand=all", response = text, timeout = "500ms", auth = none)]
    async fn search(
        &self,
        q: String,
        #[sensitive] limit: Option<u32>,
        order: Vec<Order>,
        #[header("Authorization")] #[sensitive] token: String,
        #[headers] trace: Option<Trace>,
    ) -> Result<String>;

    #[deprecated(note = "use `search`")]
    #[cfg(feature = "old")]
    #[endpoint(DELETE "/v1/<type>", request = Forget, response = bytes)]
    async fn forget(&self, #[sensitive] r#type: u64, #[body(bytes)] reason: Option<Bytes>) -> Result<Bytes>;
}
