//! A messages API in the manner of Slack: every response has the status 200, and its member `ok` says whether the call has failed.

mod fake;

use endpoint_runtime::{Envelope, ErrorBody, ErrorFields, endpoints, object, open_enum};

pub use fake::Fake;

/// The result of a call.
pub type Result<T> = endpoint_runtime::Result<T, ApiError>;

/// `{"ok": true, …}`, or `{"ok": false, "error": "…"}`.
pub const ENVELOPE: Envelope = Envelope::flag("ok");

/// The members of a response with `"ok": false`.
#[object(server)]
pub struct ApiError {
    /// The reason.
    pub error: Code,
    /// The permission that the token lacks.
    pub needed: Option<String>,
}

/// The reason of an error.
#[open_enum(rename_all = "snake_case")]
pub enum Code {
    /// The channel does not exist, or the token's user cannot see it.
    ChannelNotFound,
    /// The token's user has to join the channel first.
    NotInChannel,
    /// The token lacks a permission.
    MissingScope,
}

impl ErrorBody for ApiError {
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &["error"], message: &[] };

    fn code(&self) -> Option<&str> {
        Some(self.error.as_str())
    }
}

/// A channel.
#[object(server)]
pub struct Channel {
    /// The id.
    pub id: String,
    /// The name.
    pub name: String,
    /// `true` if the token's user has joined it.
    pub is_member: bool,
}

/// A page of channels.
#[object(server)]
pub struct Channels {
    /// The channels.
    pub channels: Vec<Channel>,
    /// The metadata of the response, such as the next cursor.
    pub response_metadata: Option<Metadata>,
}

/// The metadata of a response.
#[object(server)]
pub struct Metadata {
    /// The cursor of the next page; empty at the last one.
    pub next_cursor: String,
}

/// The place of a message.
#[object(server)]
pub struct Posted {
    /// The id of the channel.
    pub channel: String,
    /// The time of the message, which is its id within the channel.
    pub ts: String,
}

/// Channels and their messages.
#[endpoints(path = "/api", envelope = ENVELOPE, server)]
pub trait Conversations {
    /// Lists channels.
    #[endpoint(
        GET "/conversations.list?<cursor>&<limit>",
        paginate(cursor = cursor, next = response_metadata?.next_cursor, items = channels: Vec<Channel>, limit = limit)
    )]
    async fn list(&self, cursor: Option<String>, limit: Option<u16>) -> Result<Channels>;

    /// Joins a channel. The response has nothing but the envelope.
    #[endpoint(POST "/conversations.join", idempotent)]
    async fn join(&self, channel: String) -> Result<()>;

    /// Posts a message, or a reply to the message at `thread_ts`.
    #[endpoint(POST "/chat.postMessage")]
    async fn post(&self, channel: String, text: String, thread_ts: Option<String>) -> Result<Posted>;
}
