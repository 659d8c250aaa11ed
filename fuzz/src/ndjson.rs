//! Lines of JSON in pieces of any length: each line is read as `serde_json` reads it.

use serde_json::Value;

use crate::fixtures::{LinesRequest, Pieces, block_on};

pub(crate) fn check(data: &[u8]) {
    let Some((length, body)) = data.split_first() else { return };
    let client = Pieces::new("application/x-ndjson", body, usize::from(*length)).client();
    let read: Vec<Option<Value>> = block_on(async {
        let mut lines = client.send(LinesRequest::new()).await.expect("a response");
        let mut read = Vec::new();
        while let Some(line) = lines.next().await {
            read.push(line.ok());
        }
        read
    });
    let body = body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body);
    let lines = body.split(|byte| *byte == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let expected: Vec<Option<Value>> = lines.map(|line| serde_json::from_slice(line).ok()).collect();
    // A line that is no JSON may end the stream.
    let until_error = |values: &[Option<Value>]| values.iter().take_while(|value| value.is_some()).count();
    assert_eq!(until_error(&read), until_error(&expected), "{read:?} {expected:?}");
    assert!(read.iter().zip(&expected).all(|(read, expected)| read == expected), "{read:?} {expected:?}");
}
