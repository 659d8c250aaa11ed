//! The header `Link` (RFC 8288): the next page is found in every header that is well-formed, and any bytes are read.

use arbitrary::Unstructured;
use http::{HeaderMap, HeaderValue, header::LINK};

/// The file of the runtime, which has no other crate's items.
#[path = "../../endpoint-runtime/src/pagination/link.rs"]
mod runtime;

pub(crate) fn check(data: &[u8]) {
    if let Ok(value) = HeaderValue::from_bytes(data) {
        let headers = HeaderMap::from_iter([(LINK, value.clone())]);
        if let Some(next) = runtime::next(&headers) {
            assert!(value.to_str().is_ok_and(|text| text.contains(next)));
        }
    }
    let Ok(links) = Unstructured::new(data).arbitrary::<Vec<Link>>() else { return };
    let (texts, expected): (Vec<_>, Vec<_>) = links.iter().map(written).unzip();
    // Half of them in a header of their own.
    let (first, second) = texts.split_at(texts.len() / 2);
    let headers = [first, second].map(|texts| HeaderValue::try_from(texts.join(" , ")).expect("a header of ASCII"));
    let headers: HeaderMap = headers.into_iter().map(|value| (LINK, value)).collect();
    assert_eq!(runtime::next(&headers), expected.iter().flatten().next().map(String::as_str), "{headers:?}");
}

/// A target, names and values of parameters, and an index of the relation and of how it is written.
type Link = (String, Vec<(u8, String)>, u8);

/// Writes a link, and returns its target if it is the next page.
fn written((target, parameters, relation): &Link) -> (String, Option<String>) {
    let target: String = target.chars().filter(|c| c.is_ascii_graphic() && !matches!(c, '<' | '>')).collect();
    let mut text = format!("<{target}>");
    let names = ["title", "type", "anchor", "x-rel", "REL*"];
    for (name, value) in parameters {
        let value: String = value.chars().filter(|c| *c == ' ' || c.is_ascii_graphic()).collect();
        let value = value.replace('\\', "\\\\").replace('"', "\\\"");
        let name = names.get(usize::from(*name) % names.len()).unwrap_or(&"title");
        text.extend(["; ", name, "=\"", &value, "\""]);
    }
    let relations = [
        ("", false),
        ("; rel=next", true),
        ("; rel=\"next\"", true),
        (";REL=\"first Next\"", true),
        (" ; rel = prev", false),
        ("; rel=\"nextish\"", false),
        ("; rel=prev; rel=next", false),
        ("; rel=next; rel=prev", true),
    ];
    let (relation, is_next) = relations.get(usize::from(*relation) % relations.len()).copied().unwrap_or_default();
    text.push_str(relation);
    (text, is_next.then_some(target))
}
