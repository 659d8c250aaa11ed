//! Values in queries: what is sent is what the server reads, and what a parser of forms reads.

use arbitrary::Unstructured;
use endpoint_runtime::Json;

use crate::fixtures::{CLIENT, QueryRequest, block_on, check_echo, encoded, values};

pub(crate) fn check(data: &[u8]) {
    let mut input = Unstructured::new(data);
    let (Ok(text), Ok(count), Ok(tags), Ok(ids), Ok(key)) = (
        input.arbitrary::<Option<String>>(),
        input.arbitrary(),
        input.arbitrary::<Vec<String>>(),
        input.arbitrary(),
        input.arbitrary::<Option<String>>(),
    ) else {
        return;
    };
    let mut request = QueryRequest::new();
    request.text = text;
    request.count = count;
    request.tags = tags;
    request.ids = ids;
    request.key = key.and_then(|key| key.parse::<Json>().ok());
    if let Some(encoded) = encoded(&request) {
        let query = encoded.uri().query().unwrap_or_default();
        let pairs: Vec<_> = form_urlencoded::parse(query.as_bytes()).into_owned().collect();
        assert_eq!(values(&pairs, "text"), Vec::from_iter(request.text.clone()));
        assert_eq!(values(&pairs, "count"), Vec::from_iter(request.count.map(|count| count.to_string())));
        assert_eq!(values(&pairs, "tags"), request.tags);
        assert_eq!(values(&pairs, "key"), Vec::from_iter(request.key.as_ref().map(ToString::to_string)));
    }
    let answer = block_on(async { CLIENT.send(request.clone()).await });
    check_echo(&request, answer);
}
