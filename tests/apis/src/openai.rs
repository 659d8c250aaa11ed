//! OpenAI: a response of bytes, and a file beside fields.

use endpoint_runtime::{Bytes, FilePart, Result, endpoints, object};

#[endpoints(server, schema)]
pub trait Speech {
    /// Turns a text into speech.
    #[endpoint(POST "/v1/audio/speech", response(bytes, type = "audio/mpeg"))]
    async fn create_speech(&self, model: String, voice: String, input: String, speed: Option<f64>) -> Result<Bytes>;
}

/// The text of a speech.
#[object(server, schema)]
pub struct Transcription {
    pub text: String,
}

#[endpoints(server, schema)]
pub trait Transcriptions {
    /// Turns speech into text.
    #[endpoint(POST "/v1/audio/transcriptions", multipart)]
    async fn transcribe(
        &self,
        file: FilePart,
        model: String,
        language: Option<String>,
        temperature: Option<f64>,
        #[field("timestamp_granularities[]")] timestamp_granularities: Vec<String>,
    ) -> Result<Transcription>;
}
