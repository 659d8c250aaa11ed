//! OpenAI: a completion that arrives in parts.

use endpoint_runtime::{Result, endpoints, object, stream::EventStream};

/// A message of a conversation.
#[object(sent, server, schema)]
pub struct Message {
    pub role: String,
    pub content: String,
}

/// A part of a completion.
#[object(server, schema)]
pub struct CompletionChunk {
    pub id: String,
    pub choices: Vec<ChunkChoice>,
}

#[object(server, schema)]
pub struct ChunkChoice {
    pub index: u32,
    pub delta: Delta,
    pub finish_reason: Option<String>,
}

#[object(server, schema)]
pub struct Delta {
    pub role: Option<String>,
    pub content: Option<String>,
}

#[endpoints(server, schema)]
pub trait Chat {
    /// Completes a conversation, in parts as they are made.
    #[endpoint(POST "/v1/chat/completions", field("stream" = true), response(sse, done = "[DONE]", idle = "5m"))]
    async fn stream_completion(
        &self,
        model: String,
        messages: Vec<Message>,
        temperature: Option<f64>,
    ) -> Result<EventStream<CompletionChunk>>;
}
