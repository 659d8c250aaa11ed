/// A page of a list.
#[derive(Clone, Query)]
#[query(server, schema)]
pub struct Page {
    #[query("page[size]")]
    pub size: Option<u32>,
    #[join(",")]
    pub sort: Vec<String>,
}

#[endpoints(server, schema)]
pub trait Items {
    #[endpoint(GET "/v1/<ids>?uploads&kind[is]=<kind>")]
    async fn list(
        &self,
        #[join(";")] ids: Vec<u32>,
        #[encode(json)] kind: Option<Kind>,
        #[query("filter[]")] filter: BTreeMap<String, String>,
        #[query(prefix = "first_")] page: Option<Page>,
    ) -> Result<()>;
}
