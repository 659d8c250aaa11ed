//! Events whose type says how their data is read: with the option `tagged`, a value is `{"event": …, "data": …}`.

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

use crate::error::DecodeError;

/// Reads the value of an event. Data that is no JSON is a text. The data of a type that has none is passed over.
pub(super) fn decode<T: DeserializeOwned>(event: &str, data: &str) -> Result<T, DecodeError> {
    let event = text(event);
    let is_json = serde_json::from_str::<&RawValue>(data).is_ok();
    let data = if is_json { data.to_owned() } else { text(data) };
    let whole = format!("{{\"event\":{event},\"data\":{data}}}");
    serde_json::from_str(&whole).or_else(|error| {
        let without_data = serde_json::from_str(&format!("{{\"event\":{event}}}"));
        without_data.map_err(|_| DecodeError::from_json(&error, whole.as_bytes()))
    })
}

/// Returns the JSON of a text.
fn text(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

#[cfg(feature = "server")]
pub(crate) use server::with_event_names;

#[cfg(feature = "server")]
mod server {
    use std::{
        collections::HashMap,
        pin::Pin,
        task::{Context, Poll, ready},
    };

    use bytes::Bytes;
    use http::Response;
    use http_body::{Body as HttpBody, Frame};
    use serde_json::value::RawValue;

    use crate::{body::Body, error::BoxError};

    /// Writes the type of each event of a response as its name, and the data alone as its data.
    pub(crate) fn with_event_names(response: Response<Body>) -> Response<Body> {
        response.map(|body| Body::stream(Named(body)))
    }

    /// A body whose chunks are events.
    struct Named(Body);

    impl HttpBody for Named {
        type Data = Bytes;
        type Error = BoxError;

        fn poll_frame(
            mut self: Pin<&mut Self>,
            context: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, BoxError>>> {
            let frame = ready!(Pin::new(&mut self.0).poll_frame(context));
            Poll::Ready(frame.map(|frame| {
                frame?.into_data().map_err(|_| BoxError::from("an event is no data")).and_then(|event| named(&event))
            }))
        }
    }

    /// Rewrites an event, whose data is one line of JSON.
    fn named(event: &[u8]) -> Result<Frame<Bytes>, BoxError> {
        let event = std::str::from_utf8(event)?;
        let mut named = String::new();
        for line in event.split_terminator('\n') {
            match line.strip_prefix("data: ") {
                Some(data) => {
                    let members: HashMap<String, &RawValue> = serde_json::from_str(data).unwrap_or_default();
                    let event = members.get("event").and_then(|event| serde_json::from_str::<String>(event.get()).ok());
                    let event = event.ok_or("a value of a response with the option `tagged` has no member `event`")?;
                    if event.contains(['\n', '\r']) {
                        return Err("the type of an event contains a line break".into());
                    }
                    named.extend([
                        "event: ",
                        &event,
                        "\ndata: ",
                        members.get("data").map_or("null", |data| data.get()),
                        "\n",
                    ]);
                }
                None if line.starts_with("event: ") => {}
                None => named.extend([line, "\n"]),
            }
        }
        Ok(Frame::data(named.into()))
    }
}
