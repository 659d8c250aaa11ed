//! The gateway's check of how requests are framed: what it lets through, the parser of hyper frames in the same way.

use std::sync::Arc;

/// The file of the gateway, which has no other crate's items.
#[path = "../../endpoint-gateway/src/framing.rs"]
#[allow(clippy::arithmetic_side_effects, reason = "the file's own crate decides")]
mod gateway;

use gateway::{Framing, FramingWatcher};

pub(crate) fn check(data: &[u8]) {
    let [whole, bytewise] = [data.len().max(1), 1].map(|length| {
        let mut watcher = FramingWatcher::new(Arc::default());
        data.chunks(length).for_each(|chunk| watcher.watch(chunk));
        (watcher.framing().is_refused(), watcher.framing().is_last(), watcher.framing().is_unread())
    });
    assert_eq!(whole, bytewise, "the pieces in which bytes arrive change nothing");
    follow(data);
}

/// Reads request by request with httparse, as hyper does, beside the watcher.
fn follow(mut data: &[u8]) {
    let framing = Arc::new(Framing::default());
    let mut watcher = FramingWatcher::new(Arc::clone(&framing));
    loop {
        let mut fields = [httparse::EMPTY_HEADER; 64];
        let mut request = httparse::Request::new(&mut fields);
        let Ok(httparse::Status::Complete(length)) = request.parse(data) else { return };
        let (head, rest) = data.split_at(length);
        let named = |name: &str| {
            let fields = request.headers.iter().filter(move |field| field.name.eq_ignore_ascii_case(name));
            fields.map(|field| field.value).collect::<Vec<_>>()
        };
        let (lengths, codings) = (named("content-length"), named("transfer-encoding"));
        watcher.watch(head);
        if framing.is_refused() {
            return;
        }
        assert!(framing.is_unread(), "the watcher sees the head, too");
        framing.count_request();
        assert!(!framing.is_unread(), "the watcher sees one head");
        assert!(lengths.len() + codings.len() <= 1, "a head that is framed twice passes");
        if !codings.is_empty() {
            assert!(framing.is_last(), "nothing behind a chunked body is trusted");
            return;
        }
        let length = match lengths.first() {
            Some(digits) => {
                assert!(
                    digits.iter().all(u8::is_ascii_digit) && !digits.is_empty(),
                    "a length that is no number passes"
                );
                let digits = std::str::from_utf8(digits).expect("digits");
                usize::try_from(digits.parse::<u64>().expect("a length that the watcher has read"))
                    .unwrap_or(usize::MAX)
            }
            None => 0,
        };
        let Some((body, next)) = rest.split_at_checked(length) else {
            watcher.watch(rest);
            assert!(!framing.is_refused() && !framing.is_unread(), "a body is no head");
            return;
        };
        watcher.watch(body);
        assert!(!framing.is_refused() && !framing.is_unread(), "a body is no head");
        data = next;
    }
}
