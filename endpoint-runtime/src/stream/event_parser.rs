//! The parser of event streams (WHATWG HTML, section 9.2.6), which gets the bytes in any chunks.

use std::{borrow::Cow, time::Duration};

use bytes::{Buf as _, Bytes};

use super::Event;

/// A parser of events, whose data is text.
#[derive(Debug, Default)]
pub(super) struct EventParser {
    /// The part of the last chunk that is not parsed yet.
    rest: Bytes,
    /// The beginning of a line whose end has not arrived.
    line: Vec<u8>,
    /// True if the last line ended with CR, so that LF belongs to it.
    is_after_carriage_return: bool,
    /// True behind the first line, which may begin with a byte-order mark.
    has_begun: bool,
    data: Vec<u8>,
    has_data: bool,
    event: Vec<u8>,
    retry: Option<Duration>,
    /// The id that has been read, which counts from the end of its event on.
    id: String,
    last_id: String,
}

/// The error of an event that is longer than the limit.
#[derive(Debug, PartialEq)]
pub(super) struct TooLong;

impl EventParser {
    /// Adds bytes, once [`next`](Self::next) has returned `None`.
    pub(super) fn push(&mut self, chunk: Bytes) {
        self.rest = chunk;
    }

    /// Returns the id to go on from.
    pub(super) fn last_id(&self) -> &str {
        &self.last_id
    }

    /// Begins with a new response, and keeps the last id. An unfinished event is dropped.
    pub(super) fn restart(&mut self) {
        let last_id = std::mem::take(&mut self.last_id);
        *self = Self { id: last_id.clone(), last_id, ..Self::default() };
    }

    /// Returns the next event; `None` if it has not arrived completely.
    pub(super) fn next(&mut self, limit: usize) -> Result<Option<Event<String>>, TooLong> {
        while !self.rest.is_empty() {
            if self.is_after_carriage_return {
                self.is_after_carriage_return = false;
                if self.rest.first() == Some(&b'\n') {
                    self.rest.advance(1);
                    continue;
                }
            }
            let length = self.rest.iter().position(|byte| matches!(byte, b'\n' | b'\r'));
            let part = self.rest.split_to(length.unwrap_or(self.rest.len()));
            if self.line.len() + self.data.len() + part.len() > limit {
                return Err(TooLong);
            }
            if length.is_none() {
                self.line.extend_from_slice(&part);
                break;
            }
            self.is_after_carriage_return = self.rest.first() == Some(&b'\r');
            self.rest.advance(1);
            let event = if self.line.is_empty() {
                self.end_line(&part)
            } else {
                let mut line = std::mem::take(&mut self.line);
                line.extend_from_slice(&part);
                let event = self.end_line(&line);
                line.clear();
                self.line = line;
                event
            };
            if event.is_some() {
                return Ok(event);
            }
        }
        Ok(None)
    }

