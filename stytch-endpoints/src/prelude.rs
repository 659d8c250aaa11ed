//! Everything that a resource file uses.
#![allow(unused_imports, reason = "a product without the others uses its part")]

pub(crate) use endpoint_runtime::{
    JsonMap,
    by_feature::{endpoints, object, open_enum},
};

pub(crate) use crate::{Result, ids::*, secrets::*, timestamp::Timestamp};

#[cfg(feature = "consumer")]
pub(crate) use crate::attributes::Attributes;
#[cfg(any(feature = "b2b", feature = "connected-apps", feature = "consumer"))]
pub(crate) use crate::connected_apps::{ClientType, ConnectedApp};
#[cfg(any(feature = "b2b", feature = "connected-apps", feature = "consumer", feature = "m2m"))]
pub(crate) use crate::response::Acknowledgement;
#[cfg(feature = "b2b")]
pub(crate) use crate::session::MemberSession;
#[cfg(any(feature = "b2b", feature = "consumer"))]
pub(crate) use crate::{
    device_history::DeviceInfo,
    locale::{EmailLocale, Locale},
};
