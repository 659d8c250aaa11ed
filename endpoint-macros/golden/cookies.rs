#[endpoints(server)]
pub trait Shelves {
    #[endpoint(GET "/shelf")]
    async fn read(
        &self,
        /// The session of the reader.
        #[cookie("session_id")]
        #[sensitive]
        session: String,
        #[cookie("page-size")] page_size: Option<u32>,
    ) -> Result<String>;
}
