//! OpenAI: a response of bytes.

use endpoint_runtime::{Bytes, Result, endpoints};

#[endpoints(server, schema)]
pub trait Speech {
    /// Turns a text into speech.
    #[endpoint(POST "/v1/audio/speech", response(bytes, type = "audio/mpeg"))]
    async fn create_speech(&self, model: String, voice: String, input: String, speed: Option<f64>) -> Result<Bytes>;
}
