//! The test channel: the messages that Stytch would have sent, for the tests of an application.

use std::collections::VecDeque;

use super::{Sandbox, state::State};
use crate::prelude::*;

/// The number of messages that are kept; older ones are forgotten.
const MAX_MESSAGES: usize = 1000;

/// The test channel of a sandbox, over HTTP as over [`Sandbox::messages`].
#[endpoints(defaults = crate::api, tag = "Sandbox", path = "/sandbox/messages", id = "sandbox_")]
pub trait TestChannel {
    /// Lists the messages that the sandbox would have sent, the oldest first.
    #[endpoint(GET "?<to>", id = "messages")]
    async fn messages(
        &self,
        /// The e-mail address or telephone number of the messages to list; all when left out.
        to: Option<String>,
    ) -> Result<MessagesResponse>;
}

/// The messages that a sandbox would have sent.
#[object]
pub struct MessagesResponse {
    /// The id of the call.
    pub request_id: String,
    /// The messages, the oldest first.
    pub messages: Vec<Message>,
    /// The HTTP status code, repeated.
    pub status_code: u16,
}

/// A message that Stytch would have sent.
#[object]
pub struct Message {
    /// The e-mail address or telephone number.
    pub to: String,
    /// The channel: `email`, `sms` or `whatsapp`.
    pub channel: String,
    /// The purpose, such as `magic_link`, `otp`, `invite` or `password_reset`.
    pub purpose: String,
    /// The link's URL with the token in its query; absent without a link.
    #[sensitive]
    pub url: Option<Token>,
    /// The token of the link; absent without a link.
    #[sensitive]
    pub token: Option<Token>,
    /// The one-time code; absent without one.
    #[sensitive]
    pub code: Option<Code>,
    /// The time of sending.
    pub sent_at: Timestamp,
}

/// The latest messages.
#[derive(Default)]
pub(super) struct Outbox(VecDeque<Message>);

impl State {
    /// Keeps a message with a link; its URL is the redirect URL with the token and its type in the query.
    pub(super) fn send_link(&mut self, to: &str, purpose: &str, redirect: Option<&str>, token_type: &str, token: &str) {
        let redirect = redirect.unwrap_or("http://localhost:3000/authenticate");
        let separator = if redirect.contains('?') { '&' } else { '?' };
        let url = format!("{redirect}{separator}stytch_token_type={token_type}&token={token}");
        let message = Message { url: Some(url.into()), token: Some(token.into()), ..Message::default() };
        self.send(to, "email", purpose, message);
    }

    /// Keeps a message with a one-time code.
    pub(super) fn send_code(&mut self, to: &str, channel: &str, code: &str) {
        self.send(to, channel, "otp", Message { code: Some(code.into()), ..Message::default() });
    }

    fn send(&mut self, to: &str, channel: &str, purpose: &str, message: Message) {
        let sent_at = super::clock::timestamp(self.now());
        let messages = &mut self.outbox.0;
        if messages.len() >= MAX_MESSAGES {
            messages.pop_front();
        }
        let (to, channel, purpose) = (to.to_owned(), channel.to_owned(), purpose.to_owned());
        messages.push_back(Message { to, channel, purpose, sent_at, ..message });
    }
}

impl Sandbox {
    /// Returns the messages that would have been sent to an e-mail address or telephone number, the oldest first. The
    /// sandbox keeps the latest 1000.
    ///
    /// Tests in other languages get them from `GET /sandbox/messages?to=ada@acme.example`, with the project's credentials.
    #[must_use]
    pub fn messages(&self, to: &str) -> Vec<Message> {
        self.state().outbox.0.iter().filter(|message| message.to == to).cloned().collect()
    }

    /// Returns the latest message to an e-mail address or telephone number.
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")] async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// use stytch_endpoints::consumer::magic_links::{AuthenticateRequest, email::LoginOrCreateRequest};
    /// use stytch_endpoints::sandbox::Sandbox;
    ///
    /// let sandbox = Sandbox::new();
    /// let links = sandbox.stytch()?.consumer().magic_links();
    /// links.email().login_or_create(LoginOrCreateRequest::new("ada@acme.example")).await?;
    /// let token = sandbox.last_message("ada@acme.example").and_then(|message| message.token).ok_or("nothing was sent")?;
    /// assert!(links.authenticate(AuthenticateRequest::new(token)).await?.session.is_none());
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn last_message(&self, to: &str) -> Option<Message> {
        self.state().outbox.0.iter().rfind(|message| message.to == to).cloned()
    }
}

impl TestChannel for Sandbox {
    async fn messages(&self, request: MessagesRequest) -> Result<MessagesResponse> {
        self.respond(|state, request_id| {
            let is_meant = |message: &&Message| request.to.as_ref().is_none_or(|to| *to == message.to);
            let messages = state.outbox.0.iter().filter(is_meant).cloned().collect();
            Ok(MessagesResponse { request_id, messages, status_code: 200 })
        })
    }
}
