use endpoint_api_tests::swish::CreateRequest;
use endpoint_runtime::{Bytes, http::Response};

use crate::support::{body, call, line};

#[tokio::test]
async fn the_place_of_the_payment_request_is_a_header() {
    let request =
        CreateRequest::new("11A86BE70EA346E4B1C39C874173F088", "https://example.com/api", "1231181189", "100", "SEK");
    let place = "https://mss.cpc.getswish.net/swish-cpcapi/api/v1/paymentrequests/AB23";
    let answer = Response::builder().status(201).header("location", place).body(Bytes::new()).unwrap();
    let (sent, created) = call(request.message("Kingston USB"), answer).await;
    assert_eq!(line(&sent), "PUT /swish-cpcapi/api/v2/paymentrequests/11A86BE70EA346E4B1C39C874173F088");
    assert_eq!(
        body(&sent),
        r#"{"callbackUrl":"https://example.com/api","payeeAlias":"1231181189","amount":"100","currency":"SEK","message":"Kingston USB"}"#
    );
    assert_eq!(created.location, place);
}
