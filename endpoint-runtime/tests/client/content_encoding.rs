//! Responses with a content encoding that the client did not ask for.
#![cfg(all(feature = "brotli", feature = "gzip", feature = "zstd"))]
#![allow(
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a test fails by panicking, its helpers included"
)]

use std::io::Write as _;

use crate::support::*;
use endpoint_runtime::{Bytes, Client, DecodeError, Stage, http::Request};
use flate2::{
    Compression,
    write::{DeflateEncoder, GzEncoder, ZlibEncoder},
};
use proptest::prelude::*;

const ITEM: &[u8] = r#"{"name":"ää"}"#.as_bytes();

/// `ITEM`, encoded by another program.
const BROTLI: &[u8] =
    &[0x0b, 0x07, 0x80, 0x7b, 0x22, 0x6e, 0x61, 0x6d, 0x65, 0x22, 0x3a, 0x22, 0xc3, 0xa4, 0xc3, 0xa4, 0x22, 0x7d, 0x03];

fn encode(coding: &str, body: &[u8]) -> Vec<u8> {
    match coding.trim().to_ascii_lowercase().as_str() {
        "gzip" | "x-gzip" => {
            let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(body).unwrap();
            encoder.finish().unwrap()
        }
        "deflate" => {
            let mut encoder = ZlibEncoder::new(Vec::new(), Compression::fast());
            encoder.write_all(body).unwrap();
            encoder.finish().unwrap()
        }
        "zstd" => ruzstd::encoding::compress_to_vec(body, ruzstd::encoding::CompressionLevel::Fastest),
        _ => body.to_vec(),
    }
}

fn encoded(status: u16, coding: &str, body: impl Into<Bytes>) -> Reply {
    let body = body.into();
    let length = body.len().to_string();
    reply_with(status, &[("content-encoding", coding), ("content-length", &length)], body)
}

async fn get(reply: Reply) -> endpoint_runtime::Result<Item, Problem> {
    FakeProvider::new([reply]).client().send(GetItem::new("a")).await
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// Whatever codings are applied in turn, the body is what it was, and the headers of the encoded body are gone.
    #[test]
    fn a_body_is_decoded_by_its_codings(
        body in prop::collection::vec(any::<u8>(), 1..300),
        codings in prop::collection::vec(prop::sample::select(vec!["gzip", "x-gzip", "deflate", "zstd", "GZIP", "identity", "utf-8"]), 0..4),
        separator in prop::sample::select(vec![",", ", ", " , "]),
    ) {
        let wire = codings.iter().fold(body.clone(), |body, coding| encode(coding, &body));
        let provider = FakeProvider::new([encoded(200, &codings.join(separator), wire)]);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let request = Request::get("/x").body(Bytes::new()).unwrap();
        let response = runtime.block_on(provider.client().execute(request)).unwrap();
        prop_assert_eq!(response.body().as_ref(), &body);
        let is_encoded = codings.iter().any(|coding| !matches!(*coding, "identity" | "utf-8"));
        prop_assert_eq!(response.headers().contains_key("content-encoding"), !is_encoded);
        prop_assert_eq!(response.headers().contains_key("content-length"), !is_encoded);
    }
}

