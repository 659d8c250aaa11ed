//! Slack's slash commands: a form whose bytes are signed.

use endpoint_runtime::{Json, Result, WithBytes, endpoints, object};

#[object(sent, server, schema)]
pub struct Command {
    pub command: String,
    pub text: Option<String>,
    pub response_url: String,
}

#[endpoints(server, schema)]
pub trait Commands {
    /// Receives a command. The signature covers the time and the bytes of the body.
    #[endpoint(POST "/slack/commands", auth = none)]
    async fn receive(
        &self,
        #[header("X-Slack-Signature")] signature: String,
        #[header("X-Slack-Request-Timestamp")] timestamp: u64,
        #[body(form)] command: WithBytes<Command>,
    ) -> Result<Json>;
}
