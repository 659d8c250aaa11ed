//! Documentation of the features that an item needs, as docs.rs shows it: `doc(cfg(…))` is no condition.

use endpoint_runtime::{Headers, Result, endpoints, object, open_enum};

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
    assert_eq!(ParcelsClient::ENDPOINTS.len(), 2);
}
