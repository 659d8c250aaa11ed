//! SCIM connections.

use crate::b2b::scim::ScimGroupImplicitRoleAssignments;
use crate::prelude::*;

/// A connection through which an identity provider manages the Members of an Organization.
#[object]
pub struct ScimConnection {
    /// The Organization whose Members are managed.
    pub organization_id: OrganizationId,
    /// The connection's id: `scim-connection-…`.
    pub connection_id: ConnectionId,
    /// `active` or `deleted`.
    pub status: String,
    /// The name of the connection for people.
    pub display_name: String,
    /// The kind of identity provider, such as `okta`; `generic` if it is not a known one.
    pub identity_provider: String,
    /// The URL of the SCIM endpoints, which is entered at the identity provider.
    pub base_url: String,
    /// The last four characters of the valid bearer token.
    pub bearer_token_last_four: String,
    /// The roles of the Members of groups.
    pub scim_group_implicit_role_assignments: Vec<ScimGroupImplicitRoleAssignments>,
    /// The last four characters of the next bearer token; empty if none is being rotated in.
    pub next_bearer_token_last_four: String,
    /// The end of the bearer token's validity.
    pub bearer_token_expires_at: Option<Timestamp>,
    /// The end of the next bearer token's validity, during a rotation.
    pub next_bearer_token_expires_at: Option<Timestamp>,
}

/// A SCIM connection at the start of a rotation, with the next bearer token.
#[object]
pub struct ScimConnectionWithNextToken {
    /// The Organization whose Members are managed.
    pub organization_id: OrganizationId,
    /// The connection's id: `scim-connection-…`.
    pub connection_id: ConnectionId,
    /// `active` or `deleted`.
    pub status: String,
    /// The name of the connection for people.
    pub display_name: String,
    /// The URL of the SCIM endpoints, which is entered at the identity provider.
    pub base_url: String,
    /// The kind of identity provider, such as `okta`; `generic` if it is not a known one.
    pub identity_provider: String,
    /// The last four characters of the bearer token that is being replaced.
    pub bearer_token_last_four: String,
    /// The token to enter at the identity provider. It is shown only here.
    #[sensitive]
    pub next_bearer_token: BearerToken,
    /// The roles of the Members of groups.
    pub scim_group_implicit_role_assignments: Vec<ScimGroupImplicitRoleAssignments>,
    /// The end of the validity of the bearer token that is being replaced.
    pub bearer_token_expires_at: Option<Timestamp>,
    /// The end of the next bearer token's validity.
    pub next_bearer_token_expires_at: Option<Timestamp>,
}

/// A new SCIM connection, with its bearer token.
#[object]
pub struct ScimConnectionWithToken {
    /// The Organization whose Members are managed.
    pub organization_id: OrganizationId,
    /// The connection's id: `scim-connection-…`.
    pub connection_id: ConnectionId,
    /// `active` or `deleted`.
    pub status: String,
    /// The name of the connection for people.
    pub display_name: String,
    /// The kind of identity provider, such as `okta`; `generic` if it is not a known one.
    pub identity_provider: String,
    /// The URL of the SCIM endpoints, which is entered at the identity provider.
    pub base_url: String,
    /// The token to enter at the identity provider. It is shown only here.
    #[sensitive]
    pub bearer_token: BearerToken,
    /// The roles of the Members of groups.
    pub scim_group_implicit_role_assignments: Vec<ScimGroupImplicitRoleAssignments>,
    /// The end of the bearer token's validity.
    pub bearer_token_expires_at: Option<Timestamp>,
}
