//! Everything that a resource file uses.

pub(crate) use endpoint_runtime::{
    JsonMap,
    by_feature::{endpoints, object, open_enum},
};

pub(crate) use crate::{
    Result,
    attributes::Attributes,
    connected_apps::{ClientType, ConnectedApp},
    device_history::DeviceInfo,
    ids::*,
    locale::{EmailLocale, Locale},
    response::Acknowledgement,
    secrets::*,
    session::MemberSession,
    timestamp::Timestamp,
};
