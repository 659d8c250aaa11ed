//! Discord: files beside a part of JSON, and a list of members.

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

#[endpoints(server, schema)]
pub trait Members {
    /// Lists the members of a guild.
    #[endpoint(GET "/guilds/<guild_id>/members?<limit>&<after>")]
    async fn list_members(&self, guild_id: String, limit: Option<u16>, after: Option<String>) -> Result<Vec<Json>>;
}
