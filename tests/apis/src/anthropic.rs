//! Anthropic's messages: events of several types, whose data says its type, too.

use endpoint_runtime::{Json, Result, endpoints, object, schema::schemars::JsonSchema, stream::EventStream};
use serde::{Deserialize, Serialize};

#[object(sent, server, schema)]
pub struct InputMessage {
    pub role: String,
    pub content: String,
}

/// A part of a text, or of the JSON of a tool's input.
#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[schemars(crate = "endpoint_runtime::schema::schemars")]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Delta {
    TextDelta {
        text: String,
    },
    InputJsonDelta {
        partial_json: String,
    },
    #[serde(other)]
    Other,
}

#[derive(Debug, Deserialize, Serialize, JsonSchema)]
#[schemars(crate = "endpoint_runtime::schema::schemars")]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum MessageEvent {
    MessageStart {
        message: Json,
    },
    ContentBlockStart {
        index: u32,
        content_block: Json,
    },
    ContentBlockDelta {
        index: u32,
        delta: Delta,
    },
    ContentBlockStop {
        index: u32,
    },
    MessageDelta {
        delta: Json,
        usage: Json,
    },
    MessageStop,
    Ping,
    Error {
        error: Json,
    },
    #[serde(other)]
    Other,
}

#[endpoints(path = "/v1/messages", header("anthropic-version" = "2023-06-01"), server, schema)]
pub trait Messages {
    #[endpoint(POST, field("stream" = true), response(sse, idle = "5m"))]
    async fn stream(
        &self,
        model: String,
        max_tokens: u32,
        messages: Vec<InputMessage>,
        #[header("anthropic-beta")]
        #[join(",")]
        betas: Vec<String>,
    ) -> Result<EventStream<MessageEvent>>;

    #[endpoint(POST "/count_tokens", idempotent)]
    async fn count_tokens(&self, model: String, messages: Vec<InputMessage>) -> Result<Json>;
}
