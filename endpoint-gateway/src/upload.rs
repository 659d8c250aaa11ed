//! The body of a request on its way to the upstream.

use std::{
    collections::VecDeque,
    pin::Pin,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
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

/// The most bytes of a body that are kept to be sent again.
const MAX_KEPT: usize = 64 * 1024;

/// A request's body on its way to the upstream.
pub(crate) struct Upload {
    /// The pieces that are sent again, before the rest of the body.
    again: VecDeque<Bytes>,
    /// `None` once it has ended.
    body: Option<LimitedBody<Incoming>>,
    progress: Arc<UploadProgress>,
    replay: Option<Arc<Mutex<Replay>>>,
}

/// The parts of a body that can be sent again: the pieces that were sent, and the rest, which is handed back when the body is
/// dropped.
#[derive(Default)]
struct Replay {
    sent: VecDeque<Bytes>,
    len: usize,
    rest: Option<LimitedBody<Incoming>>,
    is_handed_back: bool,
}

impl Upload {
    /// Creates the body of a request that is sent once.
    pub(crate) fn new(body: Incoming, max_bytes: u64) -> Self {
        let progress = Arc::new(UploadProgress::default());
        let body = (!body.is_end_stream()).then(|| LimitedBody::new(body, max_bytes));
        if body.is_none() {
            progress.set(UploadStage::Done);
        }
        Self { again: VecDeque::new(), body, progress, replay: None }
    }

    pub(crate) fn progress(&self) -> Arc<UploadProgress> {
        Arc::clone(&self.progress)
    }

    /// Keeps the body, unless it is long, to be sent again.
    pub(crate) fn keep(&mut self) -> KeptUpload {
        if self.body.is_some() {
            self.replay = Some(Arc::default());
        }
        KeptUpload { progress: self.progress(), replay: self.replay.clone() }
    }

    fn keep_sent(&mut self, data: &Bytes) {
        let Some(replay) = &self.replay else { return };
        let mut kept = lock(replay);
        kept.len = kept.len.saturating_add(data.len());
        if kept.len <= MAX_KEPT {
            kept.sent.push_back(data.clone());
        } else {
            kept.sent.clear();
            drop(kept);
            self.replay = None;
        }
    }
}

fn lock(replay: &Mutex<Replay>) -> MutexGuard<'_, Replay> {
    replay.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Drop for Upload {
    fn drop(&mut self) {
        if let Some(replay) = self.replay.take() {
            let mut kept = lock(&replay);
            (kept.rest, kept.is_handed_back) = (self.body.take(), true);
        }
    }
}

/// A body that can be sent again once the first [`Upload`] of it is dropped.
pub(crate) struct KeptUpload {
    progress: Arc<UploadProgress>,
    /// `None` if there is no body.
    replay: Option<Arc<Mutex<Replay>>>,
}

impl KeptUpload {
    /// Returns the body again, or `None` if it was too long, or broken.
    pub(crate) fn again(self) -> Option<Upload> {
        let Self { progress, replay } = self;
        let (mut again, mut body) = (VecDeque::new(), None);
        if let Some(replay) = replay {
            let mut kept = lock(&replay);
            let is_intact = matches!(progress.stage(), UploadStage::UnderWay | UploadStage::Done);
            if !kept.is_handed_back || !is_intact {
                return None;
            }
            (again, body) = (std::mem::take(&mut kept.sent), kept.rest.take());
        }
        if !again.is_empty() || body.is_some() {
            progress.set(UploadStage::UnderWay);
        }
        Some(Upload { again, body, progress, replay: None })
    }
}

impl Body for Upload {
    type Data = Bytes;
    type Error = BodyError;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, BodyError>>> {
        let data = match (self.again.pop_front(), &mut self.body) {
            (Some(piece), _) => Some(Ok(piece)),
            (None, Some(body)) => ready!(body.poll(context)),
            (None, None) => None,
        };
        if data.is_none() || self.body.as_ref().is_some_and(|body| body.body.is_end_stream()) {
            self.body = None;
        }
        match &data {
            Some(Err(BodyError::TooLarge)) => self.progress.set(UploadStage::TooLarge),
            Some(Err(_)) => self.progress.set(UploadStage::Broken),
            _ if self.is_end_stream() => self.progress.set(UploadStage::Done),
            _ => {}
        }
        if let Some(Ok(data)) = &data {
            self.keep_sent(data);
        }
        Poll::Ready(data.map(|data| data.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.again.is_empty() && self.body.is_none()
    }

    fn size_hint(&self) -> SizeHint {
        let again: u64 = self.again.iter().map(|piece| piece.len() as u64).sum();
        let rest = self.body.as_ref().map_or(SizeHint::with_exact(0), |body| body.body.size_hint());
        let mut hint = SizeHint::new();
        hint.set_lower(rest.lower().saturating_add(again));
        if let Some(upper) = rest.upper() {
            hint.set_upper(upper.saturating_add(again));
        }
        hint
    }
}
