//! A parser of HTTP/1.1 requests (RFC 9112) that changes nothing.

use std::io::{self, BufRead, ErrorKind, Read, Write};

use super::RecordedRequest;

/// The maximum length of a line and of a body.
const LIMIT: u64 = 16 << 20;

/// The maximum number of headers.
const HEADERS: usize = 256;

/// Reads the next request; `None` if the client has closed the connection. `output` is where `100 Continue` is sent.
pub(super) fn read(input: &mut impl BufRead, mut output: impl Write) -> io::Result<Option<RecordedRequest>> {
    let Some(first) = line(input)? else { return Ok(None) };
    let mut words = first.split(' ');
    let (Some(method), Some(target), Some("HTTP/1.1"), None) = (words.next(), words.next(), words.next(), words.next())
    else {
        return Err(bad("the request line is not one of HTTP/1.1"));
    };
    let mut request = RecordedRequest::new(method, target);
    while let Some((name, value)) = header(input)? {
        if request.headers.len() == HEADERS {
            return Err(bad("there are too many headers"));
        }
        request.headers.push((name, value));
    }
    if request.header("expect").is_some_and(|value| value.eq_ignore_ascii_case("100-continue")) {
        output.write_all(b"HTTP/1.1 100 Continue\r\n\r\n")?;
    }
    request.body = body(input, &request)?;
    Ok(Some(request))
}

fn header(input: &mut impl BufRead) -> io::Result<Option<(String, String)>> {
    let line = line(input)?.ok_or(ErrorKind::UnexpectedEof)?;
    if line.is_empty() {
        return Ok(None);
    }
    let (name, value) = line.split_once(':').ok_or_else(|| bad("a header has no colon"))?;
    // The blanks around a value are not part of it (RFC 9112, section 5.1).
    Ok(Some((name.to_owned(), value.trim_matches([' ', '\t']).to_owned())))
}

fn body(input: &mut impl BufRead, request: &RecordedRequest) -> io::Result<Vec<u8>> {
    if request.header("transfer-encoding").is_some_and(|value| value.eq_ignore_ascii_case("chunked")) {
        return chunks(input);
    }
    let Some(length) = request.header("content-length") else { return Ok(Vec::new()) };
    let length: u64 = length.parse().map_err(|_| bad("the content length is no number"))?;
    exactly(input, length)
}

fn chunks(input: &mut impl BufRead) -> io::Result<Vec<u8>> {
    let mut body = Vec::new();
    loop {
        let size = line(input)?.ok_or(ErrorKind::UnexpectedEof)?;
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = u64::from_str_radix(size, 16).map_err(|_| bad("a chunk's size is no number"))?;
        if size == 0 {
            // Trailers end with an empty line.
            while header(input)?.is_some() {}
            return Ok(body);
        }
        body.extend(exactly(input, size)?);
        line(input)?;
        if body.len() as u64 > LIMIT {
            return Err(bad("the body is too large"));
        }
    }
}

fn exactly(input: &mut impl BufRead, length: u64) -> io::Result<Vec<u8>> {
    if length > LIMIT {
        return Err(bad("the body is too large"));
    }
    let mut bytes = Vec::new();
    input.take(length).read_to_end(&mut bytes)?;
    if bytes.len() as u64 == length { Ok(bytes) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

/// Reads a line without its end; `None` at the end of the input. Each byte becomes the character with its number, so
/// that nothing is lost.
fn line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut bytes = Vec::new();
    input.take(LIMIT).read_until(b'\n', &mut bytes)?;
    if bytes.is_empty() {
        return Ok(None);
    }
    let line = bytes.strip_suffix(b"\r\n").ok_or_else(|| bad("a line does not end in CR and LF"))?;
    Ok(Some(line.iter().copied().map(char::from).collect()))
}

fn bad(text: &str) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, text)
}
