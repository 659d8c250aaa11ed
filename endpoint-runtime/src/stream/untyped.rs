//! The events and lines of a response as data, for calls that know no types.

use bytes::Bytes;

use super::{Event, event_parser::EventParser, line_parser::LineParser};
use crate::{
    error::DecodeError,
    json::{Json, JsonMap},
    metadata::{ResponseFormat, ResponseMetadata},
};

/// Returns the events or values of a complete body as a list. An event is an object of `event`, `id` and `data`.
pub(crate) fn read_all(declared: &ResponseMetadata, body: &Bytes) -> Result<Json, DecodeError> {
    let mut items = Vec::new();
    if declared.format == ResponseFormat::Sse {
        let mut parser = EventParser::default();
        parser.push(body.clone());
        while let Ok(Some(event)) = parser.next(usize::MAX) {
            if declared.stream.done == Some(&*event.data) {
                break;
            }
            items.push(event_value(event));
        }
    } else {
        let mut parser = LineParser::default();
        parser.push(body.clone());
        while let Ok(Some(line)) = parser.next(usize::MAX) {
            items.push(line_value(&line)?);
        }
        if let Some(line) = parser.finish() {
            items.push(line_value(&line)?);
        }
    }
    Ok(Json::Array(items))
}

/// Returns an event as an object. Its data is JSON where it is, and text otherwise.
pub(crate) fn event_value(event: Event<String>) -> Json {
    let Event { event, id, data, .. } = event;
    let data = serde_json::from_str(&data).unwrap_or(Json::String(data));
    let id = (!id.is_empty()).then_some(("id", Json::String(id)));
    let members = [("event", Json::String(event.into_owned()))].into_iter().chain(id).chain([("data", data)]);
    Json::Object(members.map(|(name, value)| (name.to_owned(), value)).collect::<JsonMap>())
}

fn line_value(line: &[u8]) -> Result<Json, DecodeError> {
    serde_json::from_slice(line).map_err(|error| DecodeError::from_json(&error, line))
}
