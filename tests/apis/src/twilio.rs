//! Twilio: forms with repeated fields in Pascal case, keys of the query that end in a sign, and pages by a URL in the body.

use endpoint_runtime::{Result, endpoints, object};

#[object(server, schema)]
pub struct Message {
    pub sid: String,
    pub status: String,
}

#[object(server, schema)]
pub struct Page {
    pub messages: Vec<Message>,
    pub next_page_uri: Option<String>,
}

#[endpoints(path = "/2010-04-01/Accounts/<account_sid>/Messages", rename_all = "PascalCase", server, schema)]
pub trait Messages {
    #[endpoint(POST ".json", form, status = 201)]
    async fn create(
        &self,
        account_sid: String,
        to: String,
        from: Option<String>,
        body: Option<String>,
        #[field("MediaUrl")] media_urls: Vec<String>,
    ) -> Result<Message>;

    #[endpoint(
        GET ".json?To=<to>&DateSent>=<sent_after>&DateSent<=<sent_before>&PageSize=<page_size>",
        paginate(url = next_page_uri, items = messages: Vec<Message>, limit = page_size)
    )]
    async fn list(
        &self,
        account_sid: String,
        to: Option<String>,
        sent_after: Option<String>,
        sent_before: Option<String>,
        page_size: Option<u32>,
    ) -> Result<Page>;

    #[endpoint(DELETE "/<sid>.json")]
    async fn delete(&self, account_sid: String, sid: String) -> Result<()>;
}
