//! Slack: an error with the status 200.

use endpoint_runtime::{Envelope, ErrorBody, ErrorFields, endpoints, object};

/// `{"ok": true, …}`, or `{"ok": false, "error": "…"}`.
pub const ENVELOPE: Envelope = Envelope::flag("ok");

#[object(server, schema)]
pub struct SlackError {
    /// The code, such as `channel_not_found`.
    pub error: String,
    /// The scope that the token lacks.
    pub needed: Option<String>,
}

impl ErrorBody for SlackError {
    const FIELDS: ErrorFields = ErrorFields { request_id: &[], code: &["error"], message: &[] };

    fn code(&self) -> Option<&str> {
        Some(&self.error)
    }
}

pub type Result<T> = endpoint_runtime::Result<T, SlackError>;

#[object(server, schema)]
pub struct Posted {
    pub channel: String,
    pub ts: String,
}

#[endpoints(envelope = ENVELOPE, server, schema)]
pub trait Chat {
    #[endpoint(POST "/api/chat.postMessage")]
    async fn post_message(&self, channel: String, text: String, thread_ts: Option<String>) -> Result<Posted>;

    #[endpoint(POST "/api/chat.delete", destructive)]
    async fn delete(&self, channel: String, ts: String) -> Result<()>;
}
