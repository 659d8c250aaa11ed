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

use crate::limited_body::{BodyError, LimitedBody};

/// The progress of a request's body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum UploadStage {
    UnderWay,
    Done,
    TooLarge,
    /// The caller disconnected, or framed the body wrongly.
    Broken,
}

/// The progress of a request's body, shared with the task that waits for the response.
#[derive(Debug, Default)]
pub(crate) struct UploadProgress(AtomicU8);

impl UploadProgress {
    pub(crate) fn stage(&self) -> UploadStage {
        [UploadStage::UnderWay, UploadStage::Done, UploadStage::TooLarge]
            .into_iter()
            .find(|stage| *stage as u8 == self.0.load(Relaxed))
            .unwrap_or(UploadStage::Broken)
    }

    fn set(&self, stage: UploadStage) {
        self.0.store(stage as u8, Relaxed);
    }
}

/// A request's body on its way to the upstream.
pub(crate) struct Upload {
    body: LimitedBody<Incoming>,
    progress: Arc<UploadProgress>,
}

impl Upload {
    pub(crate) fn new(body: Incoming, max_bytes: u64) -> Self {
        let progress = Arc::new(UploadProgress::default());
        if body.is_end_stream() {
            progress.set(UploadStage::Done);
        }
        Self { body: LimitedBody::new(body, max_bytes), progress }
    }

    pub(crate) fn progress(&self) -> Arc<UploadProgress> {
        Arc::clone(&self.progress)
    }
}

impl Body for Upload {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let data = ready!(self.body.poll(context));
        match &data {
            None => self.progress.set(UploadStage::Done),
            Some(Err(BodyError::TooLarge)) => self.progress.set(UploadStage::TooLarge),
            Some(Err(_)) => self.progress.set(UploadStage::Broken),
            Some(Ok(_)) if self.body.body.is_end_stream() => self.progress.set(UploadStage::Done),
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
