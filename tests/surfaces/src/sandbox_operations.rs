//! The operations that Stytch's sandbox plays. It answers 501 for the others.

/// The operation ids.
pub const PLAYED: [&str; 6] = [
    "api_organization_v1_ConnectedApps",
    "api_organization_v1_GetConnectedApp",
    "api_organization_v1_organizations_members_GetConnectedApps",
    "api_organization_v1_organizations_members_connected_apps_Revoke",
    "api_user_v1_ConnectedApps",
    "api_user_v1_Revoke",
];
