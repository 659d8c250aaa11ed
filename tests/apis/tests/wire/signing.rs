use std::sync::{Arc, Mutex};

use endpoint_api_tests::{
    dynamodb::GetItemRequest,
    signing::{AwsSigner, HmacSigner},
};
use endpoint_runtime::{
    Body, Bytes, Client, Json,
    auth::Auth,
    http::Request,
    transport::{Transport, TransportFuture},
};
use jiff::Timestamp;

use crate::support::ok;

/// A transport that keeps a header of the last request as it is sent.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<String>>);

impl Transport for Kept {
    fn send(&self, request: Request<Body>) -> TransportFuture {
        let name = if request.headers().contains_key("x-signature") { "x-signature" } else { "authorization" };
        request.headers()[name].to_str().unwrap().clone_into(&mut self.0.lock().unwrap());
        Box::pin(async { Ok(ok("application/json", "{}").map(Body::from)) })
    }
}

fn client(url: &str, auth: Auth, kept: &Kept) -> Client {
    Client::builder().base_url(url).auth(auth).transport(kept.clone()).build().unwrap()
}

/// Returns the signature of a request by the keys of AWS's documentation.
async fn signature(service: &str, url: &str, request: Request<&'static str>) -> String {
    let is_s3 = service == "s3";
    let signer = AwsSigner {
        access_key: if is_s3 { "AKIAIOSFODNN7EXAMPLE" } else { "AKIDEXAMPLE" }.to_owned(),
        secret_key: if is_s3 {
            "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"
        } else {
            "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"
        }
        .to_owned(),
        region: "us-east-1".to_owned(),
        service: service.to_owned(),
        now: if is_s3 {
            || "2013-05-24T00:00:00Z".parse().unwrap()
        } else {
            || "2015-08-30T12:36:00Z".parse::<Timestamp>().unwrap()
        },
    };
    let kept = Kept::default();
    client(url, Auth::sign(signer), &kept).execute(request.map(Bytes::from)).await.unwrap();
    let value = kept.0.lock().unwrap().clone();
    value.rsplit_once("Signature=").unwrap().1.to_owned()
}

#[tokio::test]
async fn the_signatures_are_those_of_the_test_suite_of_aws() {
    // "Signature Version 4 test suite": get-vanilla, post-vanilla, get-vanilla-query-order-key-case.
    for (request, expected) in [
        (Request::get("/").body(""), "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31"),
        (Request::post("/").body(""), "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"),
        (
            Request::get("/?Param2=value2&Param1=value1").body(""),
            "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        ),
    ] {
        assert_eq!(signature("service", "https://example.amazonaws.com", request.unwrap()).await, expected);
    }
}

#[tokio::test]
async fn the_signatures_are_those_of_the_documentation_of_s3() {
    // "Signature Calculations for the Authorization Header", examples: GET object, PUT object, GET bucket lifecycle, GET bucket.
    let put = Request::put("/test%24file.text")
        .header("date", "Fri, 24 May 2013 00:00:00 GMT")
        .header("x-amz-storage-class", "REDUCED_REDUNDANCY");
    for (request, expected) in [
        (
            Request::get("/test.txt").header("range", "bytes=0-9").body(""),
            "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        ),
        (put.body("Welcome to Amazon S3."), "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"),
        (Request::get("/?lifecycle").body(""), "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"),
        (
            Request::get("/?max-keys=2&prefix=J").body(""),
            "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
        ),
    ] {
        let url = "https://examplebucket.s3.amazonaws.com";
        assert_eq!(signature("s3", url, request.unwrap()).await, expected);
    }
}

#[tokio::test]
async fn an_endpoint_is_signed_with_its_body() {
    // `printf '1700000000.{"ConsistentRead":true,"TableName":"t","Key":{}}' | openssl dgst -sha256 -hmac k`
    let signer = HmacSigner { key: "k".to_owned(), now: || Timestamp::from_second(1_700_000_000).unwrap() };
    let kept = Kept::default();
    let key: Json = "{}".parse().unwrap();
    client("https://api.example.com", Auth::sign(signer), &kept).send(GetItemRequest::new("t", key)).await.unwrap();
    assert_eq!(*kept.0.lock().unwrap(), "d76c856a147364f83f9a9d3062bb9f696a0553e1381af5b66edeea4313e684ea");
}
