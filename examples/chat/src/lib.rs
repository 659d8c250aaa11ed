//! A chat API in the manner of OpenAI: an answer arrives as server-sent events, up to an end mark; the events of a job have types, and go on
//! after a lost connection.

mod fake;

use endpoint_runtime::{ErrorBody, endpoints, object, open_enum, stream::EventStream};
use serde::{Deserialize, Serialize};

pub use fake::Fake;

/// The result of a call.
pub type Result<T> = endpoint_runtime::Result<T, ApiError>;

/// The body of every error.
#[object(server)]
pub struct ApiError {
    /// The details, the only member.
    pub error: ErrorDetails,
}

/// The details of an error.
#[object(server)]
pub struct ErrorDetails {
    /// The explanation for a person.
    pub message: String,
    /// The code, such as `model_not_found`.
    pub code: Option<String>,
}

impl ErrorBody for ApiError {
    fn code(&self) -> Option<&str> {
        self.error.code.as_deref()
    }

    fn message(&self) -> Option<&str> {
        Some(&self.error.message)
    }
}

/// A message of a conversation.
#[object(sent, server)]
pub struct Message {
    /// The author.
    pub role: Role,
    /// The text.
    pub content: String,
}

/// The author of a message.
#[open_enum(rename_all = "snake_case")]
pub enum Role {
    /// The instructions of the program.
    System,
    /// The person.
    User,
    /// The model.
    Assistant,
}

/// An answer.
#[object(server)]
pub struct Completion {
    /// The alternatives; one, unless several are asked for.
    pub choices: Vec<Choice>,
}

/// One of the alternatives.
#[object(server)]
pub struct Choice {
    /// The answer.
    pub message: Message,
}

/// A part of an answer.
#[object(server)]
pub struct Chunk {
    /// The text that continues the alternatives.
    pub choices: Vec<ChunkChoice>,
}

/// A part of one of the alternatives.
#[object(server)]
pub struct ChunkChoice {
    /// The members of the message that are new.
    pub delta: Delta,
    /// The reason of the end, in the last part.
    pub finish_reason: Option<String>,
}

/// The new members of a message.
#[object(server)]
pub struct Delta {
    /// The text that follows the previous one.
    pub content: Option<String>,
}

/// Conversations.
#[endpoints(path = "/v1/chat/completions", server)]
pub trait Chat {
    /// Answers as a whole.
    #[endpoint(POST)]
    async fn complete(&self, model: String, messages: Vec<Message>) -> Result<Completion>;

    /// Answers while the text is made. The constant `stream` tells both methods apart, which have one URL.
    #[endpoint(POST, field("stream" = true), response(sse, done = "[DONE]", idle = "2m"))]
    async fn stream(&self, model: String, messages: Vec<Message>) -> Result<EventStream<Chunk>>;
}

/// An event of a job. Its type says which members its data has.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[serde(tag = "event", content = "data", rename_all = "snake_case")]
pub enum JobEvent {
    /// A step is complete.
    Step(Step),
    /// The job is complete.
    Succeeded(Model),
    /// A type that is not known yet.
    #[serde(other)]
    Other,
}

/// The progress of a job.
#[object(server)]
pub struct Step {
    /// The number of the step, from 1.
    pub step: u32,
    /// The error of the model after the step.
    pub loss: f64,
}

/// The model that a job has made.
#[object(server)]
pub struct Model {
    /// The name, to be used in conversations.
    pub model: String,
}

/// Jobs that train a model.
#[endpoints(path = "/v1/fine_tuning/jobs/<job>", server)]
pub trait Jobs {
    /// Follows a job. A lost connection is made again, and goes on behind the last event that has arrived.
    #[endpoint(GET "/events?stream=true", response(sse, tagged, reconnect, done = "[DONE]"))]
    async fn follow(
        &self,
        job: String,
        /// The id of the last event that is known. The client sends it when it reconnects.
        #[header("Last-Event-ID")]
        after: Option<String>,
    ) -> Result<EventStream<JobEvent>>;
}
