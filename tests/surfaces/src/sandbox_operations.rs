//! Operations of Stytch that tests run in the sandbox by tools which are too slow for all of them.

/// The operation ids: lists, a single app, and revocations, of Members and Users.
pub const CONNECTED_APPS: [&str; 6] = [
    "api_organization_v1_ConnectedApps",
    "api_organization_v1_GetConnectedApp",
    "api_organization_v1_organizations_members_GetConnectedApps",
    "api_organization_v1_organizations_members_connected_apps_Revoke",
    "api_user_v1_ConnectedApps",
    "api_user_v1_Revoke",
];
