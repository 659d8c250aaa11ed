//! Everything that a resource file uses.

pub(crate) use endpoint_runtime::by_feature::{endpoints, object};

pub(crate) use crate::{
    Result,
    connected_apps::{ClientType, ConnectedApp},
    ids::{ConnectedAppId, MemberId, OrganizationId, UserId},
    session::MemberSession,
};
