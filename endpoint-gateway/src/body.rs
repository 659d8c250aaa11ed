//! Bodies on their way, in either direction: counted, bounded, never gathered.

use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicU8, Ordering::Relaxed},
    },
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use http_body::{Body, Frame, SizeHint};
use hyper::body::Incoming;
use tokio::time::{Instant, Sleep, sleep_until};

use crate::{Caller, upstream::Answer};

/// How far the body of a request has got.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Stage {
    UnderWay,
    Done,
    TooLarge,
    /// The caller went away, or framed it wrongly.
    Broken,
}

#[derive(Debug, Default)]
pub(crate) struct Progress(AtomicU8);

impl Progress {
    pub(crate) fn stage(&self) -> Stage {
        [Stage::UnderWay, Stage::Done, Stage::TooLarge]
            .into_iter()
            .find(|stage| *stage as u8 == self.0.load(Relaxed))
            .unwrap_or(Stage::Broken)
    }

    fn set(&self, stage: Stage) {
        self.0.store(stage as u8, Relaxed);
    }
}

/// Why a body ends before its end.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cut {
    #[error("the body is too large")]
    TooLarge,
    #[error("the time is over")]
    Late,
    #[error("the sender broke it off")]
    Broken(#[source] hyper::Error),
}

/// A body that a peer sends, at most so long. Trailers are dropped: none are declared.
struct Counted<B> {
    body: B,
    left: u64,
}

impl<B: Body<Data = Bytes, Error = hyper::Error> + Unpin> Counted<B> {
    fn poll(&mut self, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Cut>>> {
        loop {
            let frame = match ready!(Pin::new(&mut self.body).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(Cut::Broken(error)))),
                Some(Ok(frame)) => frame,
            };
            let Ok(data) = frame.into_data() else { continue };
            let Some(left) = self.left.checked_sub(data.len() as u64) else {
                return Poll::Ready(Some(Err(Cut::TooLarge)));
            };
            self.left = left;
            return Poll::Ready(Some(Ok(data)));
        }
    }
}

/// A request's body on its way to the upstream.
pub(crate) struct Upload {
    body: Counted<Incoming>,
    progress: Arc<Progress>,
}

impl Upload {
    pub(crate) fn new(body: Incoming, most: u64) -> Self {
        let progress = Arc::new(Progress::default());
        if body.is_end_stream() {
            progress.set(Stage::Done);
        }
        Self { body: Counted { body, left: most }, progress }
    }

    pub(crate) fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.progress)
    }
}

impl Body for Upload {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        let data = ready!(self.body.poll(context));
        match &data {
            None => self.progress.set(Stage::Done),
            Some(Err(Cut::TooLarge)) => self.progress.set(Stage::TooLarge),
            Some(Err(_)) => self.progress.set(Stage::Broken),
            Some(Ok(_)) if self.body.body.is_end_stream() => self.progress.set(Stage::Done),
            Some(Ok(_)) => {}
        }
        Poll::Ready(data.map(|data| data.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.body.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.body.size_hint()
    }
}

/// An answer's body on its way to the caller.
pub(crate) enum Download {
    /// The gateway's own words.
    Own(Bytes),
    /// The upstream's.
    Passed(Box<Passed>),
}

pub(crate) struct Passed {
    body: Counted<Answer>,
    deadline: Instant,
    /// Runs once the body is waited for, which that of a short answer seldom is.
    late: Option<Pin<Box<Sleep>>>,
    /// Kept until the end, since it may hold a permit.
    _caller: Caller,
}

impl Download {
    pub(crate) fn passed(body: Answer, most: u64, deadline: Instant, caller: Caller) -> Self {
        Self::Passed(Box::new(Passed { body: Counted { body, left: most }, deadline, late: None, _caller: caller }))
    }
}

impl Body for Download {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        let data = match &mut *self {
            Self::Own(bytes) if bytes.is_empty() => None,
            Self::Own(bytes) => Some(Ok(std::mem::take(bytes))),
            Self::Passed(passed) => {
                if let Some(late) = &mut passed.late
                    && late.as_mut().poll(context).is_ready()
                {
                    return Poll::Ready(Some(Err(Cut::Late)));
                }
                match passed.body.poll(context) {
                    // A caller that takes little at a time never lets it wait.
                    Poll::Ready(_) if Instant::now() >= passed.deadline => Some(Err(Cut::Late)),
                    Poll::Ready(data) => data,
                    Poll::Pending => {
                        let deadline = passed.deadline;
                        let late = passed.late.get_or_insert_with(|| Box::pin(sleep_until(deadline)));
                        ready!(late.as_mut().poll(context));
                        return Poll::Ready(Some(Err(Cut::Late)));
                    }
                }
            }
        };
        Poll::Ready(data.map(|data| data.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        match self {
            Self::Own(bytes) => bytes.is_empty(),
            Self::Passed(passed) => passed.body.body.is_end_stream(),
        }
    }

    fn size_hint(&self) -> SizeHint {
        match self {
            Self::Own(bytes) => SizeHint::with_exact(bytes.len() as u64),
            Self::Passed(passed) => passed.body.body.size_hint(),
        }
    }
}
