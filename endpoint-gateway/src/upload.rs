//! The body of a request on its way to the upstream.

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

use crate::counted_body::{CountedBody, Cut};

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

/// A request's body on its way to the upstream.
pub(crate) struct Upload {
    body: CountedBody<Incoming>,
    progress: Arc<Progress>,
}

impl Upload {
    pub(crate) fn new(body: Incoming, most: u64) -> Self {
        let progress = Arc::new(Progress::default());
        if body.is_end_stream() {
            progress.set(Stage::Done);
        }
        Self { body: CountedBody::new(body, most), progress }
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
