//! The body of a response on its way to the caller.

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
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
    deadline: Instant,
    /// The timer of the deadline. It starts with the first wait; the body of a short response seldom needs one.
    late: Option<Pin<Box<Sleep>>>,
    /// Held until the end, so that the request counts as long as its response lasts.
    _permit: Option<Permit>,
}

impl Download {
    pub(crate) fn passed(body: UpstreamBody, max_bytes: u64, deadline: Instant, permit: Option<Permit>) -> Self {
        Self::Upstream(Box::new(PassedBody {
            body: LimitedBody::new(body, max_bytes),
            deadline,
            late: None,
            _permit: permit,
        }))
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
                    Poll::Ready(_) if Instant::now() >= passed.deadline => Some(Err(BodyError::Timeout)),
                    Poll::Ready(data) => data,
                    Poll::Pending => {
                        let deadline = passed.deadline;
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
