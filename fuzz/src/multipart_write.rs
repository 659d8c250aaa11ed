//! Multipart bodies that a client writes: the server and multer read what was sent.

use std::sync::{Arc, Mutex};

use arbitrary::Unstructured;
use endpoint_runtime::{
    Body, Bytes, Client, Content, FilePart, Stage, http,
    transport::{Transport, TransportFuture},
};

use crate::{
    fixtures::{CLIENT, PartsRequest, ReadParts, block_on},
    multipart_read::read_parts,
};

pub(crate) fn check(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let Ok((text, tags, file)) = input.arbitrary::<(Option<String>, Vec<String>, Option<(String, Vec<u8>)>)>() else {
        return;
    };
    let mut request = PartsRequest::new();
    (request.text, request.tags) = (text.clone(), tags.clone());
    request.file = file.clone().map(|(name, content)| FilePart::new(name, content));
    match block_on(async { CLIENT.send(request.clone()).await }) {
        // A browser sends an empty file without a name where none was chosen.
        Ok(read) if file == Some((String::new(), Vec::new())) => assert_eq!(read.file, None),
        // Browsers do not escape the percent sign of an escape.
        Ok(_) if file.as_ref().is_some_and(|(name, _)| name.contains('%')) => {}
        Ok(read) => assert_eq!(read, ReadParts { text: text.clone(), tags: tags.clone(), file: file.clone() }),
        Err(error) => {
            assert_eq!(error.stage(), Stage::Encode, "{error:?}");
            return;
        }
    }
    let (boundary, body) = written(request);
    let parts = block_on(read_parts(body, &boundary)).expect("multer reads it");
    let found: Vec<_> = parts.iter().map(|part| (part.name.as_str(), &part.content[..])).collect();
    let texts =
        text.iter().map(|text| ("text", text.as_bytes())).chain(tags.iter().map(|tag| ("tags", tag.as_bytes())));
    let sent: Vec<_> = texts.chain(file.iter().map(|(_, content)| ("file", &content[..]))).collect();
    assert_eq!(found, sent);
    if let (Some((name, _)), Some(part)) = (&file, parts.last()) {
        let escaped = name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A");
        // multer reads a backslash as an escape, which browsers do not write.
        assert!(name.contains('\\') || part.file_name.as_ref() == Some(&escaped), "{name:?}");
        assert!(part.content_type.is_some());
    }
}

/// A transport that keeps the last request.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<Option<http::Request<Body>>>>);

impl Transport for Kept {
    fn send(&self, request: http::Request<Body>) -> TransportFuture {
        *self.0.lock().expect("no panic") = Some(request);
        Box::pin(async { Ok(http::Response::new(Body::from(Bytes::from("{}")))) })
    }
}

/// Returns the boundary and the body of a request.
fn written(request: PartsRequest) -> (String, Bytes) {
    let kept = Kept::default();
    let client = Client::builder().base_url("https://api.example.com").transport(kept.clone()).build();
    block_on(async {
        let _ = client.expect("a client without a network").send(request).await;
        let sent = kept.0.lock().expect("no panic").take().expect("a request");
        let media_type = sent.headers().get("content-type").and_then(|value| value.to_str().ok());
        let boundary = multer::parse_boundary(media_type.unwrap_or_default()).expect("a boundary");
        (boundary, Content::from(sent.into_body()).collect(1 << 20).await.expect("a body"))
    })
}
