//! Headers of responses that are lists: `#[join(",")]`.

use http::HeaderMap;
#[cfg(feature = "server")]
use http::{HeaderName, Response};

#[cfg(feature = "server")]
use super::header::insert;
use super::header::refused;
#[cfg(feature = "server")]
use crate::{body::Body, metadata::ParameterLocation, request::Joined, server::Rejection};
use crate::{error::DecodeError, param::Param};

/// Reads the items of all headers of this name. Empty items and the blanks around others are skipped (RFC 9110, section 5.6.1).
pub(super) fn read<T: Param>(headers: &HeaderMap, name: &'static str, separator: char) -> Result<Vec<T>, DecodeError> {
    let mut items = Vec::new();
    for value in headers.get_all(name) {
        let text = value.to_str().map_err(|_| refused(name, "has characters other than visible ASCII"))?;
        let texts = text.split(separator).map(|item| item.trim_matches([' ', '\t'])).filter(|item| !item.is_empty());
        for text in texts {
            let item = T::from_text(text).map_err(|error| refused(name, format!("is not as declared: {error}")))?;
            items.push(item);
        }
    }
    Ok(items)
}

/// Adds the header to a response, unless the list is empty.
#[cfg(feature = "server")]
pub(super) fn write<T: Param>(
    items: &[T],
    separator: char,
    name: HeaderName,
    response: &mut Response<Body>,
) -> Result<(), Rejection> {
    match Joined::new(items.iter().map(Param::to_text), separator, ParameterLocation::Header) {
        Ok(None) => Ok(()),
        Ok(Some(joined)) => insert(Ok(joined.text()), name, response),
        Err(error) => insert(Err(error.to_string()), name, response),
    }
}

#[cfg(all(test, feature = "server"))]
mod tests {
    use http::header::ALLOW;

    use super::*;

    fn written(items: &[&str]) -> Result<Response<Body>, Rejection> {
        let items: Vec<String> = items.iter().map(|item| (*item).to_owned()).collect();
        let mut response = Response::new(Body::from(bytes::Bytes::new()));
        write(&items, ',', ALLOW, &mut response).map(|()| response)
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        for items in [&[][..], &["GET"], &["GET", "a b", "{x}"]] {
            let response = written(items).unwrap();
            assert_eq!(response.headers().contains_key(ALLOW), !items.is_empty());
            assert_eq!(read::<String>(response.headers(), "allow", ',').unwrap(), items);
        }
    }

    #[test]
    fn an_item_that_would_be_read_as_another_list_is_refused() {
        for item in ["a,b", "", " a", "a\n", "ü"] {
            assert!(written(&[item]).is_err(), "{item:?}");
        }
    }

    #[test]
    fn items_of_several_headers_are_one_list() {
        let mut headers = HeaderMap::new();
        headers.append(ALLOW, http::HeaderValue::from_static(" 1, ,2,"));
        headers.append(ALLOW, http::HeaderValue::from_static("3"));
        assert_eq!(read::<u8>(&headers, "allow", ',').unwrap(), [1, 2, 3]);
        assert!(read::<bool>(&headers, "allow", ',').is_err());
    }
}
