//! Documentation of the features that an item needs, as docs.rs shows it: `doc(cfg(…))` is no condition. And attributes with a
//! condition, which count where it holds.

use endpoint_runtime::{Endpoint, Headers, Result, endpoints, object, open_enum};

#[cfg_attr(docsrs, doc(cfg(feature = "parcels")))]
#[endpoints]
pub trait Parcels {
    #[cfg(not(feature = "parcels"))]
    #[cfg_attr(docsrs, doc(cfg(feature = "parcels")))]
    #[endpoint(GET "/parcels")]
    async fn list(&self, #[headers] tenant: Option<Tenant>) -> Result<Parcel>;

    #[cfg_attr(docsrs, doc(cfg(feature = "parcels")), doc(alias = "remove"))]
    #[cfg_attr(any(), deprecated)]
    #[endpoint(DELETE "/parcels/<parcel_id>")]
    async fn delete(&self, parcel_id: String) -> Result<()>;

    /// Returns
    #[cfg_attr(all(), doc = "a parcel.")]
    #[cfg_attr(any(), doc = "nothing.")]
    #[cfg_attr(all(), cfg_attr(not(any()), doc = concat!("It has to ", "be sent."), deprecated(note = "use `take_back`")))]
    #[endpoint(PUT "/parcels/<parcel_id>/return")]
    async fn send_back(&self, parcel_id: String) -> Result<()>;

    #[cfg_attr(all(), deprecated)]
    #[cfg_attr(all(), cfg_attr(any(), deprecated(note = "never")))]
    #[endpoint(PUT "/parcels/<parcel_id>")]
    async fn replace(&self, parcel_id: String) -> Result<()>;
}

#[object]
#[cfg_attr(docsrs, doc(cfg(feature = "parcels")))]
pub struct Parcel {
    #[cfg_attr(docsrs, doc(cfg(feature = "parcels")))]
    pub grams: u32,
    pub state: State,
}

#[open_enum]
#[cfg_attr(docsrs, doc(cfg(feature = "parcels")))]
pub enum State {
    #[cfg_attr(docsrs, doc(cfg(feature = "parcels")))]
    Sent,
    Other(String),
}

#[derive(Clone, Headers)]
#[cfg_attr(docsrs, doc(cfg(feature = "parcels")))]
pub struct Tenant {
    #[header("X-Tenant")]
    #[cfg_attr(docsrs, doc(cfg(feature = "parcels")))]
    pub tenant: String,
}

fn main() {
    assert_eq!(ParcelsClient::ENDPOINTS.len(), 4);
    let send_back = <SendBackRequest as Endpoint>::METADATA;
    let docs: Vec<&str> = send_back.docs.split_whitespace().collect();
    assert_eq!(docs.join(" "), "Returns a parcel. It has to be sent.");
    assert_eq!(send_back.deprecated, Some("use `take_back`"));
    assert_eq!(<ReplaceRequest as Endpoint>::METADATA.deprecated, Some(""));
    assert_eq!(<DeleteRequest as Endpoint>::METADATA.deprecated, None);
}
