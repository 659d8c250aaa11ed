//! SOAP 1.1: one URL for all operations, which the header `SOAPAction` tells apart, and faults in XML with the status 500.

use endpoint_runtime::{ErrorBody, Response, endpoints};
use serde::{Deserialize, Serialize};

use crate::xml::Xml;

/// `<soap:Envelope><soap:Body>…</soap:Body></soap:Envelope>`
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename = "soap:Envelope")]
pub struct Envelope<T> {
    #[serde(rename = "@xmlns:soap", default)]
    namespace: String,
    #[serde(rename(serialize = "soap:Body", deserialize = "Body"))]
    pub body: T,
}

impl<T> Envelope<T> {
    pub fn new(body: T) -> Self {
        Self { namespace: "http://schemas.xmlsoap.org/soap/envelope/".to_owned(), body }
    }
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Add {
    #[serde(rename = "Add")]
    pub numbers: Numbers,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Divide {
    #[serde(rename = "Divide")]
    pub numbers: Numbers,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Numbers {
    #[serde(rename = "@xmlns")]
    pub namespace: String,
    pub int_a: i32,
    pub int_b: i32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Added {
    #[serde(rename = "AddResponse")]
    pub response: AddResponse,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AddResponse {
    #[serde(rename = "AddResult")]
    pub result: i32,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Fault {
    #[serde(rename = "Fault")]
    pub fault: FaultDetails,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FaultDetails {
    pub faultcode: String,
    pub faultstring: String,
}

impl ErrorBody for Envelope<Fault> {
    fn code(&self) -> Option<&str> {
        Some(&self.body.fault.faultcode)
    }

    fn message(&self) -> Option<&str> {
        Some(&self.body.fault.faultstring)
    }
}

#[derive(Debug, Response)]
#[response(error, server, schema)]
pub enum SoapError {
    #[status(500)]
    Fault {
        #[body(Xml, type = "text/xml; charset=utf-8")]
        envelope: Envelope<Fault>,
    },
    /// An error of something else than the service, such as a proxy.
    #[status(default)]
    Other {
        #[body(text)]
        text: String,
    },
}

pub type Result<T> = endpoint_runtime::Result<T, SoapError>;

#[endpoints(server, schema)]
pub trait Calculator {
    #[endpoint(POST "/calculator.asmx", header("SOAPAction" = "\"http://tempuri.org/Add\""), response(Xml, type = "text/xml; charset=utf-8"), idempotent)]
    async fn add(
        &self,
        #[body(Xml, type = "text/xml; charset=utf-8")] envelope: Envelope<Add>,
    ) -> Result<Envelope<Added>>;

    #[endpoint(POST "/calculator.asmx", header("SOAPAction" = "\"http://tempuri.org/Divide\""), response = Xml, idempotent)]
    async fn divide(
        &self,
        #[body(Xml, type = "text/xml; charset=utf-8")] envelope: Envelope<Divide>,
    ) -> Result<Envelope<Added>>;
}
