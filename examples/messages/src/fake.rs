//! A workspace with three channels, one of which was joined.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use endpoint_runtime::{Error, http::StatusCode};

use crate::{
    ApiError, Channel, Channels, Code, Conversations, JoinRequest, ListRequest, Metadata, PostRequest, Posted, Result,
};

/// A workspace with three channels, one of which was joined. Clones share it.
#[derive(Clone, Debug)]
pub struct Fake(Arc<Mutex<State>>);

#[derive(Debug)]
struct State {
    channels: Vec<Channel>,
    /// The texts of the messages. The index of a message is its time.
    texts: Vec<String>,
}

impl Default for Fake {
    fn default() -> Self {
        let channels = vec![
            Channel::new("C1", "general", true),
            Channel::new("C2", "random", false),
            Channel::new("C3", "ops", false),
        ];
        Self(Arc::new(Mutex::new(State { channels, texts: Vec::new() })))
    }
}

impl Fake {
    /// Returns the texts of all messages, in their order.
    #[must_use]
    pub fn texts(&self) -> Vec<String> {
        self.state().texts.clone()
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn channel(&mut self, id: &str) -> Result<&mut Channel> {
        self.channels.iter_mut().find(|channel| channel.id == id).ok_or_else(|| error(Code::ChannelNotFound))
    }
}

/// An error has the status 200, too. The server adds `"ok": false`.
fn error(code: Code) -> Error<ApiError> {
    Error::api(StatusCode::OK, ApiError::new(code))
}

impl Conversations for Fake {
    async fn list(&self, request: ListRequest) -> Result<Channels> {
        let state = self.state();
        let begin = request.cursor.and_then(|cursor| cursor.parse().ok()).unwrap_or(0);
        let end = usize::from(request.limit.unwrap_or(100)).saturating_add(begin);
        let channels: Vec<_> = state.channels.iter().take(end).skip(begin).cloned().collect();
        let next_cursor = if end < state.channels.len() { end.to_string() } else { String::new() };
        Ok(Channels::new(channels).response_metadata(Metadata::new(next_cursor)))
    }

    async fn join(&self, request: JoinRequest) -> Result<()> {
        self.state().channel(&request.channel)?.is_member = true;
        Ok(())
    }

    async fn post(&self, request: PostRequest) -> Result<Posted> {
        let mut state = self.state();
        if !state.channel(&request.channel)?.is_member {
            return Err(error(Code::NotInChannel));
        }
        state.texts.push(request.text);
        Ok(Posted::new(request.channel, state.texts.len().to_string()))
    }
}