#[tokio::test]
async fn every_coding_is_decoded_in_successes_and_in_errors() {
    let mut raw_deflate = DeflateEncoder::new(Vec::new(), Compression::fast());
    raw_deflate.write_all(ITEM).unwrap();
    for (coding, body) in [
        ("br", BROTLI.to_vec()),
        ("gzip", encode("gzip", ITEM)),
        ("deflate", encode("deflate", ITEM)),
        ("deflate", raw_deflate.finish().unwrap()),
        ("zstd", encode("zstd", ITEM)),
    ] {
        assert_eq!(get(encoded(200, coding, body)).await.unwrap().name, "ää", "{coding}");
    }
    let body = encode("gzip", br#"{"code":"not_found","message":"no such item"}"#);
    let error = get(encoded(404, "gzip", body)).await.unwrap_err();
    assert_eq!((error.stage(), error.code().as_deref()), (Stage::Api, Some("not_found")));
}

#[tokio::test]
async fn a_coding_that_is_not_decoded_is_named() {
    let error = get(encoded(200, "compress", ITEM)).await.unwrap_err();
    assert_eq!((error.stage(), error.status().unwrap().as_u16()), (Stage::Decode, 200));
    assert_eq!(error.as_decode(), Some(&DecodeError::Encoded { coding: "compress".to_owned() }));
    let error = get(encoded(404, "compress", "{}")).await.unwrap_err();
    assert_eq!(error.stage(), Stage::Api);
    assert!(error.to_string().contains("content encoding `compress`"), "{error}");
    // Bytes that are read as they are would be a wrong value.
    let text = r#"{"name":"a"}"#;
    for coding in ["snappy", "dcb", "base64", "AES128GCM"] {
        let error = get(encoded(200, coding, text)).await.unwrap_err();
        assert_eq!(error.as_decode(), Some(&DecodeError::Encoded { coding: coding.to_ascii_lowercase() }));
    }
    for no_coding in ["utf-8", "none", "aws-chunked", ""] {
        assert_eq!(get(encoded(200, no_coding, text)).await.unwrap().name, "a", "{no_coding}");
    }
    let cut = encode("gzip", ITEM)[..20].to_vec();
    let error = get(encoded(200, "gzip", cut)).await.unwrap_err();
    assert_eq!(error.as_decode(), Some(&DecodeError::Corrupt { coding: "gzip".to_owned() }));
    assert!(get(encoded(200, "br", ITEM)).await.is_err());
    assert!(get(encoded(200, "zstd", ITEM)).await.is_err());
}

/// A frame of zstd is decoded up to its end, where another one may follow (RFC 8878, section 3).
#[tokio::test]
async fn all_frames_and_members_of_a_body_are_decoded() {
    let skippable = |length: u8| [&[0x5a, 0x2a, 0x4d, 0x18, length, 0, 0, 0], &vec![b'!'; length.into()][..]].concat();
    let (first, last) = ITEM.split_at(5);
    for coding in ["zstd", "gzip"] {
        let parts = [encode(coding, first), encode(coding, b""), encode(coding, last)].concat();
        assert_eq!(get(encoded(200, coding, parts)).await.unwrap().name, "ää", "{coding}");
    }
    let parts = [skippable(3), encode("zstd", first), skippable(0), encode("zstd", last), skippable(9)].concat();
    assert_eq!(get(encoded(200, "zstd", parts.clone())).await.unwrap().name, "ää");
    for cut in [parts[..2].to_vec(), parts[..parts.len() - 1].to_vec(), [&parts[..], b"x"].concat()] {
        let error = get(encoded(200, "zstd", cut)).await.unwrap_err();
        assert_eq!(error.as_decode(), Some(&DecodeError::Corrupt { coding: "zstd".to_owned() }));
    }
    // The limit is that of all frames.
    let frames = [encode("zstd", ITEM), encode("zstd", &[b' '; 1 << 10]).repeat(3)].concat();
    for (limit, fits) in [(ITEM.len() + (3 << 10), true), (ITEM.len() + (3 << 10) - 1, false)] {
        let provider = FakeProvider::new([encoded(200, "zstd", frames.clone())]);
        let client = Client::builder().service(provider).max_response_bytes(limit).build().unwrap();
        assert_eq!(client.send(GetItem::new("a")).await.is_ok(), fits, "{limit}");
    }
}

#[tokio::test]
async fn a_coding_is_found_behind_parameters_and_quotation_marks() {
    for coding in ["gzip;q=1.0", "\"gzip\"", "identity, X-GZIP", "gzip , identity"] {
        assert_eq!(get(encoded(200, coding, encode("gzip", ITEM))).await.unwrap().name, "ää", "{coding}");
    }
}

#[tokio::test]
async fn a_decoded_body_is_bounded_like_any_other() {
    let bomb = encode("gzip", &encode("gzip", &vec![b' '; 64 << 20]));
    let provider = FakeProvider::new([encoded(200, "gzip, gzip", bomb)]);
    let client = Client::builder().service(provider).max_response_bytes(1 << 20).build().unwrap();
    let error = client.send(GetItem::new("a")).await.unwrap_err();
    assert_eq!(error.as_decode(), Some(&DecodeError::TooLarge { limit: 1 << 20 }));
}
