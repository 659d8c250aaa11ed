//! `/v1/b2b/scim`, and the data of SCIM connections and their users.

pub mod connection;
mod identity_provider;
mod scim_connection;
mod scim_group;
mod user_attributes;

pub use identity_provider::ScimIdentityProvider;
pub use scim_connection::{ScimConnection, ScimConnectionWithNextToken, ScimConnectionWithToken};
pub use scim_group::{ScimGroup, ScimGroupImplicitRoleAssignments};
pub use user_attributes::{Address, EnterpriseExtension, Group, Manager, MultiValue, Name, ScimAttributes};
