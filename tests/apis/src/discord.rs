//! Discord: files beside a part of JSON.

use endpoint_runtime::{FilePart, Json, Result, endpoints, object};

/// A message before it is sent.
#[object(sent, server, schema)]
pub struct NewMessage {
    pub content: String,
}

#[endpoints(server, schema)]
pub trait Messages {
    /// Posts a message with files.
    #[endpoint(POST "/channels/<channel_id>/messages", multipart)]
    async fn create_message(
        &self,
        channel_id: u64,
        #[encode(json)] payload_json: NewMessage,
        #[field("files[0]")] first: Option<FilePart>,
        #[field("files[1]")] second: Option<FilePart>,
    ) -> Result<Json>;
}
