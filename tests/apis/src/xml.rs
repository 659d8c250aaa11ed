//! XML as a format of bodies, by `quick-xml`.

use endpoint_runtime::{
    BoxError, Bytes,
    format::{Decode, Encode, Format},
};
use serde::{Serialize, de::DeserializeOwned};

/// The format: `#[body(Xml)]`, `response = Xml`.
#[derive(Debug)]
pub struct Xml;

impl Format for Xml {
    const CONTENT_TYPE: &'static str = "application/xml";
}

impl<T: Serialize> Encode<T> for Xml {
    fn encode(value: &T) -> Result<Bytes, BoxError> {
        let xml = quick_xml::se::to_string(value)?;
        Ok(format!("<?xml version=\"1.0\" encoding=\"UTF-8\"?>{xml}").into())
    }
}

impl<T: DeserializeOwned> Decode<T> for Xml {
    fn decode(body: &Bytes) -> Result<T, BoxError> {
        Ok(quick_xml::de::from_reader(&**body)?)
    }
}
