use endpoint_api_tests::soap::{
    Add, AddRequest, AddResponse, Added, Calculator, CalculatorServer, Divide, DivideRequest, Envelope, Fault,
    FaultDetails, Numbers, Result, SoapError,
};
use endpoint_runtime::{Client, http::StatusCode};

use crate::support::{body, call, header, line, ok};

fn numbers(int_a: i32, int_b: i32) -> Numbers {
    Numbers { namespace: "http://tempuri.org/".to_owned(), int_a, int_b }
}

#[tokio::test]
async fn the_action_is_in_a_header_and_the_envelope_is_xml() {
    let request = AddRequest::new(Envelope::new(Add { numbers: numbers(1, 2) }));
    let answer = "<?xml version=\"1.0\"?><s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>\
                  <AddResponse xmlns=\"http://tempuri.org/\"><AddResult>3</AddResult></AddResponse></s:Body></s:Envelope>";
    let (sent, added) = call(request, ok("text/xml; charset=utf-8", answer)).await;
    assert_eq!(line(&sent), "POST /calculator.asmx");
    assert_eq!(header(&sent, "soapaction"), "\"http://tempuri.org/Add\"");
    assert_eq!(header(&sent, "content-type"), "text/xml; charset=utf-8");
    let expected = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
                    <soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>\
                    <Add xmlns=\"http://tempuri.org/\"><intA>1</intA><intB>2</intB></Add></soap:Body></soap:Envelope>";
    assert_eq!(body(&sent), expected);
    assert_eq!(added.body.response.result, 3);
}

struct Fake;

impl Calculator for Fake {
    async fn add(&self, request: AddRequest) -> Result<Envelope<Added>> {
        let Numbers { int_a, int_b, .. } = request.envelope.body.numbers;
        Ok(Envelope::new(Added { response: AddResponse { result: int_a + int_b } }))
    }

    async fn divide(&self, _: DivideRequest) -> Result<Envelope<Added>> {
        let fault = FaultDetails { faultcode: "soap:Client".to_owned(), faultstring: "by zero".to_owned() };
        Err(SoapError::Fault { envelope: Envelope::new(Fault { fault }) }.into())
    }
}

#[tokio::test]
async fn a_server_chooses_by_the_action_and_answers_with_faults() {
    let client = Client::builder().service(CalculatorServer::new(Fake)).build().unwrap();
    let request = AddRequest::new(Envelope::new(Add { numbers: numbers(1, 2) }));
    let added = client.send(request).with_response().await.unwrap();
    assert_eq!(added.headers()["content-type"], "text/xml; charset=utf-8");
    assert_eq!(added.body().body.response.result, 3);
    let error = client.send(DivideRequest::new(Envelope::new(Divide { numbers: numbers(1, 0) }))).await.unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    assert_eq!((error.code().as_deref(), error.message().as_deref()), (Some("soap:Client"), Some("by zero")));
}
