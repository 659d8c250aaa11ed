//! A server-sent event.

use std::{borrow::Cow, time::Duration};

/// A server-sent event (WHATWG HTML, section 9.2).
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// The type of the event; `message` if the server names none.
    pub event: Cow<'static, str>,
    /// The last id that the server has given, which may be that of an earlier event; empty if there is none.
    pub id: String,
    /// The time after which the client reconnects from now on, if this event sets it.
    pub retry: Option<Duration>,
    /// The data: the value that its JSON is read as, or the text itself as a `String`.
    pub data: T,
}

impl<T> Event<T> {
    /// The type of an event that has no other.
    pub(super) const MESSAGE: Cow<'static, str> = Cow::Borrowed("message");

    /// Makes an event of the type `message`, without an id.
    pub fn new(data: T) -> Self {
        Self { event: Self::MESSAGE, id: String::new(), retry: None, data }
    }

    /// Sets the type. It has no line breaks, or the response ends.
    #[must_use]
    pub fn with_event(mut self, event: impl Into<Cow<'static, str>>) -> Self {
        self.event = event.into();
        self
    }

    /// Sets the id, from which a client goes on after it has reconnected. It has no line breaks and no NUL, or the response ends.
    #[must_use]
    pub fn with_id(mut self, id: impl Into<String>) -> Self {
        self.id = id.into();
        self
    }

    /// Sets the time after which the client reconnects, in whole milliseconds.
    #[must_use]
    pub fn with_retry(mut self, retry: Duration) -> Self {
        self.retry = Some(retry);
        self
    }

    pub(super) fn with_data<U>(self, data: U) -> Event<U> {
        let Self { event, id, retry, .. } = self;
        Event { event, id, retry, data }
    }
}
