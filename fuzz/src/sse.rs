//! Event streams in pieces of any length: every cut gives the same events, and they are those of `eventsource-stream`.

use endpoint_runtime::Bytes;
use eventsource_stream::Eventsource as _;
use futures_util::StreamExt as _;

use crate::fixtures::{EventsRequest, Pieces, block_on};

/// A byte-order mark.
const MARK: &[u8] = b"\xef\xbb\xbf";

/// The type, the id and the data of an event.
type Read = (String, String, String);

pub(crate) fn check(data: &[u8]) {
    let Some((length, body)) = data.split_first() else { return };
    let whole = read(body, body.len());
    assert_eq!(read(body, usize::from(*length)), whole, "the pieces in which bytes arrive change nothing");
    // The crate breaks off where the text is not UTF-8, panics at a byte-order mark, and waits for what follows a carriage return.
    let body = body.strip_prefix(MARK).unwrap_or(body);
    if std::str::from_utf8(body).is_ok() && !body.starts_with(MARK) && !body.ends_with(b"\r") {
        assert_eq!(peer(body), whole);
    }
}

fn read(body: &[u8], length: usize) -> Vec<Read> {
    let client = Pieces::new("text/event-stream", body, length).client();
    block_on(async {
        let mut events = client.send(EventsRequest::new()).await.expect("a response");
        let mut read = Vec::new();
        while let Some(event) = events.next().await {
            let event = event.expect("any text is an event stream");
            read.push((event.event.into_owned(), event.id, event.data));
        }
        read
    })
}

fn peer(body: &[u8]) -> Vec<Read> {
    let stream = futures_util::stream::iter([Ok::<_, std::convert::Infallible>(Bytes::copy_from_slice(body))]);
    let events =
        stream.eventsource().filter_map(async |event| event.ok()).map(|event| (event.event, event.id, event.data));
    block_on(events.collect())
}
