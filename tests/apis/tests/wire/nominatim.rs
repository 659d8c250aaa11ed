use endpoint_api_tests::nominatim::SearchRequest;

use crate::support::{call, line, ok};

#[tokio::test]
async fn booleans_are_numbers() {
    let request = SearchRequest::new("Ulm")
        .address_details(true)
        .bounded(false)
        .country_codes(["de", "at"])
        .viewbox([9.5, 48.5, 10.0, 48.0]);
    let (request, _) = call(request, ok("application/json", "[]")).await;
    assert_eq!(
        line(&request),
        "GET /search?format=jsonv2&q=Ulm&addressdetails=1&countrycodes=de,at&viewbox=9.5,48.5,10,48&bounded=0"
    );
}