    /// Reads a line; a blank one ends the event.
    fn end_line(&mut self, line: &[u8]) -> Option<Event<String>> {
        let is_first = !std::mem::replace(&mut self.has_begun, true);
        let line = if is_first { line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line) } else { line };
        if line.is_empty() {
            return self.end_event();
        }
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let (name, value) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        let value = value.strip_prefix(b" ").unwrap_or(value);
        match name {
            b"data" => {
                if self.has_data {
                    self.data.push(b'\n');
                }
                self.has_data = true;
                self.data.extend_from_slice(value);
            }
            b"event" => {
                self.event.clear();
                self.event.extend_from_slice(value);
            }
            b"id" if !value.contains(&0) => self.id = String::from_utf8_lossy(value).into_owned(),
            b"retry" if !value.is_empty() && value.iter().all(u8::is_ascii_digit) => {
                let milliseconds = std::str::from_utf8(value).ok().and_then(|digits| digits.parse().ok());
                self.retry = milliseconds.map(Duration::from_millis).or(self.retry);
            }
            // A comment, or a field that is unknown.
            _ => {}
        }
        None
    }

    fn end_event(&mut self) -> Option<Event<String>> {
        if self.last_id != self.id {
            self.last_id.clone_from(&self.id);
        }
        let retry = self.retry.take();
        if !std::mem::take(&mut self.has_data) {
            self.event.clear();
            // The time counts without an event, too, so the next one tells it.
            self.retry = retry;
            return None;
        }
        let event = match &self.event[..] {
            b"" | b"message" => Event::<String>::MESSAGE,
            event => Cow::Owned(String::from_utf8_lossy(event).into_owned()),
        };
        self.event.clear();
        let data = String::from_utf8(std::mem::take(&mut self.data))
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Some(Event { event, id: self.last_id.clone(), retry, data })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Returns the events of these chunks, as `(event, id, data)`.
    fn events(chunks: &[&[u8]]) -> Vec<(String, String, String)> {
        let mut parser = EventParser::default();
        let mut events = Vec::new();
        for chunk in chunks {
            parser.push(Bytes::copy_from_slice(chunk));
            while let Some(Event { event, id, data, .. }) = parser.next(1_000).unwrap() {
                events.push((event.into_owned(), id, data));
            }
        }
        events
    }

    fn data(text: &str) -> Vec<String> {
        events(&[text.as_bytes()]).into_iter().map(|(.., data)| data).collect()
    }

    #[test]
    fn the_examples_of_the_standard_are_read() {
        assert_eq!(data("data: YHOO\ndata: +2\ndata: 10\n\n"), ["YHOO\n+2\n10"]);
        let text =
            ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\ndata: cut";
        let expected = [("1", "first event"), ("", "second event"), ("", " third event")];
        let read: Vec<_> = events(&[text.as_bytes()]).into_iter().map(|(_, id, data)| (id, data)).collect();
        assert_eq!(read, expected.map(|(id, data)| (id.to_owned(), data.to_owned())));
        assert_eq!(data("data\n\ndata\ndata\n\ndata:"), ["", "\n"]);
        assert_eq!(data("data:test\n\ndata: test\n\n"), ["test", "test"]);
    }

    #[test]
    fn line_ends_a_byte_order_mark_and_unknown_fields_are_survived() {
        assert_eq!(data("\u{feff}data: a\r\n\r\ndata: b\r\rdata: c\n\n"), ["a", "b", "c"]);
        assert_eq!(data("data: a\n\n\u{feff}data: b\n\n"), ["a"]);
        assert_eq!(data("Data: a\nfoo: b\n:data: c\ndata: d\n\n"), ["d"]);
        assert_eq!(data("event: a\n\ndata: b\n\n"), ["b"]);
    }

    #[test]
    fn an_id_with_nul_is_ignored_and_an_id_is_kept() {
        let text = "id: 1\ndata: a\n\nid: 2\u{0}\ndata: b\n\nid: 3\n\nevent: e\ndata: c\n\ndata: d\n\n";
        let read: Vec<_> =
            events(&[text.as_bytes()]).into_iter().map(|(event, id, data)| format!("{event} {id} {data}")).collect();
        assert_eq!(read, ["message 1 a", "message 1 b", "e 3 c", "message 3 d"]);
    }

    #[test]
    fn only_digits_are_a_time() {
        let retry = |text: &'static str| {
            let mut parser = EventParser::default();
            parser.push(Bytes::from_static(text.as_bytes()));
            parser.next(1_000).unwrap().unwrap().retry
        };
        assert_eq!(retry("retry: 1500\ndata\n\n"), Some(Duration::from_millis(1_500)));
        assert_eq!(retry("retry: 20\n\ndata\n\n"), Some(Duration::from_millis(20)));
        for text in
            ["retry: 1.5\ndata\n\n", "retry: -1\ndata\n\n", "retry\ndata\n\n", "retry: 99999999999999999999\ndata\n\n"]
        {
            assert_eq!(retry(text), None, "{text}");
        }
    }

    #[test]
    fn any_chunks_give_the_same_events() {
        let text = "\u{feff}id: 7\r\nevent: up\rdata: ä\r\ndata: b\n\n: c\nretry: 3\n\ndata\n\r\ndata: {\"a\":\r\ndata:1}\n\n\n\n";
        let whole = events(&[text.as_bytes()]);
        assert_eq!(whole.len(), 3);
        for first in 0..=text.len() {
            for second in first..=text.len() {
                let bytes = text.as_bytes();
                let chunks = [&bytes[..first], &bytes[first..second], &bytes[second..]];
                assert_eq!(events(&chunks), whole, "{first} {second}");
            }
        }
        assert_eq!(events(&text.as_bytes().chunks(1).collect::<Vec<_>>()), whole);
    }

    #[test]
    fn bytes_that_are_no_text_are_replaced() {
        assert_eq!(events(&[b"data: a\xff\n\n"])[0].2, "a\u{fffd}");
    }

    #[test]
    fn an_event_has_a_limit() {
        for text in ["data: 0123456789", "data: 012\ndata: 345\ndata: 678\n", "0123456789: a"] {
            let mut parser = EventParser::default();
            parser.push(Bytes::from_static(text.as_bytes()));
            assert_eq!(parser.next(10), Err(TooLong), "{text}");
        }
    }
}
