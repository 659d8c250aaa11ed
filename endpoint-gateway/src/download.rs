//! The body of a response on its way to the caller.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use crate::{
    limited_body::{BodyError, LimitedBody},
    limits::Permit,
    upstream::UpstreamBody,
};

/// The body of a response on its way to the caller.
pub(crate) enum Download {
    /// The body of a response that the gateway made.
    Gateway(Bytes),
    /// The upstream's body.
    Upstream(Box<PassedBody>),
}

/// The upstream's body with its limits.
pub(crate) struct PassedBody {
    body: LimitedBody<UpstreamBody>,
    deadline: Deadline,
    /// The timer of the deadline. It starts with the first wait; the body of a short response seldom needs one.
    late: Option<Pin<Box<Sleep>>>,
    /// Held until the end, so that the request counts as long as its response lasts.
    _permit: Option<Permit>,
}

/// The time until which a body has to end.
#[derive(Clone, Copy)]
pub(crate) struct Deadline {
    pub(crate) at: Instant,
    /// The time by which each chunk of a stream puts it off.
    pub(crate) idle: Option<Duration>,
}

impl Download {
    pub(crate) fn passed(body: UpstreamBody, max_bytes: u64, deadline: Deadline, permit: Option<Permit>) -> Self {
        Self::Upstream(Box::new(PassedBody {
            body: LimitedBody::new(body, max_bytes),
            deadline,
            late: None,
            _permit: permit,
        }))
    }
}

impl PassedBody {
    /// Puts the deadline of a stream off, of which a chunk has arrived.
    fn put_off(&mut self) {
        let Some(idle) = self.deadline.idle else { return };
        self.deadline.at = Instant::now() + idle;
        if let Some(late) = &mut self.late {
            late.as_mut().reset(self.deadline.at);
        }
    }
}

impl Body for Download {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let data = match &mut *self {
            Self::Gateway(bytes) if bytes.is_empty() => None,
            Self::Gateway(bytes) => Some(Ok(std::mem::take(bytes))),
            Self::Upstream(passed) => {
                if let Some(late) = &mut passed.late
                    && late.as_mut().poll(context).is_ready()
                {
                    return Poll::Ready(Some(Err(BodyError::Timeout)));
                }
                match passed.body.poll(context) {
                    // A caller that reads slowly may never make the body wait, so that the timer never starts.
                    Poll::Ready(_) if passed.deadline.idle.is_none() && Instant::now() >= passed.deadline.at => {
                        Some(Err(BodyError::Timeout))
                    }
                    Poll::Ready(data) => {
                        passed.put_off();
                        data
                    }
                    Poll::Pending => {
                        let deadline = passed.deadline.at;
                        let late = passed.late.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
                        ready!(late.as_mut().poll(context));
                        return Poll::Ready(Some(Err(BodyError::Timeout)));
                    }
                }
            }
        };
        Poll::Ready(data.map(|data| data.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Gateway(bytes) => bytes.is_empty(),
            Self::Upstream(passed) => passed.body.body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Gateway(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Upstream(passed) => passed.body.body.size_hint(),
        }
    }
}
