// The declaration of Stytch.

/** @type {import("./runtime/client.js").Provider} */
export const provider = {
  userAgent: "stytch-endpoints/1.0.0",
  environments: [
    { name: "test", url: "https://test.stytch.com" },
    { name: "live", url: "https://api.stytch.com", usernamePrefix: "project-live-" },
  ],
  hosts: { fraud: "https://telemetry.stytch.com" },
  auth: [
    {
      scheme: "basic",
      header: "authorization",
      parts: [
        { name: "projectId", variable: "STYTCH_PROJECT_ID" },
        { name: "secret", variable: "STYTCH_SECRET" },
      ],
    },
  ],
  variables: {
    baseUrl: "STYTCH_BASE_URL",
    gatewayUrl: "STYTCH_GATEWAY_URL",
    token: "STYTCH_GATEWAY_TOKEN",
    hosts: { fraud: "STYTCH_FRAUD_URL" },
  },
  types: {
    Acknowledgement: { members: { status_code: "integer" } },
    StytchError: { members: { status_code: "integer" } },
  },
};

/** The members of an error body that hold its code, message and request id. */
const errorBody = {
  code: ["error_type", "error"],
  message: ["error_message", "error_description"],
  requestId: ["request_id"],
};

/** @type {Record<string, import("./runtime/client.js").Operation>} */
export const operations = {
  /** `POST /v1/b2b/organizations/<organization_id>/members/<member_id>/connected_apps/<connected_app_id>/revoke` */
  apiOrganizationV1OrganizationsMembersConnectedAppsRevoke: {
    id: "api_organization_v1_organizations_members_connected_apps_Revoke",
    method: "POST",
    literals: ["/v1/b2b/organizations/", "/members/", "/connected_apps/", "/revoke"],
    query: [],
    parameters: [
      {
        name: "organization_id",
        wire: "organization_id",
        in: "path",
        type: "string",
        required: true,
      },
      { name: "member_id", wire: "member_id", in: "path", type: "string", required: true },
      {
        name: "connected_app_id",
        wire: "connected_app_id",
        in: "path",
        type: "string",
        required: true,
      },
      {
        name: "session_token",
        wire: "X-Stytch-Member-Session",
        in: "header",
        type: "string",
        sensitive: true,
      },
      {
        name: "session_jwt",
        wire: "X-Stytch-Member-SessionJWT",
        in: "header",
        type: "string",
        sensitive: true,
      },
    ],
    body: "json",
    response: "json",
    responseShape: { type: "Acknowledgement" },
    error: errorBody,
    authenticated: true,
    idempotent: true,
  },
};
