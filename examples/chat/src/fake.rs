//! A model that repeats the question, and a job whose connection is lost again and again.

use std::{convert::Infallible, io, time::Duration};

use endpoint_runtime::{
    Error,
    http::StatusCode,
    server::{RouteConflict, Router},
    stream::{Event, EventStream},
};
use futures_util::{StreamExt as _, stream::iter};
use tokio::task::yield_now;

use crate::{
    ApiError, Chat, ChatServer, Choice, Chunk, ChunkChoice, CompleteRequest, Completion, Delta, ErrorDetails,
    FollowRequest, JobEvent, Jobs, JobsServer, Message, Model, Result, Role, Step, StreamRequest,
};

/// A model that repeats the question, and a job of three steps.
#[derive(Clone, Copy, Debug, Default)]
pub struct Fake;

impl Fake {
    /// Returns the routes of both traits as one service.
    ///
    /// # Errors
    /// Two endpoints match the same requests.
    pub fn router(self) -> std::result::Result<Router, RouteConflict> {
        Router::new(ChatServer::new(self).routes().merge(JobsServer::new(self).routes()))
    }
}

impl Chat for Fake {
    async fn complete(&self, request: CompleteRequest) -> Result<Completion> {
        let text = answer(&request.model, &request.messages)?;
        Ok(Completion::new([Choice::new(Message::new(Role::Assistant, text))]))
    }

    async fn stream(&self, request: StreamRequest) -> Result<EventStream<Chunk>> {
        let text = answer(&request.model, &request.messages)?;
        let words: Vec<String> = text.split_inclusive(' ').map(str::to_owned).collect();
        let parts = words.into_iter().map(|word| ChunkChoice::new(Delta::new().content(word)));
        let parts = parts.chain([ChunkChoice::new(Delta::new()).finish_reason("stop")]);
        Ok(EventStream::new(iter(parts.map(|part| Ok::<_, Infallible>(Event::new(Chunk::new([part])))))))
    }
}

impl Jobs for Fake {
    /// Loses the connection behind every second event.
    async fn follow(&self, request: FollowRequest) -> Result<EventStream<JobEvent>> {
        let known = request.after.and_then(|id| id.parse().ok()).unwrap_or(0);
        let events = [
            JobEvent::Step(Step::new(1_u32, 0.5)),
            JobEvent::Step(Step::new(2_u32, 0.25)),
            JobEvent::Step(Step::new(3_u32, 0.125)),
            JobEvent::Succeeded(Model::new(format!("tuned-by-{}", request.job))),
        ];
        let lost = (known + 2 < events.len()).then(|| Err(io::Error::from(io::ErrorKind::ConnectionReset)));
        let numbered = (1..).zip(events).skip(known).take(2);
        let sent = numbered.map(|(id, event)| Ok(Event::new(event).with_id(id.to_string()).with_retry(RETRY)));
        // Each item is sent before the next one is asked for, as with events that take their time.
        let in_time = iter(sent.chain(lost).collect::<Vec<_>>()).then(|item| async {
            yield_now().await;
            item
        });
        Ok(EventStream::new(in_time))
    }
}

/// The time after which clients reconnect.
const RETRY: Duration = Duration::from_millis(10);

fn answer(model: &str, messages: &[Message]) -> Result<String> {
    if model != "parrot-1" {
        let details = ErrorDetails::new(format!("there is no model `{model}`")).code("model_not_found");
        return Err(Error::api(StatusCode::NOT_FOUND, ApiError::new(details)));
    }
    let question = messages.last().map_or("nothing", |message| &message.content);
    Ok(format!("You said: {question}"))
}
